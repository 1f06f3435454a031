import AshlarPostgres

/// Reads what there is from the catalogue.
struct SchemaInspector: Sendable {
    let database: Database

    /// All tables of the current schema by name, but none that an extension brought, and no part of a divided one.
    ///
    /// - Parameter kinds: `r` tables, `p` divided ones, `v` views, `m` materialised ones.
    func tables(kinds: [String] = ["r", "p"]) async throws -> [TableInfo] {
        let rows = try await database.query(
            """
            SELECT relname::text, obj_description(pg_class.oid, 'pg_class') FROM pg_class
            WHERE relnamespace = current_schema()::regnamespace AND relkind::text = any(\(kinds)) AND NOT relispartition
            AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND classid = 'pg_class'::regclass \
            AND deptype = 'e')
            ORDER BY relname
            """)
        var tables: [TableInfo] = []
        for row in rows {
            let name = try row.decode(0, as: String.self)
            let table = TableName(name)
            tables.append(
                TableInfo(
                    name: name, columns: try await columns(of: table), key: try await key(of: table),
                    foreignKeys: try await foreignKeys(of: table), indexes: try await indexes(of: table),
                    checks: try await checks(of: table), comment: try row.decode(1)))
        }
        return tables
    }

    /// The columns of a table or view in their order; none if it is not there.
    func columns(of table: TableName, file: String = #fileID, line: Int = #line) async throws -> [ColumnInfo] {
        let rows = try await database.run(
            """
            SELECT attname::text, format_type(atttypid, atttypmod), NOT attnotnull, \
            CASE WHEN attgenerated = '' THEN pg_get_expr(adbin, adrelid) END, \
            CASE WHEN attidentity = 'a' THEN 'identity always' WHEN attidentity = 'd' THEN 'identity' \
            WHEN attgenerated <> '' THEN pg_get_expr(adbin, adrelid) END, \
            col_description(attrelid, attnum), typtype::text, typname::text
            FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE attrelid = to_regclass(\(table.sql)) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """, file: file, line: line)
        return try rows.map { row in
            ColumnInfo(
                name: try row.decode(0), type: try row.decode(1), isNullable: try row.decode(2),
                defaultValue: try row.decode(3), generation: try row.decode(4), comment: try row.decode(5),
                kind: try row.decode(6), typeName: try row.decode(7))
        }
    }

    func key(of table: TableName) async throws -> [String] {
        let rows = try await database.query(
            """
            SELECT attname::text FROM pg_index, unnest(indkey) WITH ORDINALITY AS part (number, place), pg_attribute
            WHERE indrelid = to_regclass(\(table.sql)) AND indisprimary AND attrelid = indrelid AND attnum = number
            ORDER BY place
            """)
        return try rows.map { try $0.decode(0) }
    }

    func foreignKeys(of table: TableName) async throws -> [ForeignKeyInfo] {
        let rows = try await database.query(
            """
            SELECT conname::text, confrelid::regclass::text, \
            (SELECT array_agg(attname::text ORDER BY place) FROM unnest(conkey) WITH ORDINALITY AS part (number, place) \
            JOIN pg_attribute ON attrelid = conrelid AND attnum = number), \
            (SELECT array_agg(attname::text ORDER BY place) FROM unnest(confkey) WITH ORDINALITY AS part (number, place) \
            JOIN pg_attribute ON attrelid = confrelid AND attnum = number)
            FROM pg_constraint WHERE contype = 'f' AND conrelid = to_regclass(\(table.sql)) AND conparentid = 0 ORDER BY conname
            """)
        return try rows.map { row in
            ForeignKeyInfo(
                name: try row.decode(0), columns: try row.decode(2),
                table: try row.decode(1, as: String.self).filter { $0 != "\"" }, targetColumns: try row.decode(3))
        }
    }

    func indexes(of table: TableName) async throws -> [IndexInfo] {
        let rows = try await database.query(
            """
            SELECT relname::text, indisunique, indisprimary, indpred IS NOT NULL, pg_get_indexdef(indexrelid, 0, true), \
            (SELECT array_agg(attname::text ORDER BY place) FROM unnest(indkey) WITH ORDINALITY AS part (number, place) \
            LEFT JOIN pg_attribute ON attrelid = indrelid AND attnum = number AND number > 0 WHERE place <= indnkeyatts)
            FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            WHERE indrelid = to_regclass(\(table.sql)) ORDER BY relname
            """)
        return try rows.map { row in
            IndexInfo(
                name: try row.decode(0), columns: try row.decode(5), isUnique: try row.decode(1),
                isPrimary: try row.decode(2), isPartial: try row.decode(3), definition: try row.decode(4))
        }
    }

    func checks(of table: TableName) async throws -> [CheckInfo] {
        let rows = try await database.query(
            """
            SELECT conname::text, \
            (SELECT array_agg(attname::text ORDER BY place) FROM unnest(conkey) WITH ORDINALITY AS part (number, place) \
            JOIN pg_attribute ON attrelid = conrelid AND attnum = number), pg_get_expr(conbin, conrelid)
            FROM pg_constraint WHERE contype = 'c' AND conrelid = to_regclass(\(table.sql)) ORDER BY conname
            """)
        return try rows.map { row in
            CheckInfo(
                name: try row.decode(0), columns: try row.decode(1, as: [String]?.self) ?? [],
                condition: try row.decode(2))
        }
    }

    /// The values of each enum type of the current schema, in their order.
    func enums() async throws -> [(name: String, values: [String])] {
        let rows = try await database.query(
            """
            SELECT typname::text, array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum
            JOIN pg_type ON pg_type.oid = enumtypid WHERE typnamespace = current_schema()::regnamespace
            GROUP BY typname ORDER BY typname
            """)
        return try rows.map { (name: try $0.decode(0), values: try $0.decode(1)) }
    }

    /// What the domains that statements see stand for, by their names as PostgreSQL writes them.
    func domains() async throws -> [String: SwiftTypes.Domain] {
        let rows = try await database.query(
            """
            SELECT format_type(own.oid, NULL), format_type(own.typbasetype, own.typtypmod), below.typtype::text, \
            below.typname::text
            FROM pg_type AS own JOIN pg_type AS below ON below.oid = own.typbasetype
            WHERE own.typtype = 'd' AND own.typnamespace <> 'information_schema'::regnamespace
            """)
        return Dictionary(
            try rows.map { row in
                (
                    try row.decode(0, as: String.self),
                    SwiftTypes.Domain(
                        type: try row.decode(1), kind: try row.decode(2), typeName: try row.decode(3))
                )
            }, uniquingKeysWith: { first, _ in first })
    }
}

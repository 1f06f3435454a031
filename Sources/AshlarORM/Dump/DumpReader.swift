import AshlarPostgres

/// Reads the statements that make the things of a schema from the catalogue.
struct DumpReader: Sendable {
    let database: Database
    let schema: String

    /// The rows of one column of text.
    func texts(_ sql: SQL) async throws -> [String] {
        try await database.query(sql).map { try $0.decode(0, as: String.self) }
    }

    /// That something is in the schema and no extension brought it.
    func isOwn(_ catalogue: String, _ namespace: String) -> SQL {
        SQL(
            unsafe:
                "\(catalogue).\(namespace) = current_schema()::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_depend "
                + "WHERE pg_depend.objid = \(catalogue).oid AND pg_depend.classid = '\(catalogue)'::regclass "
                + "AND pg_depend.deptype = 'e')")
    }

    func extensions() async throws -> [String] {
        try await texts(
            "SELECT extname::text FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname COLLATE \"C\""
        )
        .map { "CREATE EXTENSION IF NOT EXISTS \(SchemaText.quote($0));" }
    }

    /// Everything that others may need.
    func objects() async throws -> [DumpObject] {
        try await types() + sequences() + functions() + tables() + views()
    }

    /// What each of them needs: identifiers of rows, rules, defaults and constraints stand for what they belong to.
    func needs() async throws -> [UInt32: Set<UInt32>] {
        let rows = try await database.query(
            """
            WITH owner (id, part) AS (
                SELECT ev_class, oid FROM pg_rewrite
                UNION ALL SELECT adrelid, oid FROM pg_attrdef
                UNION ALL SELECT CASE WHEN conrelid <> 0 THEN conrelid ELSE contypid END, oid FROM pg_constraint WHERE contype <> 'f'
                UNION ALL SELECT typrelid, oid FROM pg_type WHERE typrelid <> 0 AND typtype = 'c' \
            AND (SELECT relkind FROM pg_class WHERE pg_class.oid = typrelid) <> 'c'
                UNION ALL SELECT typelem, oid FROM pg_type WHERE typelem <> 0 AND typcategory = 'A'
                UNION ALL SELECT reltype, oid FROM pg_class WHERE relkind = 'c'
            ), row_array (id, part) AS (
                SELECT element.typrelid, arrays.oid FROM pg_type AS arrays JOIN pg_type AS element ON element.oid = arrays.typelem
                WHERE arrays.typcategory = 'A' AND element.typrelid <> 0 AND element.typtype = 'c'
            )
            SELECT DISTINCT coalesce(own.id, objid)::bigint, coalesce(whole.id, other.id, refobjid)::bigint
            FROM pg_depend
            LEFT JOIN owner AS own ON own.part = objid
            LEFT JOIN row_array AS whole ON whole.part = refobjid
            LEFT JOIN owner AS other ON other.part = refobjid
            WHERE deptype IN ('n', 'a') AND NOT (deptype = 'a' AND classid = 'pg_class'::regclass)
            UNION SELECT inhrelid::bigint, inhparent::bigint FROM pg_inherits
            """)
        var needs: [UInt32: Set<UInt32>] = [:]
        for row in rows {
            let id = UInt32(truncatingIfNeeded: try row.decode(0, as: Int.self))
            let needed = UInt32(truncatingIfNeeded: try row.decode(1, as: Int.self))
            if id != needed { needs[id, default: []].insert(needed) }
        }
        return needs
    }

    /// The names of the migrations that made all this, a line each, so that two branches that add one merge well.
    func migrations() async throws -> [String] {
        let store = MigrationStore(database: database)
        let lines = try await store.entries().map { entry in
            "(\(SQLLiteral.text(entry.name)), 1, \(entry.checksum.map { SQLLiteral.text($0) } ?? "NULL"))"
        }
        guard !lines.isEmpty else { return [] }
        return ["INSERT INTO migrations (name, batch, checksum) VALUES\n    \(lines.joined(separator: ",\n    "));"]
    }

    func decodeObjects(_ kind: DumpObject.Kind, _ sql: SQL) async throws -> [DumpObject] {
        try await database.query(sql).map { row in
            DumpObject(
                id: UInt32(truncatingIfNeeded: try row.decode(0, as: Int.self)), kind: kind, name: try row.decode(1),
                statements: [try row.decode(2, as: String.self)])
        }
    }
}

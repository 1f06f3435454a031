import AshlarPostgres

/// Tables, views, indexes, foreign keys and triggers.
extension DumpReader {
    func tables() async throws -> [DumpObject] {
        let rows = try await database.query(
            """
            SELECT oid::bigint, relname::text, relpersistence = 'u', relispartition, pg_get_expr(relpartbound, oid), \
            CASE WHEN relkind = 'p' THEN pg_get_partkeydef(oid) END, \
            (SELECT string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = oid)
            FROM pg_class WHERE relkind IN ('r', 'p') AND \(isOwn("pg_class", "relnamespace"))
            """)
        let columns = try await grouped(Self.columns)
        let constraints = try await grouped(Self.constraints)
        return try rows.map { row in
            let id = try row.decode(0, as: Int.self)
            let name = try row.decode(1, as: String.self)
            let isPartition = try row.decode(3, as: Bool.self)
            let parents = try row.decode(6, as: String?.self)
            // A part has the columns of the whole.
            let parts = (isPartition ? [] : columns[id] ?? []) + (constraints[id] ?? [])
            var sql = "CREATE \(try row.decode(2, as: Bool.self) ? "UNLOGGED " : "")TABLE \(SchemaText.quote(name))"
            if isPartition, let parents { sql += " PARTITION OF \(parents)" }
            if !isPartition || !parts.isEmpty {
                sql += parts.isEmpty ? " ()" : " (\n    \(parts.joined(separator: ",\n    "))\n)"
            }
            if isPartition {
                sql += " \(try row.decode(4, as: String?.self) ?? "DEFAULT")"
            } else if let parents {
                sql += " INHERITS (\(parents))"
            }
            if let key = try row.decode(5, as: String?.self) { sql += " PARTITION BY \(key)" }
            return DumpObject(
                id: UInt32(truncatingIfNeeded: id), kind: .table, name: name, statements: [sql + ";"])
        }
    }

    func views() async throws -> [DumpObject] {
        try await decodeObjects(
            .view,
            """
            SELECT oid::bigint, relname::text, format('CREATE %s %I%s AS%s;', CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' \
            ELSE 'VIEW' END, relname, coalesce(' WITH (' || array_to_string(reloptions, ', ') || ')', ''), \
            E'\\n' || rtrim(pg_get_viewdef(oid, true), ';'))
            FROM pg_class WHERE relkind IN ('v', 'm') AND \(isOwn("pg_class", "relnamespace"))
            """)
    }

    /// The indexes that no constraint makes, and that no index of a divided table brings.
    func indexes() async throws -> [String] {
        try await texts(
            """
            SELECT replace(pg_get_indexdef(indexrelid, 0, true), ' ON ONLY ', ' ON ') || ';' FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            WHERE \(isOwn("pg_class", "relnamespace")) AND NOT relispartition
            AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
            ORDER BY indrelid::regclass::text COLLATE "C", relname COLLATE "C"
            """)
    }

    /// Statistics over several columns.
    func statistics() async throws -> [String] {
        try await texts(
            """
            SELECT replace(pg_get_statisticsobjdef(oid), format('%s.', quote_ident(current_schema())), '') || ';'
            FROM pg_statistic_ext WHERE stxnamespace = current_schema()::regnamespace ORDER BY stxname COLLATE "C"
            """)
    }

    func foreignKeys() async throws -> [String] {
        try await texts(
            """
            SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s;', conrelid::regclass, conname, \
            pg_get_constraintdef(pg_constraint.oid, true))
            FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
            WHERE contype = 'f' AND conparentid = 0 AND \(isOwn("pg_class", "relnamespace"))
            ORDER BY conrelid::regclass::text COLLATE "C", conname COLLATE "C"
            """)
    }

    func triggers() async throws -> [String] {
        try await texts(
            """
            SELECT pg_get_triggerdef(pg_trigger.oid, true) || ';' FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
            WHERE NOT tgisinternal AND tgparentid = 0 AND \(isOwn("pg_class", "relnamespace"))
            ORDER BY tgrelid::regclass::text COLLATE "C", tgname COLLATE "C"
            """)
    }

    /// Lines of tables, in their order.
    private func grouped(_ sql: SQL) async throws -> [Int: [String]] {
        var groups: [Int: [String]] = [:]
        for row in try await database.query(sql) {
            groups[try row.decode(0, as: Int.self), default: []].append(try row.decode(1, as: String.self))
        }
        return groups
    }

    private static let columns: SQL = """
        SELECT attrelid::bigint, format('%I %s', attname, format_type(atttypid, atttypmod))
        || CASE WHEN attcollation <> typcollation THEN format(' COLLATE %I', \
        (SELECT collname FROM pg_collation WHERE pg_collation.oid = attcollation)) ELSE '' END
        || CASE WHEN attidentity = '' THEN '' ELSE format(' GENERATED %s AS IDENTITY%s', \
        CASE attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, (SELECT CASE WHEN seqstart = 1 AND seqincrement = 1 \
        THEN '' ELSE format(' (START WITH %s INCREMENT BY %s)', seqstart, seqincrement) END FROM pg_depend \
        JOIN pg_sequence ON seqrelid = objid WHERE refobjid = attrelid AND refobjsubid = attnum AND deptype = 'i' \
        AND classid = 'pg_class'::regclass)) END
        || CASE WHEN attgenerated = '' THEN coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid, true), '') \
        ELSE format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(adbin, adrelid, true)) END
        || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid JOIN pg_type ON pg_type.oid = atttypid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attnum > 0 AND NOT attisdropped AND attislocal AND relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
        ORDER BY attrelid, attnum
        """

    /// Keys first, then the rest by name.
    private static let constraints: SQL = """
        SELECT conrelid::bigint, format('CONSTRAINT %I %s', conname, pg_get_constraintdef(pg_constraint.oid, true))
        FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
        WHERE contype IN ('p', 'u', 'c', 'x') AND conislocal AND conparentid = 0 AND relnamespace = current_schema()::regnamespace
        ORDER BY conrelid, array_position(ARRAY['p', 'u', 'c', 'x'], contype::text), conname COLLATE "C"
        """
}

import AshlarPostgres

/// Types, sequences and functions.
extension DumpReader {
    func types() async throws -> [DumpObject] {
        try await decodeObjects(
            .type,
            """
            SELECT pg_type.oid::bigint, typname::text, CASE typtype
            WHEN 'e' THEN format('CREATE TYPE %I AS ENUM (%s);', typname, (SELECT string_agg(quote_literal(enumlabel), ', ' \
            ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = pg_type.oid))
            WHEN 'd' THEN format('CREATE DOMAIN %I AS %s', typname, format_type(typbasetype, typtypmod))
                || CASE WHEN typcollation <> (SELECT base.typcollation FROM pg_type AS base WHERE base.oid = pg_type.typbasetype) \
            THEN format(' COLLATE %I', (SELECT collname FROM pg_collation WHERE pg_collation.oid = typcollation)) ELSE '' END
                || coalesce(' DEFAULT ' || typdefault, '') || CASE WHEN typnotnull THEN ' NOT NULL' ELSE '' END
                || coalesce((SELECT string_agg(format(' CONSTRAINT %I %s', conname, pg_get_constraintdef(pg_constraint.oid, true)), \
            '' ORDER BY conname COLLATE "C") FROM pg_constraint WHERE contypid = pg_type.oid), '') || ';'
            WHEN 'r' THEN (SELECT format('CREATE TYPE %I AS RANGE (SUBTYPE = %s);', typname, format_type(rngsubtype, NULL)) \
            FROM pg_range WHERE rngtypid = pg_type.oid)
            ELSE format('CREATE TYPE %I AS (%s);', typname, (SELECT string_agg(format('%I %s', attname, \
            format_type(atttypid, atttypmod)), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = typrelid AND attnum > 0 \
            AND NOT attisdropped)) END
            FROM pg_type WHERE (typtype IN ('e', 'd', 'r') OR (typtype = 'c' AND \
            (SELECT relkind FROM pg_class WHERE pg_class.oid = typrelid) = 'c')) AND \(isOwn("pg_type", "typnamespace"))
            """)
    }

    /// Those that stand for themselves or belong to a `serial`; those of identities come with their columns.
    func sequences() async throws -> [DumpObject] {
        try await decodeObjects(
            .sequence,
            """
            SELECT pg_class.oid::bigint, relname::text, format('CREATE %sSEQUENCE %I AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s \
            START WITH %s CACHE %s%s;', CASE relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END, relname, \
            format_type(seqtypid, NULL), seqincrement, seqmin, seqmax, seqstart, seqcache, \
            CASE WHEN seqcycle THEN ' CYCLE' ELSE '' END)
            FROM pg_class JOIN pg_sequence ON seqrelid = pg_class.oid WHERE \(isOwn("pg_class", "relnamespace"))
            AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND classid = 'pg_class'::regclass \
            AND deptype = 'i')
            """)
    }

    /// The columns that sequences belong to.
    func ownedSequences() async throws -> [String] {
        try await texts(
            """
            SELECT format('ALTER SEQUENCE %I OWNED BY %I.%I;', sequence.relname, owner.relname, attname) FROM pg_depend
            JOIN pg_class AS sequence ON sequence.oid = objid AND sequence.relkind = 'S'
            JOIN pg_class AS owner ON owner.oid = refobjid JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
            WHERE deptype = 'a' AND classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass
            AND sequence.relnamespace = current_schema()::regnamespace ORDER BY sequence.relname COLLATE "C"
            """)
    }

    func functions() async throws -> [DumpObject] {
        // PostgreSQL writes the schema before the name, and there alone.
        let plain = try await decodeObjects(
            .function,
            """
            SELECT oid::bigint, oid::regprocedure::text, replace(rtrim(pg_get_functiondef(oid), E'\\n'), \
            format(' %s.%I(', quote_ident(current_schema()), proname), format(' %I(', proname)) || ';'
            FROM pg_proc WHERE prokind IN ('f', 'p', 'w') AND \(isOwn("pg_proc", "pronamespace"))
            """)
        let aggregates = try await decodeObjects(
            .function,
            """
            SELECT pg_proc.oid::bigint, pg_proc.oid::regprocedure::text, format('CREATE AGGREGATE %I(%s) (SFUNC = %s, STYPE = %s%s%s);', \
            proname, pg_get_function_arguments(pg_proc.oid), aggtransfn::regproc, format_type(aggtranstype, NULL), \
            CASE WHEN aggfinalfn <> 0 THEN ', FINALFUNC = ' || aggfinalfn::regproc ELSE '' END, \
            coalesce(', INITCOND = ' || quote_literal(agginitval), ''))
            FROM pg_proc JOIN pg_aggregate ON aggfnoid = pg_proc.oid WHERE aggkind = 'n' AND \(isOwn("pg_proc", "pronamespace"))
            """)
        return plain + aggregates
    }

    /// Comments of all that has one.
    func comments() async throws -> [String] {
        try await texts(
            """
            SELECT format('COMMENT ON %s IS %L;', thing, description) FROM (
                SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' \
            WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END || format(' %I', relname), description
                FROM pg_description JOIN pg_class ON pg_class.oid = objoid WHERE classoid = 'pg_class'::regclass AND objsubid = 0 \
            AND \(isOwn("pg_class", "relnamespace"))
                UNION ALL SELECT format('COLUMN %I.%I', relname, attname), description FROM pg_description
                JOIN pg_class ON pg_class.oid = objoid JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid
                WHERE classoid = 'pg_class'::regclass AND objsubid > 0 AND \(isOwn("pg_class", "relnamespace"))
                UNION ALL SELECT CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END || format(' %I', typname), description
                FROM pg_description JOIN pg_type ON pg_type.oid = objoid WHERE classoid = 'pg_type'::regclass \
            AND \(isOwn("pg_type", "typnamespace"))
                UNION ALL SELECT CASE prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END || ' ' \
            || pg_proc.oid::regprocedure, description
                FROM pg_description JOIN pg_proc ON pg_proc.oid = objoid WHERE classoid = 'pg_proc'::regclass \
            AND \(isOwn("pg_proc", "pronamespace"))
                UNION ALL SELECT format('CONSTRAINT %I ON %s', conname, conrelid::regclass), description FROM pg_description
                JOIN pg_constraint ON pg_constraint.oid = objoid JOIN pg_class ON pg_class.oid = conrelid
                WHERE classoid = 'pg_constraint'::regclass AND \(isOwn("pg_class", "relnamespace"))
            ) AS comments (thing, description) ORDER BY thing COLLATE "C"
            """)
    }
}

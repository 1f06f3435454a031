import AshlarPostgres

/// Empties the current schema: what `fresh` begins with.
struct SchemaSweeper: Sendable {
    let database: Database

    /// Drops views, tables, sequences, functions and types of the current schema, but nothing that an extension brought.
    func dropEverything() async throws {
        try await database.transaction {
            for catalogue in Self.catalogues {
                let rows = try await database.query(SQL(unsafe: catalogue))
                let statements = try rows.map { try $0.decode(0, as: String.self) }
                for statement in statements {
                    try await database.execute(SQL(unsafe: statement))
                }
            }
        }
    }

    /// Each query makes the statements that drop one kind of thing. They are asked in turn, because dropping one kind takes
    /// along what depends on it.
    private static let catalogues = [
        relations(kinds: "'v', 'm'", keyword: "CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END"),
        relations(kinds: "'r', 'p', 'f'", keyword: "CASE relkind WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END"),
        relations(kinds: "'S'", keyword: "'SEQUENCE'"),
        """
        SELECT format('DROP %s IF EXISTS %s CASCADE', \
        CASE prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END, oid::regprocedure) \
        FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND \(ownedByNoExtension("pg_proc"))
        """,
        """
        SELECT format('DROP %s IF EXISTS %I.%I CASCADE', CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, \
        current_schema(), typname) \
        FROM pg_type WHERE typnamespace = current_schema()::regnamespace AND typtype IN ('e', 'd', 'r', 'c') \
        AND (typrelid = 0 OR (SELECT relkind FROM pg_class WHERE pg_class.oid = typrelid) = 'c') \
        AND \(ownedByNoExtension("pg_type"))
        """,
    ]

    private static func relations(kinds: String, keyword: String) -> String {
        """
        SELECT format('DROP %s IF EXISTS %I.%I CASCADE', \(keyword), current_schema(), relname) \
        FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN (\(kinds)) \
        AND NOT relispartition AND \(ownedByNoExtension("pg_class"))
        """
    }

    private static func ownedByNoExtension(_ catalogue: String) -> String {
        "NOT EXISTS (SELECT 1 FROM pg_depend WHERE pg_depend.objid = \(catalogue).oid"
            + " AND pg_depend.classid = '\(catalogue)'::regclass AND pg_depend.deptype = 'e')"
    }
}

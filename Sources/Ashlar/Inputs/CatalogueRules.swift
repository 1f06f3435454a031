import AshlarPostgres

/// What the catalogue says of columns besides their types: the values of enums, and checks as far as they are plain.
struct CatalogueRules: Sendable {
    /// The values of each enum type.
    let enums: [String: [String]]
    /// The checks that say something of one column.
    let checks: [ColumnCheckRule]

    init(enums: [String: [String]], checks: [ColumnCheckRule]) {
        self.enums = enums
        self.checks = checks
    }

    /// Reads them of the current schema.
    init(_ database: Database) async throws {
        let types = try await database.query(
            """
            SELECT typname::text, array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum
            JOIN pg_type ON pg_type.oid = enumtypid WHERE typnamespace = current_schema()::regnamespace GROUP BY typname
            """)
        var enums: [String: [String]] = [:]
        for row in types { enums[try row.decode(0, as: String.self)] = try row.decode(1) }
        let constraints = try await database.query(
            """
            SELECT relname::text, pg_get_constraintdef(pg_constraint.oid, true) FROM pg_constraint
            JOIN pg_class ON pg_class.oid = conrelid
            WHERE contype = 'c' AND relnamespace = current_schema()::regnamespace ORDER BY relname, conname
            """)
        var checks: [ColumnCheckRule] = []
        for row in constraints {
            checks += ColumnCheckRule.all(
                in: try row.decode(1, as: String.self), of: try row.decode(0, as: String.self))
        }
        self.init(enums: enums, checks: checks)
    }

    /// How many characters a type has room for: 200 for `character varying(200)`.
    static func length(of type: String) -> Int? {
        for name in ["character varying(", "character("] where type.hasPrefix(name) && type.hasSuffix(")") {
            return Int(type.dropFirst(name.count).dropLast())
        }
        return nil
    }
}

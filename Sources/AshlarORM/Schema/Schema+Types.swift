public import AshlarPostgres
import AshlarSupport

/// Types, sequences, extensions and schemas.
extension Schema {
    /// Makes an enum type.
    ///
    /// ```swift
    /// try await schema.createEnum("mood", ["sad", "happy"])
    /// try await schema.create("people") { $0.id(); $0.enumeration("mood", "mood") }
    /// ```
    public func createEnum(
        _ type: String, _ values: [String], file: String = #fileID, line: Int = #line
    ) async throws {
        let list = values.map { SQLLiteral.text($0) }.joined(separator: ", ")
        try await perform("CREATE TYPE \(name(type).sql) AS ENUM (\(list))", [], file, line)
    }

    /// Adds a value to an enum type, at the end or beside another one.
    ///
    /// PostgreSQL lets nobody use the value before the transaction is committed: rows with it belong into the next migration,
    /// or this one says `static let withinTransaction = false`. A value cannot be taken away again.
    public func addEnumValue(
        _ value: String, to type: String, before: String? = nil, after: String? = nil, file: String = #fileID,
        line: Int = #line
    ) async throws {
        let place =
            before.map { " BEFORE \(SQLLiteral.text($0))" } ?? after.map { " AFTER \(SQLLiteral.text($0))" } ?? ""
        try await perform(
            "ALTER TYPE \(name(type).sql) ADD VALUE IF NOT EXISTS \(SQLLiteral.text(value))\(place)", [], file, line)
    }

    /// Gives a value of an enum type another name, in all rows that have it.
    public func renameEnumValue(
        _ value: String, to newValue: String, of type: String, file: String = #fileID, line: Int = #line
    ) async throws {
        try await perform(
            "ALTER TYPE \(name(type).sql) RENAME VALUE \(SQLLiteral.text(value)) TO \(SQLLiteral.text(newValue))", [],
            file, line)
    }

    /// Makes a type of named fields.
    public func createType(
        _ type: String, _ fields: KeyValuePairs<String, ColumnType>, file: String = #fileID, line: Int = #line
    ) async throws {
        let list = fields.map { "\(SchemaText.quote($0.key)) \($0.value.sql)" }.joined(separator: ", ")
        try await perform("CREATE TYPE \(name(type).sql) AS (\(list))", [], file, line)
    }

    /// Gives a type another name.
    public func renameType(
        _ type: String, to newName: String, file: String = #fileID, line: Int = #line
    ) async throws {
        try await perform("ALTER TYPE \(name(type).sql) RENAME TO \(SchemaText.quote(newName))", [], file, line)
    }

    /// Removes an enum or composite type that nothing uses.
    public func dropType(_ type: String, file: String = #fileID, line: Int = #line) async throws {
        try await perform("DROP TYPE \(name(type).sql)", [], file, line)
    }

    /// Makes a type whose values are those of another that meet a condition.
    ///
    /// ```swift
    /// try await schema.createDomain("email", .citext, check: "value ~ '@'")
    /// ```
    public func createDomain(
        _ domain: String, _ type: ColumnType, isNullable: Bool = true, default value: ColumnDefault? = nil,
        check: SQL? = nil, file: String = #fileID, line: Int = #line
    ) async throws {
        var sql = "CREATE DOMAIN \(name(domain).sql) AS \(type.sql)"
        if let value { sql += " DEFAULT \(value.sql)" }
        if !isNullable { sql += " NOT NULL" }
        if let check { sql += " CHECK (\(try text(of: check, "a check", domain, file, line)))" }
        try await perform(sql, [], file, line)
    }

    /// Removes a domain that nothing uses.
    public func dropDomain(_ domain: String, file: String = #fileID, line: Int = #line) async throws {
        try await perform("DROP DOMAIN \(name(domain).sql)", [], file, line)
    }

    /// Makes a sequence of numbers.
    public func createSequence(
        _ sequence: String, start: Int? = nil, increment: Int? = nil, cycles: Bool = false, file: String = #fileID,
        line: Int = #line
    ) async throws {
        var sql = "CREATE SEQUENCE \(name(sequence).sql)"
        if let increment { sql += " INCREMENT BY \(increment)" }
        if let start { sql += " START WITH \(start)" }
        if cycles { sql += " CYCLE" }
        try await perform(sql, [], file, line)
    }

    /// Removes a sequence that nothing uses.
    public func dropSequence(_ sequence: String, file: String = #fileID, line: Int = #line) async throws {
        try await perform("DROP SEQUENCE \(name(sequence).sql)", [], file, line)
    }

    /// Makes what an extension brings, if it is not there.
    public func createExtension(
        _ extension: String, in schema: String? = nil, file: String = #fileID, line: Int = #line
    ) async throws {
        let place = schema.map { " SCHEMA \(SchemaText.quote($0))" } ?? ""
        try await perform(
            "CREATE EXTENSION IF NOT EXISTS \(SchemaText.quote(`extension`))\(place)", [], file, line)
    }

    /// Removes an extension that nothing uses.
    public func dropExtension(_ extension: String, file: String = #fileID, line: Int = #line) async throws {
        try await perform("DROP EXTENSION IF EXISTS \(SchemaText.quote(`extension`))", [], file, line)
    }

    /// Makes a schema of PostgreSQL, a room for tables; ``in(_:)`` works in it.
    public func createSchema(_ schema: String, file: String = #fileID, line: Int = #line) async throws {
        try await perform("CREATE SCHEMA IF NOT EXISTS \(SchemaText.quote(schema))", [], file, line)
    }

    /// Removes a schema of PostgreSQL.
    ///
    /// - Parameter cascade: whether all that is in it goes too.
    public func dropSchema(
        _ schema: String, cascade: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws {
        try await perform("DROP SCHEMA \(SchemaText.quote(schema))\(cascade ? " CASCADE" : "")", [], file, line)
    }

    /// Checks all deferrable constraints only when the transaction commits: for filling tables in any order.
    public func deferConstraints(file: String = #fileID, line: Int = #line) async throws {
        try await perform("SET CONSTRAINTS ALL DEFERRED", [], file, line)
    }

    func text(of sql: SQL, _ purpose: String, _ subject: String, _ file: String, _ line: Int) throws -> String {
        let (text, problem) = SchemaText.text(of: sql, for: purpose)
        if let problem { throw refuse(subject, problem, file: file, line: line) }
        return text
    }
}

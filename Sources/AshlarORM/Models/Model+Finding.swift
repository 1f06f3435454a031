public import AshlarPostgres
import AshlarSupport

extension Model {
    /// The model with a key.
    ///
    /// - Parameters:
    ///   - key: the primary key.
    ///   - database: the database, if not the current one.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    /// - Throws: ``ModelNotFound`` (a 404 to an HTTP client) if there is no such row.
    public static func find(
        _ key: Key, on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws -> Self {
        guard let found = try await findOptional(key, on: database, file: file, line: line) else {
            throw ModelNotFound(
                model: _description.name, key: key.keyText, location: SourceLocation(file: file, line: line))
        }
        return found
    }

    /// The model with a key, or nil if there is none.
    public static func findOptional(
        _ key: Key, on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws -> Self? {
        let database = try database ?? Database.required(file: file, line: line)
        guard _description.deletionIndex == nil, globalScopes.isEmpty else {
            return try await query(on: database).findOptional(key, file: file, line: line)
        }
        return try await fetchOne(key.keyBindings, on: database, file: file, line: line)
    }

    /// The model whose key is written in a URL.
    ///
    /// - Parameter text: the key as text; one that no row can have, such as `abc` for a number, is not found.
    /// - Throws: ``ModelNotFound`` (a 404 to an HTTP client) if there is no such row.
    public static func find(
        keyText text: String, on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws -> Self {
        guard let key = Key(keyText: text) else {
            throw ModelNotFound(model: _description.name, key: text, location: SourceLocation(file: file, line: line))
        }
        return try await find(key, on: database, file: file, line: line)
    }

    /// The models with some keys, as far as they are there, in no particular order and in one statement.
    public static func find(
        _ keys: [Key], on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws -> [Self] {
        try await query(on: database).find(keys, file: file, line: line)
    }

    /// All rows of the table.
    public static func all(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws
        -> [Self]
    {
        try await query(on: database).all(file: file, line: line)
    }

    /// The row with the lowest key, or nil if the table is empty.
    public static func first(
        on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws -> Self? {
        try await query(on: database).first(file: file, line: line)
    }

    /// How many rows the table has.
    public static func count(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws
        -> Int
    {
        try await query(on: database).count(file: file, line: line)
    }

    /// Whether the table has a row.
    public static func exists(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws
        -> Bool
    {
        try await query(on: database).exists(file: file, line: line)
    }
}

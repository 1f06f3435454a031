public import AshlarPostgres
import AshlarSupport

extension RowQuery {
    /// The rows as values of a `Decodable` type, read by the names of the columns.
    ///
    /// ```swift
    /// struct Summary: Decodable, Sendable { let title: String, author: String, comments: Int }
    /// let rows = try await Post.query()
    ///     .select { ($0.title, $0.author.name.as("author"), $0.comments.count.as("comments")) }.all(as: Summary.self)
    /// ```
    ///
    /// A column in snake case is read by a property in camel case.
    ///
    /// - Throws: `PostgresError`; ``RowDecodingError`` for a row that does not fit.
    public func all<Value: Decodable & Sendable>(
        as type: Value.Type, file: String = #fileID, line: Int = #line
    ) async throws -> [Value] {
        let database = try resolved(file, line)
        noteLock(on: database, file: file, line: line)
        let rows = try await database.run(sql, file: file, line: line)
        return try rows.decode(as: type, file: file, line: line)
    }

    /// The first row as a value of a `Decodable` type, or nil if there is none.
    public func first<Value: Decodable & Sendable>(
        as type: Value.Type, file: String = #fileID, line: Int = #line
    ) async throws -> Value? {
        var query = self
        query._select.limit = Swift.min(_select.limit ?? 1, 1)
        query._select.orderings = decidedOrderings
        return try await query.all(as: type, file: file, line: line).first
    }
}

extension PostgresRows {
    /// The rows as values of a `Decodable` type, read by the names of the columns, also those in snake
    /// case.
    ///
    /// ```swift
    /// let rows = try await database.query("select title, count(*) as uses from posts group by title").decode(as: Title.self)
    /// ```
    ///
    /// - Throws: ``RowDecodingError`` for a row that does not fit.
    public func decode<Value: Decodable>(
        as type: Value.Type, file: String = #fileID, line: Int = #line
    ) throws -> [Value] {
        let places = ColumnPlaces(self)
        return try indices.map { row in
            do { return try Value(from: RowDecoder(rows: self, row: row, places: places)) } catch let error
                as PostgresDecodingError
            {
                throw RowDecodingError(row: row, cause: error, location: SourceLocation(file: file, line: line))
            }
        }
    }
}

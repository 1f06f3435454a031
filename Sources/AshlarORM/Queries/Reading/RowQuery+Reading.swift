import AshlarPostgres
import AshlarSupport

extension RowQuery {
    /// The rows, in the order asked for.
    ///
    /// - Throws: `PostgresError`; ``ModelDecodingError`` or ``RowDecodingError`` for a row that does not fit.
    public func all(file: String = #fileID, line: Int = #line) async throws -> [Row] {
        let database = try resolved(file, line)
        noteLock(on: database, file: file, line: line)
        let rows = try await database.run(sql, file: file, line: line)
        return try await _decode(rows, on: database, file: file, line: line)
    }

    /// The first row, or nil if there is none; without an order, the one with the lowest key.
    public func first(file: String = #fileID, line: Int = #line) async throws -> Row? {
        var query = self
        query._select.limit = Swift.min(_select.limit ?? 1, 1)
        query._select.orderings = decidedOrderings
        return try await query.all(file: file, line: line).first
    }

    /// The first row.
    ///
    /// - Throws: ``ModelNotFound`` (a 404 to an HTTP client) if there is none.
    public func firstOrFail(file: String = #fileID, line: Int = #line) async throws -> Row {
        guard let first = try await first(file: file, line: line) else {
            throw ModelNotFound(model: _name, key: nil, location: SourceLocation(file: file, line: line))
        }
        return first
    }

    /// The last row of the order, or nil if there is none; without an order, the one with the highest key.
    public func last(file: String = #fileID, line: Int = #line) async throws -> Row? {
        var query = self
        query._select.orderings = decidedOrderings.map(\.reversed)
        return try await query.first(file: file, line: line)
    }

    /// The only row.
    ///
    /// - Throws: ``ModelNotFound`` (a 404 to an HTTP client) if there is none, ``NotSole`` if there are several.
    public func sole(file: String = #fileID, line: Int = #line) async throws -> Row {
        var query = self
        query._select.limit = Swift.min(_select.limit ?? 2, 2)
        let rows = try await query.all(file: file, line: line)
        let location = SourceLocation(file: file, line: line)
        guard let first = rows.first else { throw ModelNotFound(model: _name, key: nil, location: location) }
        guard rows.count == 1 else { throw NotSole(name: _name, location: location) }
        return first
    }

    /// How many rows there are.
    public func count(file: String = #fileID, line: Int = #line) async throws -> Int {
        let isPlain = _select.limit == nil && _select.offset == nil && _select.hasSingleRows
        var counted = self
        // A lock is for rows, and a number has none.
        counted._select.extras?.lock = nil
        let sql: SQL =
            isPlain
            ? counted._select.sql(selecting: "count(*)", isOrdered: false)
            : "SELECT count(*) FROM (\(counted._select.sql(selecting: isUngrouped ? "1" : _columnList, isOrdered: false))) AS limited"
        let rows = try await resolved(file, line).run(sql, file: file, line: line)
        return try rows.decode(row: 0, column: 0, as: Int.self)
    }

    /// Whether there is a row.
    public func exists(file: String = #fileID, line: Int = #line) async throws -> Bool {
        var asked = self
        asked._select.extras?.lock = nil
        let rows = try await resolved(file, line).run("SELECT EXISTS (\(asked.rowSQL))", file: file, line: line)
        return try rows.decode(row: 0, column: 0, as: Bool.self)
    }

    /// Whether there is no row.
    public func doesntExist(file: String = #fileID, line: Int = #line) async throws -> Bool {
        try await !exists(file: file, line: line)
    }

    /// Whether what is selected does not decide how many rows there are.
    private var isUngrouped: Bool { _select.extras?.distinct == nil }

    func resolved(_ file: String, _ line: Int) throws -> Database {
        if let failure = _select.failure { throw failure }
        return try database ?? Database.required(file: file, line: line)
    }
}

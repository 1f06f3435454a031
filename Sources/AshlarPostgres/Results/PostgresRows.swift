import AshlarSupport

/// The result of one statement.
///
/// Values stay in libpq's buffer until they are decoded; the buffer lives as long as any copy of the rows.
///
/// ```swift
/// let rows = try await db.query("select id, title from posts")
/// for row in rows { print(try row.decode("title", as: String.self)) }
/// ```
public struct PostgresRows: Sendable, RandomAccessCollection {
    let result: PostgresResult

    init(_ result: PostgresResult) { self.result = result }

    /// Where the rows start: 0.
    public var startIndex: Int { 0 }
    /// How many rows there are.
    public var endIndex: Int { result.rowCount }

    /// A row by its number from 0.
    public subscript(position: Int) -> PostgresRow { PostgresRow(rows: self, index: position) }

    /// The names of the columns.
    public var columns: [String] { result.shape.names }
    /// The types of the columns.
    public var columnTypes: [PostgresType] { result.shape.types }

    /// How many rows the statement inserted, changed, deleted or returned.
    public var affectedRows: Int { result.affectedRows }

    /// What the server says it did: `INSERT 0 1`.
    public var commandTag: String { result.commandTag }

    /// The number of the first column of that name, from 0.
    public func columnIndex(_ name: String) -> Int? { result.shape.index(of: name) }

    /// One value. A place outside of the result is a NULL.
    public func cell(row: Int, column: Int) -> PostgresCell { result.cell(row: row, column: column) }

    /// Decodes one value by its place: the fast way.
    ///
    /// - Throws: ``PostgresDecodingError`` when the value is not a `T`, or there is no such place.
    @inlinable
    public func decode<T: PostgresDecodable>(row: Int, column: Int, as type: T.Type = T.self) throws -> T {
        try T(from: checkedCell(row: row, column: column, T.self))
    }

    /// The raw value in the binary format, nil for NULL; valid during the call only.
    public func withBytes<R>(row: Int, column: Int, _ body: (UnsafeRawBufferPointer?) throws -> R) rethrows -> R {
        defer { extendLifetime(result) }
        return try body(result.bytes(row: row, column: column))
    }

    @usableFromInline
    func checkedCell(row: Int, column: Int, _ target: Any.Type) throws -> PostgresCell {
        let cell = result.cell(row: row, column: column)
        if cell.bytes == nil, row < 0 || row >= result.rowCount || column < 0 || column >= result.shape.count {
            throw cell.failure(
                target, "the result has \(count) rows and \(columns.count) columns, not [\(row), \(column)]")
        }
        return cell
    }

    func column(named name: String, _ target: Any.Type) throws -> Int {
        if let index = columnIndex(name) { return index }
        throw PostgresDecodingError(
            columnName: name, type: .unknown, target: "\(target)",
            reason: "there is no such column among \(columns.map { "\"\($0)\"" }.joined(separator: ", "))",
            suggestion: Suggestion.closest(to: name, in: columns).map { "Did you mean \"\($0)\"?" })
    }
}

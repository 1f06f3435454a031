/// One row of a result.
public struct PostgresRow: Sendable {
    /// The result that the row is part of.
    public let rows: PostgresRows
    /// Its number, from 0.
    public let index: Int

    init(rows: PostgresRows, index: Int) {
        self.rows = rows
        self.index = index
    }

    /// Decodes the value of a column by its number from 0.
    ///
    /// - Throws: ``PostgresDecodingError`` when the value is not a `T`, or there is no such column.
    @inlinable
    public func decode<T: PostgresDecodable>(_ column: Int, as type: T.Type = T.self) throws -> T {
        try rows.decode(row: index, column: column, as: T.self)
    }

    /// Decodes the value of a column by its name.
    ///
    /// - Throws: ``PostgresDecodingError`` when the value is not a `T`, or there is no such column.
    public func decode<T: PostgresDecodable>(_ column: String, as type: T.Type = T.self) throws -> T {
        try rows.decode(row: index, column: rows.column(named: column, T.self), as: T.self)
    }

    /// The value of a column by its number from 0.
    public func cell(_ column: Int) -> PostgresCell { rows.cell(row: index, column: column) }
}

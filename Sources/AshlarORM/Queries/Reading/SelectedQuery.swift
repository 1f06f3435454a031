public import AshlarPostgres
import AshlarSupport

/// A query that selects some columns or expressions instead of models.
///
/// ```swift
/// let rows = try await Post.query().select { ($0.title, $0.author.name) }.all()     // [(String, String)]
/// ```
///
/// All steps of a query may follow. ``all(as:file:line:)`` makes values of a `Decodable` type instead of tuples.
public struct SelectedQuery<Base: RowQuery, Row: Sendable>: RowQuery {
    var base: Base
    /// What is selected.
    public let _columnList: SQL
    let decode: @Sendable (PostgresRows, Int) throws -> Row

    /// The columns of the query that it is made of.
    public var columns: Base.Columns { base.columns }

    /// The database to run on; nil is the current one.
    public var database: Database? {
        get { base.database }
        set { base.database = newValue }
    }

    /// The parts of the statement.
    public var _select: SelectStatement {
        get { base._select }
        set { base._select = newValue }
    }

    /// The order by key, unless rows are merged.
    public var _defaultOrder: [Ordering] { base._defaultOrder }

    /// The model's or table's name.
    public var _name: String { base._name }

    /// Values of the columns.
    public func _decode(_ rows: PostgresRows, on database: Database, file: String, line: Int) async throws -> [Row] {
        var values: [Row] = []
        values.reserveCapacity(rows.count)
        for row in 0..<rows.count {
            do { values.append(try decode(rows, row)) } catch let error as PostgresDecodingError {
                throw RowDecodingError(row: row, cause: error, location: SourceLocation(file: file, line: line))
            }
        }
        return values
    }
}

extension RowQuery {
    /// Selects one column or expression.
    public func select<E: SQLExpression>(_ expression: (Columns) -> E) -> SelectedQuery<Self, E.Output> {
        SelectedQuery(base: self, _columnList: expression(columns).selected) { rows, row in
            try rows.decode(row: row, column: 0, as: E.Output.self)
        }
    }

    /// Selects several columns and expressions, as a tuple.
    public func select<each E: SQLExpression>(
        _ expressions: (Columns) -> (repeat each E)
    ) -> SelectedQuery<Self, (repeat (each E).Output)> {
        let chosen = expressions(columns)
        var list: [SQL] = []
        for expression in repeat each chosen { list.append(expression.selected) }
        return SelectedQuery(base: self, _columnList: list.joined(separator: ", ")) { rows, row in
            var column = -1
            func next<Value: PostgresDecodable>(_ type: Value.Type) throws -> Value {
                column += 1
                return try rows.decode(row: row, column: column, as: type)
            }
            return (repeat try next((each E).Output.self))
        }
    }

    /// The values of one column or expression: `try await Post.query().pluck { $0.title }`.
    public func pluck<E: SQLExpression>(
        file: String = #fileID, line: Int = #line, _ expression: (Columns) -> E
    ) async throws -> [E.Output] {
        try await select(expression).all(file: file, line: line)
    }

    /// The values of one column by those of another; of several with the same key the last.
    ///
    /// ```swift
    /// let titles = try await Post.query().pluck({ $0.title }, keyedBy: { $0.id })     // [Int: String]
    /// ```
    public func pluck<E: SQLExpression, Key: SQLExpression>(
        _ expression: (Columns) -> E, keyedBy key: (Columns) -> Key, file: String = #fileID, line: Int = #line
    ) async throws -> [Key.Output: E.Output] where Key.Output: Hashable {
        let rows = try await select { (key($0), expression($0)) }.all(file: file, line: line)
        return Dictionary(rows, uniquingKeysWith: { _, last in last })
    }

    /// The value of a column or expression in the first row, or nil if there is no row.
    public func value<E: SQLExpression>(
        file: String = #fileID, line: Int = #line, _ expression: (Columns) -> E
    ) async throws -> E.Output? {
        try await select(expression).first(file: file, line: line)
    }

    /// The value of a column or expression in the only row.
    ///
    /// - Throws: ``ModelNotFound`` if there is none, ``NotSole`` if there are several.
    public func soleValue<E: SQLExpression>(
        file: String = #fileID, line: Int = #line, _ expression: (Columns) -> E
    ) async throws -> E.Output {
        try await select(expression).sole(file: file, line: line)
    }
}

extension SelectedQuery where Row: PostgresCodable {
    /// The query as a value of another one: the first row of its one column, NULL if there is none.
    public func scalar() -> OptionalComputed<Row> { OptionalComputed("(\(sql))") }
}

extension SelectedQuery {
    /// The query as a value of another one: the first row of its one column, NULL if there is none.
    public func scalar<Value: PostgresCodable>() -> OptionalComputed<Value> where Row == Value? {
        OptionalComputed("(\(sql))")
    }
}

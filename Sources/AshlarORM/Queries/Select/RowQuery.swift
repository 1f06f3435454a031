public import AshlarPostgres

/// What all queries have in common: those of models, of tables, and those that select some columns only.
///
/// A query is a value: each step copies it, so that it can be kept and refined in several ways. Nothing is sent until one
/// of the asynchronous functions is called.
public protocol RowQuery<Row>: Sendable {
    /// What a row becomes.
    associatedtype Row: Sendable
    /// The columns, as conditions and orders name them.
    associatedtype Columns

    /// The columns.
    var columns: Columns { get }
    /// The database to run on; nil is the current one.
    var database: Database? { get set }
    /// The parts of the statement.
    var _select: SelectStatement { get set }
    /// What is selected.
    var _columnList: SQL { get }
    /// The order that decides where none was asked for; none where there is nothing to decide by.
    var _defaultOrder: [Ordering] { get }
    /// What the rows are called in errors.
    var _name: String { get }

    /// Makes values of rows.
    func _decode(_ rows: PostgresRows, on database: Database, file: String, line: Int) async throws -> [Row]
}

extension RowQuery {
    /// A copy with a change.
    func changed(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }

    /// A copy with a change of what most queries do not have.
    func extended(_ change: (inout SelectExtras) -> Void) -> Self {
        changed { query in
            var extras = query._select.extras ?? SelectExtras()
            change(&extras)
            query._select.extras = extras
        }
    }

    /// The statement that ``all(file:line:)`` sends.
    public var sql: SQL { _select.sql(selecting: _columnList) }

    /// The same rows, without their columns: for `EXISTS`.
    var rowSQL: SQL { _select.sql(selecting: "1", isOrdered: false) }

    /// Runs on a database other than the current one.
    public func on(_ database: Database) -> Self { changed { $0.database = database } }

    /// Changes the query where something holds: `.when(onlyMine) { $0.where { … } }`.
    public func when(_ holds: Bool, _ change: (Self) -> Self) -> Self { holds ? change(self) : self }

    /// Changes the query where there is a value: `.when(search) { query, text in query.where { … } }`.
    public func when<Value>(_ value: Value?, _ change: (Self, Value) -> Self) -> Self {
        value.map { change(self, $0) } ?? self
    }

    // MARK: Conditions

    /// Only the rows that meet a condition as well as those before.
    public func `where`(_ condition: (Columns) -> Condition) -> Self { and(condition(columns)) }

    /// Only the rows that meet a condition written as SQL; interpolated values are bound.
    public func `where`(_ condition: SQL) -> Self { and(Condition(raw: condition)) }

    /// Also the rows that meet this condition instead of all those before.
    public func orWhere(_ condition: (Columns) -> Condition) -> Self { or(condition(columns)) }

    /// Also the rows that meet this condition, written as SQL, instead of all those before.
    public func orWhere(_ condition: SQL) -> Self { or(Condition(raw: condition)) }

    func and(_ other: Condition) -> Self {
        changed { query in query._select.condition = query._select.condition.map { $0 && other } ?? other }
    }

    func or(_ other: Condition) -> Self {
        changed { query in query._select.condition = query._select.condition.map { $0 || other } ?? other }
    }

    // MARK: Order and extent

    /// Orders the rows; further orders decide among equals.
    public func order(_ ordering: (Columns) -> Ordering) -> Self {
        changed { $0._select.orderings.append(ordering(columns)) }
    }

    /// Orders the rows by several columns.
    public func order(_ orderings: (Columns) -> [Ordering]) -> Self {
        changed { $0._select.orderings += orderings(columns) }
    }

    /// Orders the rows anew each time.
    public func inRandomOrder() -> Self { changed { $0._select.orderings.append(.random) } }

    /// Takes all orders away.
    public func unordered() -> Self { changed { $0._select.orderings = [] } }

    /// So many rows at most.
    public func limit(_ count: Int) -> Self { changed { $0._select.limit = count } }

    /// Leaves out so many rows at the start.
    public func offset(_ count: Int) -> Self { changed { $0._select.offset = count } }

    /// The order, or the one by key: what decides about "the first" has to be the same every time.
    var decidedOrderings: [Ordering] {
        _select.orderings.isEmpty && _select.hasSingleRows ? _defaultOrder : _select.orderings
    }
}

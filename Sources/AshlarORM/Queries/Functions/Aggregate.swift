public import AshlarPostgres

/// A value that is worked out from all rows of a group, or of the whole result.
///
/// ```swift
/// Post.query().group { $0.authorID }.select { ($0.authorID, $0.views.sum, Aggregate.count.filter($0.views > 10)) }
/// ```
public struct Aggregate<Value: PostgresCodable>: AggregateExpression {
    let call: AggregateCall

    /// It stands as the call of the function.
    public var sql: SQL { call.sql }
    /// A count or a sum always has a value.
    public var isNullable: Bool { false }
    /// The same with a changed call.
    public func _with(_ change: (inout AggregateCall) -> Void) -> Aggregate {
        var call = call
        change(&call)
        return Aggregate(call: call)
    }
}

extension Aggregate where Value == Int {
    /// How many rows there are: `count(*)`.
    public static var count: Aggregate { Aggregate(call: AggregateCall("count", "*")) }
}

/// A value that is worked out from all rows of a group, and is nil where there are none with a value.
public struct OptionalAggregate<Value: PostgresCodable>: AggregateExpression {
    /// A row gives nil for NULL.
    public typealias Output = Value?

    let call: AggregateCall

    /// It stands as the call of the function.
    public var sql: SQL { call.sql }
    /// Without rows there is no value.
    public var isNullable: Bool { true }
    /// The same with a changed call.
    public func _with(_ change: (inout AggregateCall) -> Void) -> OptionalAggregate {
        var call = call
        change(&call)
        return OptionalAggregate(call: call)
    }
}

/// The parts of the call of an aggregate.
public struct AggregateCall: Sendable {
    let function: SQL
    let arguments: SQL
    /// Stands behind the call and makes sure of its type.
    let cast: SQL
    /// Stands for the call where no row has a value.
    let fallback: SQL?
    var isDistinct = false
    var orderings: [Ordering] = []
    var filter: Condition?
    var window: SQL?

    init(_ function: SQL, _ arguments: SQL, cast: SQL = "", fallback: SQL? = nil) {
        self.function = function
        self.arguments = arguments
        self.cast = cast
        self.fallback = fallback
    }

    var sql: SQL {
        var sql = function + "("
        if isDistinct { sql.append("DISTINCT ") }
        sql.append(arguments)
        if !orderings.isEmpty { sql.append(" ORDER BY " + orderings.map(\.sql).joined(separator: ", ")) }
        sql.append(")")
        if let filter { sql.append(" FILTER (WHERE " + filter.sql + ")") }
        if let window { sql.append(" OVER " + window) }
        if let fallback { sql = "coalesce(" + sql + ", " + fallback + ")" }
        return cast.isEmpty ? sql : "(" + sql + ")" + cast
    }
}

/// What all aggregates have in common.
public protocol AggregateExpression<Value>: SQLExpression {
    /// A copy with a changed call.
    func _with(_ change: (inout AggregateCall) -> Void) -> Self
}

extension AggregateExpression {
    /// Counts equal values once.
    public var distinct: Self { _with { $0.isDistinct = true } }

    /// Takes only the rows that meet a condition.
    public func filter(_ condition: Condition) -> Self {
        _with { call in call.filter = call.filter.map { $0 && condition } ?? condition }
    }

    /// Takes the values in an order: for lists and joined texts.
    public func ordered(by orderings: Ordering...) -> Self { _with { $0.orderings += orderings } }

    /// Works the value out for each row, from the rows of a window around it, and merges no rows.
    ///
    /// - Parameters:
    ///   - partition: the rows with equal values of these belong together; all rows without any.
    ///   - orderings: their order; the value is then that of the rows up to this one.
    ///   - frame: another part of the rows.
    public func over(
        partition: [any SQLExpression] = [], order orderings: [Ordering] = [], frame: WindowFrame? = nil
    ) -> Self {
        _with { $0.window = WindowFrame.window(partition, orderings, frame) }
    }
}

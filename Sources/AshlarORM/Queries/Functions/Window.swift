public import AshlarPostgres

/// A function of the rows around each row; ``over(partition:order:frame:)`` says which those are.
///
/// ```swift
/// Post.query().select { ($0.title, Window.rank.over(partition: [$0.authorID], order: [$0.views.desc])) }
/// ```
public struct WindowCall<Value: PostgresCodable>: Sendable {
    let call: SQL
    let isNullable: Bool

    /// Works the value out for each row, from the rows that belong to it.
    ///
    /// - Parameters:
    ///   - partition: the rows with equal values of these belong together; all rows without any.
    ///   - orderings: their order.
    ///   - frame: the part of them that the functions of a value take into account.
    public func over(
        partition: [any SQLExpression] = [], order orderings: [Ordering] = [], frame: WindowFrame? = nil
    ) -> Computed<Value> {
        Computed(call + " OVER " + WindowFrame.window(partition, orderings, frame), isNullable: isNullable)
    }
}

/// The functions that number and rank rows.
public enum Window {
    /// The number of the row, from 1.
    public static var rowNumber: WindowCall<Int> { call("row_number()") }

    /// The rank of the row; equal rows have the same, and as many ranks are left out behind them.
    public static var rank: WindowCall<Int> { call("rank()") }

    /// The rank of the row; equal rows have the same, and none is left out.
    public static var denseRank: WindowCall<Int> { call("dense_rank()") }

    /// The rank from 0 to 1.
    public static var percentRank: WindowCall<Double> { call("percent_rank()") }

    /// The share of rows up to this one.
    public static var cumulativeDistribution: WindowCall<Double> { call("cume_dist()") }

    /// The number of the part that the row falls in, if the rows are dealt into so many, from 1.
    public static func ntile(_ parts: Int32) -> WindowCall<Int32> { call("ntile(\(parts))") }

    private static func call<Value: PostgresCodable>(_ sql: SQL) -> WindowCall<Value> {
        WindowCall(call: sql, isNullable: false)
    }
}

extension SQLExpression {
    /// The value in a row before this one; NULL where there is none. Read it as `.optional`.
    public func lag(_ distance: Int32 = 1) -> WindowCall<Value> { window("lag(\(sql), \(distance))") }

    /// The value in a row before this one, or another one where there is none.
    public func lag(_ distance: Int32 = 1, default value: Value) -> WindowCall<Value> {
        window("lag(\(sql), \(distance), \(value))")
    }

    /// The value in a row after this one; NULL where there is none. Read it as `.optional`.
    public func lead(_ distance: Int32 = 1) -> WindowCall<Value> { window("lead(\(sql), \(distance))") }

    /// The value in a row after this one, or another one where there is none.
    public func lead(_ distance: Int32 = 1, default value: Value) -> WindowCall<Value> {
        window("lead(\(sql), \(distance), \(value))")
    }

    /// The value in the first row of the frame.
    public var firstValue: WindowCall<Value> { window("first_value(\(sql))") }

    /// The value in the last row of the frame; without another frame that is this row.
    public var lastValue: WindowCall<Value> { window("last_value(\(sql))") }

    /// The value in a row of the frame, counted from 1. Read it as `.optional`.
    public func nthValue(_ number: Int32) -> WindowCall<Value> { window("nth_value(\(sql), \(number))") }

    private func window(_ call: SQL) -> WindowCall<Value> { WindowCall(call: call, isNullable: true) }
}

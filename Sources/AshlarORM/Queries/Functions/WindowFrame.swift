import AshlarPostgres

/// The rows around a row that a window function takes into account.
public struct WindowFrame: Sendable {
    /// One end of a frame.
    public enum Bound: Sendable, Hashable {
        /// The first or the last row of the partition.
        case unbounded
        /// The row itself.
        case current
        /// So many rows before the row.
        case preceding(Int)
        /// So many rows after the row.
        case following(Int)
    }

    let sql: SQL

    /// Counts rows: `.rows(from: .preceding(2), to: .current)` is this row and the two before it.
    public static func rows(from start: Bound, to end: Bound = .current) -> WindowFrame {
        WindowFrame(sql: "ROWS" + between(start, end))
    }

    /// Takes rows that are equal in the order together.
    public static func range(from start: Bound, to end: Bound = .current) -> WindowFrame {
        WindowFrame(sql: "RANGE" + between(start, end))
    }

    /// Counts groups of rows that are equal in the order.
    public static func groups(from start: Bound, to end: Bound = .current) -> WindowFrame {
        WindowFrame(sql: "GROUPS" + between(start, end))
    }

    private static func between(_ start: Bound, _ end: Bound) -> SQL {
        " BETWEEN " + text(start, atStart: true) + " AND " + text(end, atStart: false)
    }

    private static func text(_ bound: Bound, atStart: Bool) -> SQL {
        switch bound {
        case .unbounded: atStart ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING"
        case .current: "CURRENT ROW"
        case .preceding(let count): "\(count) PRECEDING"
        case .following(let count): "\(count) FOLLOWING"
        }
    }

    /// `(PARTITION BY … ORDER BY … ROWS …)`
    static func window(_ partition: [any SQLExpression], _ orderings: [Ordering], _ frame: WindowFrame?) -> SQL {
        var parts: [SQL] = []
        if !partition.isEmpty { parts.append("PARTITION BY " + partition.map(\.sql).joined(separator: ", ")) }
        if !orderings.isEmpty { parts.append("ORDER BY " + orderings.map(\.sql).joined(separator: ", ")) }
        if let frame { parts.append(frame.sql) }
        return "(" + parts.joined(separator: " ") + ")"
    }
}

/// How far a transaction is shielded from others that run at the same time.
///
/// Source: "Transaction Isolation" in PostgreSQL's manual.
public enum IsolationLevel: String, Sendable, Comparable, CaseIterable {
    /// Each statement sees what was committed before it began: PostgreSQL's default.
    case readCommitted = "READ COMMITTED"
    /// The whole transaction sees one state; it may fail with `40001` and then be tried again.
    case repeatableRead = "REPEATABLE READ"
    /// As if transactions ran one after another; it may fail with `40001` and then be tried again.
    case serializable = "SERIALIZABLE"

    private var strictness: Int {
        switch self {
        case .readCommitted: 0
        case .repeatableRead: 1
        case .serializable: 2
        }
    }

    /// Whether a level is less strict than another.
    public static func < (left: IsolationLevel, right: IsolationLevel) -> Bool { left.strictness < right.strictness }
}

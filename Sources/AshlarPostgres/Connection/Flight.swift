/// A statement that was sent and not answered yet. It belongs to the pool's thread.
final class Flight {
    /// Whose statement it is; nil for one of the driver's own.
    let statement: Statement?
    /// The prepared statement that it uses.
    let entry: StatementCache.Entry?
    /// Whether the answer to its preparation comes first.
    var isPreparing: Bool
    /// Whether it is the second attempt.
    var isRetry = false
    /// Its task was cancelled, so the server is asked to stop it.
    var isCancelled = false
    /// Its caller has been answered already.
    var isAbandoned = false
    /// Whether it only asks for a sign of life.
    private(set) var isHealthCheck = false
    /// A cancel request was under way while it was in flight: the signal may hit it instead of the one that was meant.
    var isExposedToCancel = false
    var result: PostgresResult?
    /// Boxed, because it is large and rarely there.
    private(set) var failureBox: FailureBox?

    var failure: PostgresError? {
        get { failureBox?.error }
        set { failureBox = newValue.map(FailureBox.init) }
    }

    init(statement: Statement?, entry: StatementCache.Entry?, isPreparing: Bool) {
        self.statement = statement
        self.entry = entry
        self.isPreparing = isPreparing
    }

    /// A sync without a statement.
    init(healthCheck: Void) {
        statement = nil
        entry = nil
        isPreparing = false
        isHealthCheck = true
    }
}

/// An error kept by reference.
final class FailureBox {
    let error: PostgresError

    init(_ error: PostgresError) { self.error = error }
}

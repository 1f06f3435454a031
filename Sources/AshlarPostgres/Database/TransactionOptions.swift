/// What a transaction was asked to be.
struct TransactionOptions {
    /// nil leaves it to the server's default.
    var isolation: IsolationLevel?
    var isReadOnly = false
    var isDeferrable = false
    /// How often it is tried where it fails because of others.
    var attempts = 1
    /// Whether it is always rolled back.
    var isRehearsal = false

    /// Why no transaction can be like that.
    func refusal(_ site: CallSite) -> PostgresError? {
        if attempts < 1 { return error("attempts is \(attempts); it must be 1 or more", nil, site) }
        if isDeferrable, isolation != .serializable || !isReadOnly {
            return error(
                "Only a transaction that is serializable and read-only can be deferrable",
                "Ask for `isolation: .serializable, isReadOnly: true` too, or leave out isDeferrable.", site)
        }
        return nil
    }

    /// Why it cannot be nested in another one.
    func refusal(inside outer: Scope, _ site: CallSite) -> PostgresError? {
        // What a test wraps in a transaction of its own must run as it does without.
        guard outer.depth > 0, !outer.isRehearsal else { return nil }
        if let isolation, isolation > outer.isolation {
            return error(
                "A nested transaction cannot be \(isolation.rawValue): the one around it, begun at "
                    + "\(outer.site.sourceLocation), is \(outer.isolation.rawValue)",
                "Ask for the isolation where the outermost transaction begins.", site)
        }
        if isReadOnly, !outer.isReadOnly {
            return error(
                "A nested transaction cannot be read-only: the one around it, begun at "
                    + "\(outer.site.sourceLocation), may write",
                "Ask for isReadOnly where the outermost transaction begins.", site)
        }
        return nil
    }

    private func error(_ message: String, _ suggestion: String?, _ site: CallSite) -> PostgresError {
        PostgresError(.transaction, message, suggestion: suggestion, location: site.sourceLocation)
    }
}

public import AshlarSupport

/// A body was read twice: it arrives once, and nobody kept it.
public struct BodyAlreadyRead: DetailedError, Equatable {
    /// What happened.
    public var message: String { "The request's body has been read already, piece by piece or as something else." }
    /// What to do.
    public var suggestion: String? {
        "Read it with collect(), json(), form() or input(), which keep what they read; or read it in one place."
    }
    /// Message and suggestion, a line each.
    public var description: String { "\(message)\n  \(suggestion ?? "")" }
}

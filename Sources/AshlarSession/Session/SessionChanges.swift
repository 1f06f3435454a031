/// What one request did to a session.
public struct SessionChanges: Sendable, Equatable {
    /// What becomes of what a driver has.
    public enum Kind: Sendable, Equatable {
        /// There was nothing.
        case create
        /// Only these values: what other requests changed meanwhile stays.
        case merge
        /// The session goes on under another id.
        case move(from: String)
        /// All that was there is dropped, and a new session begins.
        case replace(old: String)
    }

    /// What becomes of what a driver has.
    public var kind: Kind
    /// The session as this request leaves it.
    public var record: SessionRecord
    /// The values that were set, each as JSON.
    public var set: [String: String]
    /// The names that were removed.
    public var removed: [String]
    /// Until when it may be kept, in seconds since 1970.
    public var expiresAt: Int

    /// Makes a description of changes.
    public init(kind: Kind, record: SessionRecord, set: [String: String], removed: [String], expiresAt: Int) {
        self.kind = kind
        self.record = record
        self.set = set
        self.removed = removed
        self.expiresAt = expiresAt
    }
}

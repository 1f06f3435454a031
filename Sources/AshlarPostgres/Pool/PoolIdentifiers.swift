/// A connection of the pool. Numbers are never used again, so one that is gone cannot be mistaken for another.
struct ConnectionID: Hashable, Sendable {
    let rawValue: UInt64
}

/// A call that wants to send a statement or to have a connection for itself.
struct RequestID: Hashable, Sendable {
    let rawValue: UInt64
}

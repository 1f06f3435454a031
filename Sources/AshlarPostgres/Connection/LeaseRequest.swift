/// A call that waits for a connection for itself.
struct LeaseRequest: Sendable {
    let id: RequestID
    let location: CallSite
    let use: ConnectionHolder.Use
    let continuation: UnsafeContinuation<LeaseToken, any Error>
}

/// A connection that a transaction or session has for itself, and the request that got it: the connection may belong to
/// somebody else by the time a late call uses it.
struct LeaseToken: Sendable, Hashable {
    let connection: ConnectionID
    let request: RequestID
}

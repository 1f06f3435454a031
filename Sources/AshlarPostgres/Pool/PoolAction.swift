/// What the pool wants done.
enum PoolAction: Equatable, Sendable {
    /// Start opening a connection.
    case open(ConnectionID)
    /// Close a connection, whatever its state.
    case close(ConnectionID)
    /// Send the statement of a request.
    case send(RequestID, on: ConnectionID)
    /// Give a connection to a request for itself.
    case lease(RequestID, ConnectionID)
    /// Let a waiting request fail.
    case fail(RequestID, PoolFailure)
    /// All is closed; the database is shut down.
    case finish
}

/// Why a waiting request fails.
enum PoolFailure: Equatable, Sendable {
    /// It waited for as long as it may.
    case queueTimeout(PoolLoad)
    /// No connection could be opened.
    case unavailable
    /// Its task was cancelled.
    case cancelled
    /// The database shuts down.
    case shutDown
}

/// How busy the pool is: what somebody wants to know whose request waited in vain.
struct PoolLoad: Equatable, Sendable {
    /// Connections that belong to a transaction or session.
    var leased = 0
    /// Connections that work on statements.
    var busy = 0
    /// Connections that are being opened.
    var connecting = 0
    /// How many there may be.
    var maximum = 0
    /// Requests that wait.
    var waiting = 0
}

/// What the pool knows about one connection.
struct PoolSlot {
    enum State: Equatable {
        case connecting(since: PoolInstant)
        /// Open to everybody's statements.
        case shared
        /// Takes no more statements, for a waiting lease.
        case reserved
        /// A transaction or session has it for itself.
        case leased
    }

    let id: ConnectionID
    var state: State
    /// Statements that are on their way; those of a lease are not counted.
    var inFlight = 0
    /// How many statements may be in flight: more after each quick answer, one after a slow one. A statement that turns out to
    /// be slow then has few behind it.
    var depth = 4
    /// When the connection last answered, or began to work.
    var progressAt: PoolInstant
    /// A statement is being cancelled: until it is known which one the signal hit, nothing new is sent.
    var isHeld = false

    var isConnecting: Bool {
        if case .connecting = state { true } else { false }
    }

    var isIdle: Bool { inFlight == 0 && !isHeld }
}

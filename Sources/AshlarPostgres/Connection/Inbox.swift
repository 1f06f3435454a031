import CLibPQ
import Glibc
import Synchronization

/// What tasks ask of the pool's thread. Posting never blocks: it appends and rings a bell.
final class Inbox: Sendable {
    enum Command: Sendable {
        case statement(Statement)
        case lease(LeaseRequest)
        /// The end of a lease; a connection in a state that nobody knows is closed.
        case release(LeaseToken, isReusable: Bool)
        case cancel(RequestID)
        /// A cancel request has been delivered, or could not be.
        case cancelDelivered(ConnectionID)
        case copy(CopyRequest)
        /// Nobody wants the rest of a COPY.
        case abandonCopy(LeaseToken)
        /// Opens the connections that are to be kept open.
        case start
        /// Waits for what is in flight, at most so long, then closes all and resumes the continuation.
        case shutDown(grace: Duration, UnsafeContinuation<Void, Never>?)
    }

    private struct State {
        var commands: [Command] = []
        var hasThread = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let nextRequest = Atomic<UInt64>(1)
    private let pooler = Atomic<Bool>(false)
    /// The descriptor that is written to when something is posted. It is watched for edges, so nobody has to read it.
    let bell: Int32

    init() { bell = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC)) }

    deinit { if bell >= 0 { Glibc.close(bell) } }

    /// A number for a request that no other has.
    func newRequest() -> RequestID {
        RequestID(rawValue: nextRequest.wrappingAdd(1, ordering: .relaxed).oldValue)
    }

    /// Hands over a command.
    ///
    /// - Parameter startThread: called when this is the first command.
    /// - Returns: false when the thread has ended; the command is dropped then.
    func post(_ command: Command, startThread: () -> Bool) -> Bool {
        let (isTaken, mustRing) = state.withLock { state in
            if !state.hasThread, !state.isClosed {
                state.hasThread = startThread()
                state.isClosed = !state.hasThread
            }
            guard !state.isClosed else { return (false, false) }
            state.commands.append(command)
            // Whoever takes the commands takes all, so one ring is enough for many.
            return (true, state.commands.count == 1)
        }
        if mustRing { ring() }
        return isTaken
    }

    /// Hands over a command to a thread that is there.
    func post(_ command: Command) -> Bool { post(command) { false } }

    /// Whether everything is refused.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Closes an inbox that never had a thread.
    ///
    /// - Returns: whether there is a thread to be told about it.
    func closeUnlessRunning() -> Bool {
        state.withLock { state in
            if !state.hasThread { state.isClosed = true }
            return state.hasThread && !state.isClosed
        }
    }

    /// Takes all that was posted; for the thread.
    func take(into commands: inout [Command]) {
        state.withLock { swap(&$0.commands, &commands) }
    }

    /// Refuses everything from now on; for the thread, at its end.
    ///
    /// - Returns: what was posted in the meantime.
    func close() -> [Command] {
        state.withLock { state in
            state.isClosed = true
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// A connection has found a pooler between itself and the server.
    func notePooler() { pooler.store(true, ordering: .relaxed) }

    /// Whether a connection has found one.
    var sawPooler: Bool { pooler.load(ordering: .relaxed) }

    private func ring() {
        var one: UInt64 = 1
        write(bell, &one, MemoryLayout<UInt64>.size)
    }
}

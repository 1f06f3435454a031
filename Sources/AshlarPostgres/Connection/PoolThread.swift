import CLibPQ
import Glibc
import Logging

/// The thread that owns all connections of a database: it waits with epoll, moves bytes, and does what ``PoolStateMachine``
/// decides.
///
/// Looking up a host's name is the only thing that libpq does synchronously; it holds up this thread, never a task's.
final class PoolThread {
    let inbox: Inbox
    let parameters: ConnectionParameters
    let cacheCapacity: Int
    let logger: Logger
    let observer: (any ConnectionObserver)?
    let silenceLimit: Duration?
    let healthCheckInterval: Duration?
    var machine: PoolStateMachine
    var connections: [ConnectionID: Connection] = [:]
    var waitingStatements: [RequestID: Statement] = [:]
    var waitingLeases: [RequestID: LeaseRequest] = [:]
    /// Why the connections of transactions and sessions that have not ended yet were lost, where the server said so.
    var endedLeases: [RequestID: PostgresError] = [:]
    /// The statement that is being submitted: most find a connection at once and never wait.
    var current: Statement?
    var buffer = ParameterBuffer()
    var dirty: [Connection] = []
    var lastConnectError: PostgresError?
    var shutdownWaiters: [UnsafeContinuation<Void, Never>] = []
    var isFinished = false
    var now = PoolInstant.now
    let epoll: Int32

    /// The bell's mark among epoll's events; connections are numbered from 1.
    private static let bellMark: UInt64 = 0
    /// How late a deadline may be noticed at most while there is something to do, in milliseconds.
    private static let timeGrain: Int32 = 5

    private init?(_ start: Start) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { return nil }
        inbox = start.inbox
        parameters = start.parameters
        cacheCapacity = start.configuration.cacheCapacity
        logger = start.logger
        observer = start.observer
        silenceLimit = start.configuration.silenceLimit
        healthCheckInterval = start.configuration.healthCheckInterval
        machine = PoolStateMachine(settings: start.configuration.pool)
        var event = epoll_event(events: EPOLLIN.rawValue | EPOLLET.rawValue, data: epoll_data(u64: Self.bellMark))
        guard epoll_ctl(epoll, EPOLL_CTL_ADD, inbox.bell, &event) == 0 else {
            Glibc.close(epoll)
            return nil
        }
    }

    deinit { Glibc.close(epoll) }

    /// What a thread needs to start.
    final class Start: Sendable {
        let inbox: Inbox
        let parameters: ConnectionParameters
        let configuration: Database.Configuration
        let logger: Logger
        let observer: (any ConnectionObserver)?

        init(
            inbox: Inbox, parameters: ConnectionParameters, configuration: Database.Configuration, logger: Logger,
            observer: (any ConnectionObserver)?
        ) {
            self.inbox = inbox
            self.parameters = parameters
            self.configuration = configuration
            self.logger = logger
            self.observer = observer
        }
    }

    /// Starts the thread.
    ///
    /// - Returns: false when the system has no thread to give.
    static func start(_ start: Start) -> Bool {
        DetachedThread.run(name: "ashlar-postgres") {
            guard let thread = PoolThread(start) else {
                for command in start.inbox.close() { Self.refuse(command) }
                return
            }
            thread.run()
        }
    }

    private func run() {
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        var commands: [Inbox.Command] = []
        var timeout = timeToNextDeadline
        var timeIsDueAt = now
        while !isFinished {
            let count = epoll_wait(epoll, &events, Int32(events.count), timeout)
            now = .now
            var isRung = false
            for event in events.prefix(Int(max(0, count))) {
                guard event.data.u64 != Self.bellMark else {
                    isRung = true
                    continue
                }
                guard let connection = connections[ConnectionID(rawValue: event.data.u64)] else { continue }
                handle(connection)
            }
            if isRung {
                inbox.take(into: &commands)
                for command in commands { perform(command) }
                commands.removeAll(keepingCapacity: true)
            }
            // With thousands of answers a second, looking at all deadlines with each would cost more than the answers.
            if count <= 0 || now >= timeIsDueAt {
                handleTime()
                timeIsDueAt = now + .milliseconds(Int(Self.timeGrain))
                timeout = timeToNextDeadline
            } else {
                timeout = Self.timeGrain
            }
            flush()
        }
        for command in inbox.close() { Self.refuse(command) }
        for waiter in shutdownWaiters { waiter.resume() }
    }

    /// Milliseconds until something is due, rounded up so that it is due then; -1 for never.
    private var timeToNextDeadline: Int32 {
        var next = machine.nextDeadline
        for connection in connections.values {
            if let instant = deadline(of: connection) { next = min(next ?? instant, instant) }
        }
        guard let next else { return -1 }
        let milliseconds = ((next - PoolInstant.now) / .milliseconds(1)).rounded(.up)
        return Int32(max(0, min(milliseconds, 60_000)))
    }

    /// Answers a command that came too late.
    private static func refuse(_ command: Inbox.Command) {
        switch command {
        case .statement(let statement): statement.fail(.shutDown)
        case .lease(let lease):
            lease.continuation.resume(
                throwing: PostgresError.shutDown.at(lease.location.sourceLocation, sql: nil, bindings: []))
        case .shutDown(_, let continuation): continuation?.resume()
        case .copy(let request): request.continuation?.resume(throwing: PostgresError.shutDown)
        case .release, .cancel, .cancelDelivered, .abandonCopy, .start: break
        }
    }
}

extension PostgresError {
    /// The answer to everything that comes after the end.
    static var shutDown: PostgresError { PostgresError(.shutDown, "The database was shut down") }
}

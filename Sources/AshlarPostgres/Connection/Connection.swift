import CLibPQ
import Glibc
import Logging

/// One connection of libpq in pipeline mode. It belongs to the pool's thread and is used on no other.
final class Connection {
    enum Phase {
        case connecting
        /// The session's defaults are being set.
        case settingUp
        case ready
        case closed
    }

    let id: ConnectionID
    let pg: OpaquePointer
    let parameters: ConnectionParameters
    var phase = Phase.connecting
    var cache: StatementCache
    /// A pooler answers for the server.
    var isPooled = false
    /// The request that has this connection for itself.
    var lease: RequestID?
    /// The lease ends as soon as all is answered.
    var isReleasing = false
    var flights = FlightQueue()
    /// What has to wait until a cancel request is done or all before it is answered.
    var held: [HeldStatement] = []
    /// The connection left pipeline mode for a script.
    var isRunningScript = false
    /// A thread is sending a cancel request.
    var isCancelling = false
    /// When to ask again to cancel the first flight.
    var cancelAgainAt: PoolInstant?
    /// When to give up on the server's answer to a cancel request.
    var cancelDeadline: PoolInstant?
    /// What epoll watches: the descriptor and the events.
    var watched: (descriptor: Int32, events: UInt32)?
    /// There is something to flush at the end of the round.
    var isDirty = false
    /// What a transaction or session has this connection for.
    var holder: Holder?
    /// When the server last said something, or began to owe an answer.
    var heardAt: PoolInstant
    /// The `COPY` that this connection is busy with.
    var copy: CopyTransfer?
    /// The last one, whose outcome may not have been asked for yet.
    var endedCopy: CopyTransfer?
    private let observer: (any ConnectionObserver)?
    private let notices: Unmanaged<NoticeLogger>

    init?(
        id: ConnectionID, parameters: ConnectionParameters, cacheCapacity: Int, logger: Logger,
        observer: (any ConnectionObserver)?, now: PoolInstant
    ) {
        let keywords = parameters.values.map { strdup($0.keyword) }
        let values = parameters.values.map { strdup($0.value) }
        defer { (keywords + values).forEach { free($0) } }
        let keywordPointers = keywords.map { UnsafePointer($0) } + [nil]
        let valuePointers = values.map { UnsafePointer($0) } + [nil]
        guard let pg = PQconnectStartParams(keywordPointers, valuePointers, 0) else { return nil }
        self.id = id
        self.pg = pg
        self.parameters = parameters
        self.observer = observer
        heardAt = now
        cache = StatementCache(capacity: cacheCapacity)
        notices = .passRetained(NoticeLogger(logger: logger))
        // The code of a refused connection is only in the verbose form of the message.
        PQsetErrorVerbosity(pg, PQERRORS_VERBOSE)
        PQsetNoticeReceiver(
            pg,
            { context, result in
                guard let context, let result else { return }
                Unmanaged<NoticeLogger>.fromOpaque(context).takeUnretainedValue().log(result)
            }, notices.toOpaque())
    }

    /// Closes the connection; nothing may be in flight any more.
    func close() {
        guard phase != .closed else { return }
        phase = .closed
        PQfinish(pg)
        notices.release()
    }

    deinit { close() }

    /// Why the server ended the connection, where it said so while nobody waited for an answer.
    var farewell: PostgresError? {
        guard let words = notices.takeUnretainedValue().lastWords else { return nil }
        var error = PostgresError(.connectionLost, words.message)
        error.sqlState = words.state
        return error
    }

    /// A failure of a statement; of one that the connection was lost with, as the server explained it.
    func explained(_ error: PostgresError) -> PostgresError {
        error.sqlState == nil ? farewell ?? error : error
    }

    /// What libpq says went wrong last.
    var lastError: PostgresError {
        .connection(message: PQerrorMessage(pg).map { String(cString: $0) } ?? "", parameters)
    }

    /// How the connection is encrypted: `TLSv1.3`; nil where it is not.
    var encryption: String? {
        guard PQsslInUse(pg) == 1, let version = PQsslAttribute(pg, "protocol") else { return nil }
        return String(cString: version)
    }

    var isBroken: Bool { phase != .closed && PQstatus(pg) == CONNECTION_BAD }

    /// Whether the server is known to be outside of any transaction. libpq knows only while nothing is in flight.
    var isOutsideTransaction: Bool { PQtransactionStatus(pg) == PQTRANS_IDLE }

    /// Whether a statement left the server inside of a transaction.
    func leavesTransactionOpen(_ flight: Flight) -> Bool {
        // With more statements in flight libpq does not know, but then this one had its own command tag.
        switch PQtransactionStatus(pg) {
        case PQTRANS_INTRANS, PQTRANS_INERROR: return true
        case PQTRANS_ACTIVE:
            guard let result = flight.result, result.shape.count == 0 else { return false }
            return result.commandTag == "BEGIN" || result.commandTag == "START TRANSACTION"
        default: return false
        }
    }

    /// Hands on what the server told those who listen.
    func takeNotifications() {
        while let notification = PQnotifies(pg) {
            observer?.received(PostgresNotification(notification.pointee))
            PQfreemem(notification)
        }
    }

    /// Whether everything that was asked for is answered.
    var isQuiet: Bool { flights.isEmpty && held.isEmpty && !isCancelling }
}

/// Who has a connection, and since when.
struct Holder {
    let use: ConnectionHolder.Use
    let site: CallSite
    let since: PoolInstant
}

/// A statement that cannot be sent yet.
struct HeldStatement {
    let statement: Statement
    var isRetry = false
}

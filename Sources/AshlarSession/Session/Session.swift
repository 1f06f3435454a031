public import AshlarHTTP
import Logging
import Synchronization

/// What an app remembers of one visitor between requests.
///
/// ```swift
/// func store(session: Session) throws -> Redirect {
///     try session.set("theme", "dark")
///     try session.flash("status", "Saved")
///     return .back
/// }
/// ```
///
/// A session that nobody writes to sends no cookie and stores nothing. Values are kept as JSON, so that any `Codable` type
/// will do. Of two requests at the same time that change different values, both changes last; of one value, the later.
public final class Session: Sendable, RequestKey {
    /// A request holds its session.
    public typealias Value = Session

    private struct Guarded {
        var state: SessionState
        var isClosed = false
    }

    private let guarded: Mutex<Guarded>
    private let logger: Logger?

    init(state: SessionState, logger: Logger?) {
        guarded = Mutex(Guarded(state: state))
        self.logger = logger
    }

    /// A session that belongs to no request and is stored nowhere: for tests, and for boot to try factories with.
    public static func detached() -> Session {
        Session(state: SessionState(loaded: nil, agesFlash: true), logger: nil)
    }

    /// The id: 256 random bits, as the cookie of a driver on the server carries it. Never show it.
    public var id: String {
        guarded.withLock { guarded in
            guarded.state.isAccessed = true
            return guarded.state.id()
        }
    }

    /// Whether the visitor came without a session.
    public var isNew: Bool { read { $0.isNew } }

    /// Gives the session another id and keeps its values. Call it whenever the visitor's rights change, at sign-in above
    /// all: an id that somebody planted before is worth nothing then. Forms that are open in other windows expire.
    public func regenerate() {
        write { state in
            state.regenerate()
            state.remove(CSRFToken.sessionName)
        }
    }

    /// Drops the session with all its values, here and where it is stored: at sign-out.
    public func invalidate() {
        write { $0.invalidate() }
    }

    /// Looks at the state.
    func read<Result>(_ body: (SessionState) -> Result) -> Result {
        guarded.withLock { guarded in
            guarded.state.isAccessed = true
            return body(guarded.state)
        }
    }

    /// Changes the state, if the session was not stored yet.
    func write(_ body: (inout SessionState) -> Void) {
        let isClosed = guarded.withLock { guarded in
            guarded.state.isAccessed = true
            if !guarded.isClosed { body(&guarded.state) }
            return guarded.isClosed
        }
        if isClosed {
            logger?.warning(
                "A session was changed after the head of its response had gone out; the change is lost. Write to it before the body is streamed."
            )
        }
    }

    /// Ends the writing.
    ///
    /// - Returns: the state as it stays.
    func close() -> SessionState {
        guarded.withLock { guarded in
            guarded.isClosed = true
            return guarded.state
        }
    }
}

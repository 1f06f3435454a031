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
    private let expiresOnClose: Bool

    /// - Parameter expiresOnClose: whether the browser forgets it when it is closed, where nothing else was said.
    init(state: SessionState, logger: Logger?, expiresOnClose: Bool = false) {
        guarded = Mutex(Guarded(state: state))
        self.logger = logger
        self.expiresOnClose = expiresOnClose
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

    /// Whether the browser keeps the session when it is closed: what `session.expiresOnClose` says, until it is set for this
    /// visitor, as "keep me signed in" does. It lasts as long as the session; how long that is, `session.idle` and
    /// `session.absolute` say in either case.
    ///
    /// ```swift
    /// session.isPermanent = form["remember"] != nil
    /// ```
    public var isPermanent: Bool {
        get { read { $0.isPermanent ?? !expiresOnClose } }
        set { write { $0.set(SessionState.permanentName, newValue ? "true" : "false") } }
    }

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

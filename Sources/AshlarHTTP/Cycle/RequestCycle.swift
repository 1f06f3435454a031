import Synchronization

/// What is to be done for one request later, by whoever answers it: all copies of the request share it. Made when it is first
/// needed.
package final class RequestCycle: Sendable {
    private struct State {
        var changes: [@Sendable (inout Response) async throws -> Void] = []
        var endings: [@Sendable () async -> Void] = []
        var recoveries: [@Sendable (inout Response) async throws -> Void] = []
        var failed: Request?
        var isAnswered = false
    }

    private let state = Mutex(State())
    let lazyValues = LazyValues()

    init() {}

    /// The request as it was where something has to be added to the answer to its error.
    var failed: Request? { state.withLock { $0.failed } }

    /// Whether something waits for the request's end.
    var hasEndings: Bool { state.withLock { !$0.endings.isEmpty } }

    func add(change: @escaping @Sendable (inout Response) async throws -> Void) {
        state.withLock { $0.changes.append(change) }
    }

    func takeChanges() -> [@Sendable (inout Response) async throws -> Void] {
        state.withLock { state in
            defer { state.changes = [] }
            return state.changes
        }
    }

    /// - Returns: false if it is too late, so that nothing would ever do it.
    func add(ending: @escaping @Sendable () async -> Void) -> Bool {
        state.withLock { state in
            guard !state.isAnswered else { return false }
            state.endings.append(ending)
            return true
        }
    }

    /// Notes that the head of the answer goes out: nothing more can wait for the end.
    func answered() { state.withLock { $0.isAnswered = true } }

    /// Does what waits for the end, in the order of asking, exactly once.
    func end() async {
        let endings = state.withLock { state in
            state.isAnswered = true
            defer { state.endings = [] }
            return state.endings
        }
        for ending in endings { await ending() }
    }

    func note(failed request: Request, recovery: @escaping @Sendable (inout Response) async throws -> Void) {
        state.withLock { state in
            // The innermost has seen the most; those further out only add.
            if state.failed == nil { state.failed = request }
            state.recoveries.append(recovery)
        }
    }

    func takeRecoveries() -> [@Sendable (inout Response) async throws -> Void] {
        state.withLock { state in
            defer {
                state.recoveries = []
                state.failed = nil
            }
            return state.recoveries
        }
    }
}

/// The app that answers a request, for those that are sent inside of it; made once.
package final class RequestApp: Sendable {
    let responder: any Responder
    let json: any JSONCoding
    let inputLimits: InputLimits
    let notice: @Sendable (String) -> Void
    private let held = Mutex(Held())

    /// Not kept alive: the kernel that owns the responder has this.
    private struct Held: Sendable { weak var owner: (any AnyObject & Sendable)? }

    /// What the app is run by, once it is.
    package var owner: (any AnyObject & Sendable)? {
        get { held.withLock { $0.owner } }
        set { held.withLock { $0.owner = newValue } }
    }

    /// - Parameters:
    ///   - responder: what answers inner requests: a router.
    ///   - json: makes JSON, as the app does.
    ///   - inputLimits: what is read of a request's input where no layer says otherwise.
    ///   - notice: told of what the app should know and no client is told, such as a cookie that cannot be opened.
    package init(
        _ responder: any Responder, json: any JSONCoding, inputLimits: InputLimits = .standard,
        notice: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.responder = responder
        self.json = json
        self.inputLimits = inputLimits
        self.notice = notice
    }
}

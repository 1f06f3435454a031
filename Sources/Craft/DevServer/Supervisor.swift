/// Decides what the development server does next; it does nothing itself.
///
/// Told what happened, it answers what to do. One build and one server at a time; a change during a build asks for another
/// one; a build that fails leaves the running server alone. A new version is started beside it, on the same socket, and takes
/// its place once it serves: one that does not start changes nothing, and no connection is refused meanwhile. One that crashes
/// while it serves is started again at once, unless it does so too often.
struct Supervisor: Sendable, Equatable {
    /// What a changed file means.
    enum Change: Sendable, Hashable {
        /// The program has to be built anew.
        case source
        /// The program has to be started anew.
        case configuration
        /// The program reads it when it is used; only one that would not start without it has to be tried again.
        case view
        /// It is served as it is; only pages that are open have to be loaded again.
        case asset
    }

    /// What happened.
    enum Event: Sendable, Equatable {
        case changed(Set<Change>)
        case buildEnded(isGood: Bool)
        /// The new version serves beside the old one.
        case candidateReady
        case candidateEnded(ProcessEnd)
        /// The old version accepts nothing more: what comes now comes to the new one.
        case handedOver
        case migrationEnded(isGood: Bool)
        /// The server takes connections.
        case serverReady
        case serverEnded(ProcessEnd)
        /// The server was asked to stop long enough ago.
        case graceOver
        /// Ctrl-C, or whatever else asks craft to end.
        case interrupted
    }

    /// What to do.
    enum Action: Sendable, Equatable {
        case build
        case stopBuild
        /// Start the new version, while the old one goes on.
        case startCandidate
        case stopCandidate
        /// Let the new version be the server, and end the old one.
        case promote
        case migrate
        case stopMigration
        case startServer
        /// Ask it to end, and say so after a while if it has not.
        case stopServer
        case killServer
        case report(Report)
        /// End everything that still runs, then craft.
        case quit(code: Int32)
    }

    /// What to tell the person at the terminal.
    enum Report: Sendable, Equatable {
        case buildFailed(keepsServing: Bool)
        case candidateFailed(ProcessEnd, keepsServing: Bool)
        case migrationFailed
        case restarting
        case serving
        /// A version that had crashed serves again.
        case servingAgain
        case crashed(ProcessEnd, wasReady: Bool, next: AfterCrash)
    }

    /// What comes after a crash.
    enum AfterCrash: Sendable, Equatable {
        /// It is started again.
        case restarts
        /// A new version, which is on its way, takes its place.
        case isReplaced
        /// Nothing, until a file changes.
        case waits
        /// The same: it crashed so often within ``Supervisor/crashPeriod`` that another start would not help.
        case givesUp(crashes: Int)
    }

    /// How many crashes within ``crashPeriod`` are too many to start the app again by itself.
    static let crashLimit = 5
    static let crashPeriod = Duration.seconds(30)

    private enum Server: Sendable, Equatable {
        case none, migrating, starting, serving
        /// For good.
        case stopping
    }

    private enum Builder: Sendable, Equatable {
        case idle
        case building(again: Bool)
    }

    private enum Candidate: Sendable, Equatable {
        case none
        /// It is on its way; with `again`, it is out of date and was told to end.
        case starting(again: Bool)
    }

    /// Without watching nothing can get better: what fails ends craft.
    private let watches: Bool
    private var server = Server.none
    private var builder = Builder.idle
    private var candidate = Candidate.none
    private var hasBuilt = false
    private var hasMigrated = false
    /// Something changed during a build; if the build fails, the running server still has to see it.
    private var owesRestart = false
    /// The newest version would not start, or did not.
    private var isBroken = false
    /// When the app crashed while it served, since the last change.
    private var crashes: [ContinuousClock.Instant] = []
    /// It is started only because it crashed.
    private var isRestart = false
    private var isQuitting = false

    /// Makes a supervisor.
    ///
    /// - Parameter watches: whether changes will be told.
    init(watches: Bool) { self.watches = watches }

    /// What to do first.
    mutating func begin() -> [Action] {
        builder = .building(again: false)
        return [.build]
    }

    /// What to do after an event.
    ///
    /// - Parameters:
    ///   - event: what happened.
    ///   - moment: when.
    mutating func handle(_ event: Event, at moment: ContinuousClock.Instant = .now) -> [Action] {
        switch event {
        case .changed(let changes): changed(changes)
        case .buildEnded(let isGood): buildEnded(isGood)
        case .candidateReady: candidateReady()
        case .candidateEnded(let status): candidateEnded(status)
        case .handedOver: server == .serving && !isQuitting ? [.report(.serving)] : []
        case .migrationEnded(let isGood): migrationEnded(isGood)
        case .serverReady: serverReady()
        case .serverEnded(let status): serverEnded(status, at: moment)
        case .graceOver: server == .stopping ? [.killServer] : []
        case .interrupted: interrupted()
        }
    }

    private mutating func changed(_ changes: Set<Change>) -> [Action] {
        guard !isQuitting, !changes.isEmpty else { return [] }
        // What crashed may be mended.
        crashes = []
        if changes.contains(.source) {
            owesRestart = owesRestart || changes.contains(.configuration)
            if builder == .idle {
                builder = .building(again: false)
                return [.build]
            }
            builder = .building(again: true)
            return []
        }
        guard changes.contains(.configuration) || isBroken && changes.contains(.view) else { return [] }
        guard builder == .idle else {
            owesRestart = true
            return []
        }
        return hasBuilt ? [.report(.restarting)] + renew() : []
    }

    private mutating func buildEnded(_ isGood: Bool) -> [Action] {
        let again = builder == .building(again: true)
        builder = .idle
        if isQuitting { return quitIfDone() }
        hasBuilt = hasBuilt || isGood
        if again {
            builder = .building(again: false)
            return [.build]
        }
        let owed = owesRestart
        owesRestart = false
        if isGood { return renew() }
        guard watches else { return [.report(.buildFailed(keepsServing: false)), .quit(code: 1)] }
        let keepsServing = server == .serving || server == .starting
        return [.report(.buildFailed(keepsServing: keepsServing))] + (owed && keepsServing ? renew() : [])
    }

    /// A new version takes the place of one that runs only when it serves.
    private mutating func renew() -> [Action] {
        isRestart = false
        if candidate != .none {
            candidate = .starting(again: true)
            return [.stopCandidate]
        }
        guard server == .starting || server == .serving else { return startServer() }
        candidate = .starting(again: false)
        return [.startCandidate]
    }

    private mutating func candidateReady() -> [Action] {
        guard candidate == .starting(again: false), !isQuitting else { return [] }
        candidate = .none
        server = .serving
        isBroken = false
        return [.promote]
    }

    private mutating func candidateEnded(_ status: ProcessEnd) -> [Action] {
        let again = candidate == .starting(again: true)
        candidate = .none
        if isQuitting { return quitIfDone() }
        if again { return renew() }
        isBroken = true
        return [.report(.candidateFailed(status, keepsServing: server == .serving || server == .starting))]
    }

    private mutating func startServer() -> [Action] {
        guard server == .none else { return [] }
        server = hasMigrated ? .starting : .migrating
        return [hasMigrated ? .startServer : .migrate]
    }

    private mutating func migrationEnded(_ isGood: Bool) -> [Action] {
        server = .none
        if isQuitting { return quitIfDone() }
        guard isGood else { return [.report(.migrationFailed)] + (watches ? [] : [.quit(code: 1)]) }
        hasMigrated = true
        return startServer()
    }

    private mutating func serverReady() -> [Action] {
        guard server == .starting else { return [] }
        server = .serving
        isBroken = false
        defer { isRestart = false }
        return [.report(isRestart ? .servingAgain : .serving)]
    }

    private mutating func serverEnded(_ status: ProcessEnd, at moment: ContinuousClock.Instant) -> [Action] {
        let before = server
        server = .none
        if isQuitting { return quitIfDone() }
        switch before {
        case .starting, .serving:
            isBroken = true
            let next = afterCrash(status, wasReady: before == .serving, at: moment)
            let report = Action.report(.crashed(status, wasReady: before == .serving, next: next))
            guard watches else { return [report, .quit(code: status.code)] }
            isRestart = next == .restarts
            return [report] + (isRestart ? startServer() : [])
        case .none, .migrating, .stopping: return []
        }
    }

    /// One that served and crashed serves again at once. One that never served, or crashes again and again, would crash once more; and
    /// one that was told to end from outside has ended well.
    private mutating func afterCrash(
        _ status: ProcessEnd, wasReady: Bool, at moment: ContinuousClock.Instant
    ) -> AfterCrash {
        if candidate != .none { return .isReplaced }
        guard watches, wasReady, !status.isSuccess else { return .waits }
        crashes = crashes.filter { $0.duration(to: moment) < Self.crashPeriod } + [moment]
        return crashes.count < Self.crashLimit ? .restarts : .givesUp(crashes: crashes.count)
    }

    private mutating func interrupted() -> [Action] {
        // Whoever asks twice does not want to wait.
        if isQuitting { return [.quit(code: 130)] }
        isQuitting = true
        var actions: [Action] = builder == .idle ? [] : [.stopBuild]
        if candidate != .none { actions.append(.stopCandidate) }
        switch server {
        case .none: break
        case .migrating: actions.append(.stopMigration)
        case .starting, .serving: actions.append(.stopServer)
        case .stopping: break
        }
        if server == .starting || server == .serving { server = .stopping }
        return actions + quitIfDone()
    }

    private func quitIfDone() -> [Action] {
        builder == .idle && candidate == .none && server == .none ? [.quit(code: 0)] : []
    }
}

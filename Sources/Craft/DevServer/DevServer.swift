import Foundation
import Glibc

/// Does what the ``Supervisor`` decides: builds, starts, watches, and waits for all of it in one loop.
final class DevServer {
    /// What to serve, and where.
    struct Configuration: Sendable {
        /// The address to listen on.
        var host: String
        /// The port to listen on; 0 lets the system choose.
        var port: UInt16
        /// Whether changed files are followed.
        var watches: Bool
        /// How many processes answer; one, without a supervisor, if nil.
        var workers: Int?
        /// Whether a browser is opened once the app serves.
        var opensBrowser = false
        /// How the app is compiled.
        var build = BuildConfiguration.debug

        /// The host as it stands in an address.
        var addressHost: String { host.contains(":") ? "[\(host)]" : host }
        /// The same for a browser of this machine: all addresses are none that can be gone to.
        var reachableHost: String { ["0.0.0.0", "::"].contains(host) ? "localhost" : addressHost }
    }

    /// How long a server may take to finish its requests before it is killed.
    static let grace = Duration.seconds(10)
    /// How long no file may have changed before a build begins: editors and git write many at once.
    static let quiet = Duration.milliseconds(30)

    let app: AppFolder
    let place: Place
    let configuration: Configuration
    var console: Console { place.console }
    var supervisor: Supervisor
    var build: AppBuild?
    var lastLog = BuildLog()
    var buildBegin = ContinuousClock.now
    var buildWaits = false
    /// How to build again what was built whole before.
    var replay: BuildReplay?
    /// Links what the next builds need not link.
    var prelinking: ChildProcess?
    var migration: ChildProcess?
    var server: ServerProcess?
    /// A new version, until it serves.
    var candidate: ServerProcess?
    /// Versions that were replaced and finish what they have begun.
    var retired: [RetiredServer] = []
    /// A new version serves, and one that it replaces may still accept connections.
    var isHandingOver = false
    var socket: ListeningSocket?
    var liveReload: LiveReload?
    /// What versions of the app say when they crash.
    var crashReports: CrashReports?
    /// When the change came that is being worked on.
    var changeBegin: ContinuousClock.Instant?
    var database: AppDatabase?
    /// The database for what is being built, asked for while the compiler works.
    var prepared: AppDatabase?
    var hasStartedPostgres = false
    var graceEnd: ContinuousClock.Instant?
    var pending: Set<Supervisor.Change> = []
    var quietEnd: ContinuousClock.Instant?
    var exitCode: Int32?
    private var hasOpened = false

    init(app: AppFolder, place: Place, configuration: Configuration) {
        self.app = app
        self.place = place
        self.configuration = configuration
        supervisor = Supervisor(watches: configuration.watches)
    }

    /// Serves until it is told to end.
    ///
    /// - Returns: craft's exit code.
    /// - Throws: ``CraftError`` if something fails that no change of a file can mend.
    func run() throws -> Int32 {
        let signals = try SignalPipe.open([SIGINT, SIGTERM, SIGHUP, SIGCHLD])
        let watcher = configuration.watches ? try FileWatcher(root: app.root) : nil
        let socket = try ListeningSocket.open(host: configuration.host, port: configuration.port)
        defer { socket.close() }
        self.socket = socket
        if configuration.watches {
            liveReload = try LiveReload(host: configuration.host, appPort: socket.port)
        }
        crashReports = CrashReports(of: app, program: program.path, environment: place.environment)
        defer { endEverything() }
        // What an earlier craft has planned may do for what was edited since.
        replay = loadReplay()
        try perform(supervisor.begin())
        while exitCode == nil {
            waitForEvents(
                [
                    signals.descriptor, watcher?.descriptor, build?.output, server?.descriptor, candidate?.descriptor,
                    crashReports?.descriptor,
                ].compactMap(\.self) + retired.map(\.process.descriptor) + (liveReload?.descriptors ?? []))
            if signals.received().contains(where: { $0 != SIGCHLD }) { try handle(.interrupted) }
            if let watcher { try collect(watcher.changes()) }
            liveReload?.advance()
            try advance()
            tellCrashes()
        }
        return exitCode ?? 0
    }

    /// What is served.
    var program: AppProgram { AppProgram(app: app, configuration: configuration.build) }

    /// Tells the supervisor, and does what it says.
    func handle(_ event: Supervisor.Event) throws { try perform(supervisor.handle(event)) }

    private func waitForEvents(_ descriptors: [Int32]) {
        var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let deadline = ([graceEnd, quietEnd].compactMap(\.self) + retired.map(\.end)).min()
        // What sends no event is asked for: a lock that another build gives back.
        var milliseconds: Int32 = buildWaits ? 50 : -1
        if let deadline {
            let left = ContinuousClock.now.duration(to: deadline)
            let rounded = Int32(
                max(0, left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000))
            milliseconds = milliseconds < 0 ? rounded + 1 : min(milliseconds, rounded + 1)
        }
        _ = poll(&polled, nfds_t(polled.count), milliseconds)
    }

    private func collect(_ changes: Set<Supervisor.Change>) throws {
        if !changes.isEmpty {
            if pending.isEmpty { changeBegin = .now }
            pending.formUnion(changes)
            quietEnd = .now + Self.quiet
        }
        guard let end = quietEnd, end <= .now else { return }
        quietEnd = nil
        let changes = pending
        pending = []
        // They may name another database.
        if changes.contains(.configuration) { prepared = nil }
        // Nothing has to be built or started for these.
        if changes.isDisjoint(with: [.source, .configuration]) { liveReload?.reload() }
        try handle(.changed(changes))
    }

    /// Looks what came to an end.
    private func advance() throws {
        if buildWaits { try startBuild() }
        if build?.read() == true { try finishBuild() } else if build != nil { showProgress() }
        if prelinking?.ended() != nil { prelinking = nil }
        if candidate?.listen() == true { try handle(.candidateReady) }
        if let status = candidate?.child.ended() {
            candidate?.forget()
            candidate = nil
            try handle(.candidateEnded(status))
        }
        if let status = migration?.ended() {
            migration = nil
            try handle(.migrationEnded(isGood: status.isSuccess))
        }
        if server?.listen() == true { try handle(.serverReady) }
        if let status = server?.child.ended() {
            server?.forget()
            server = nil
            graceEnd = nil
            try handle(.serverEnded(status))
        }
        try endRetired()
        if let end = graceEnd, end <= .now {
            graceEnd = nil
            try handle(.graceOver)
        }
    }

    private func showProgress() {
        // The line belongs to the app as soon as it may print something.
        guard server == nil, candidate == nil, buildBegin.duration(to: .now) > .seconds(1) else { return }
        console.progress(build?.log.progress ?? "Building")
    }

    /// Opens the app in the browser, the first time that it serves.
    func openBrowser(_ address: String) {
        guard configuration.opensBrowser, !hasOpened else { return }
        hasOpened = true
        guard let browser = Browser(opening: address, environment: place.environment) else {
            return console.warn(
                "No browser was opened: BROWSER names none, and neither xdg-open, open nor wslview is installed.")
        }
        do {
            try browser.open(in: place.environment)
        } catch {
            console.warn("No browser was opened: \(error)")
        }
    }

    /// Leaves nothing behind that was started here.
    private func endEverything() {
        console.endProgress()
        build?.stop()
        liveReload?.close()
        defer { crashReports?.close() }
        for child in [candidate?.child, migration, prelinking, server?.child].compactMap(\.self)
            + retired.map(\.process.child)
        {
            child.send(SIGKILL)
            _ = child.wait()
        }
        guard let database else { return }
        do {
            try database.close(stopping: hasStartedPostgres)
        } catch {
            console.warn("\(error)")
        }
    }
}

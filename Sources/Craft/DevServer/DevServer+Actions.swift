import AshlarTerminal
import Foundation
import Glibc

extension DevServer {
    /// Does what the supervisor says, in order.
    func perform(_ actions: [Supervisor.Action]) throws {
        for action in actions {
            switch action {
            case .build: try startBuild()
            case .stopBuild: try stopBuild()
            case .startCandidate: try startCandidate()
            case .stopCandidate: candidate?.child.send(SIGKILL)
            case .promote: try promote()
            case .migrate: try startMigration()
            case .stopMigration: migration?.send(SIGTERM)
            case .startServer: try startServer()
            case .stopServer:
                server?.child.send(SIGTERM)
                graceEnd = .now + Self.grace
            case .killServer:
                console.warn("The app did not end in time and was killed.")
                server?.child.send(SIGKILL)
            case .report(let report): tell(report)
            case .quit(let code): exitCode = code
            }
        }
    }

    func startBuild() throws {
        let wasWaiting = buildWaits
        if BuildMemory(app, in: place.buildFolder, configuration.build).isCurrent {
            buildWaits = false
            // Another craft has built it, and may have planned it.
            if replay?.isOfPlan(in: place.buildFolder) == false { replay = loadReplay() }
            return try handle(.buildEnded(isGood: true))
        }
        buildBegin = .now
        build = try AppBuild.start(
            app, in: place, configuration.build, leadsGroup: true, replay: replay, onBusy: { false })
        buildWaits = build == nil
        if buildWaits {
            if !wasWaiting { console.note("Waiting for another build on this machine") }
        } else {
            console.note("Building \(app.name)\(configuration.build == .release ? ", optimised" : "")")
            // What fails here is asked for again, and told, when it is needed.
            prepared = try? openDatabase()
        }
    }

    /// The plan of an optimised program is not one that is run again.
    func loadReplay() -> BuildReplay? {
        configuration.build == .debug ? BuildReplay.load(for: app, in: place.buildFolder) : nil
    }

    private func stopBuild() throws {
        build?.stop()
        guard buildWaits else { return }
        buildWaits = false
        try handle(.buildEnded(isGood: false))
    }

    func finishBuild() throws {
        guard var ended = build else { return }
        let isGood = try ended.finish()
        lastLog = ended.log
        build = nil
        console.endProgress()
        if !isGood, ended.mayNeedPlan {
            replay = nil
            return try startBuild()
        }
        if isGood {
            if !ended.isReplay { replay = loadReplay() }
            let seconds = Double(buildBegin.duration(to: .now) / .milliseconds(100)) / 10
            console.note("Built in \(seconds.formatted(.number.precision(.fractionLength(1)))) s")
            for line in ended.log.warnings(relativeTo: app.root, console: console) { console.say(line) }
        }
        try handle(.buildEnded(isGood: isGood))
    }

    private func startCandidate() throws {
        guard let started = try startApp() else { return try handle(.candidateEnded(.exited(1))) }
        candidate = started
    }

    /// The new version is the server; the old one finishes what it has begun.
    private func promote() throws {
        if let old = server {
            old.child.send(SIGTERM)
            retired.append(RetiredServer(old, end: .now + Self.grace))
        }
        server = candidate
        candidate = nil
        isHandingOver = true
        try endRetired()
    }

    /// Lets go of the versions that have ended. As long as one of them listens it may be the one that answers.
    func endRetired() throws {
        for index in retired.indices { retired[index].advance() }
        let isTaken = retired.contains(where: \.isListening)
        retired.removeAll(where: \.hasEnded)
        guard isHandingOver, !isTaken else { return }
        isHandingOver = false
        try handle(.handedOver)
    }

    private func startMigration() throws {
        guard let launch = try appLaunch(["migrate"]) else { return try handle(.migrationEnded(isGood: false)) }
        if database?.isNone == true { return try handle(.migrationEnded(isGood: true)) }
        migration = try ChildProcess.start(launch)
    }

    private func startServer() throws {
        guard let started = try startApp() else { return try handle(.serverEnded(.exited(1))) }
        server = started
    }

    private var serveArguments: [String] {
        ["serve"] + (configuration.workers.map { ["--workers", String($0)] } ?? [])
    }

    private func startApp() throws -> ServerProcess? {
        guard let socket, var launch = try appLaunch(serveArguments) else { return nil }
        launch.environment["ASHLAR_RELOAD_PORT"] = liveReload.map { String($0.port) }
        if let setting = crashReports?.setting() { launch.environment["SWIFT_BACKTRACE"] = setting }
        return try ServerProcess.start(launch, on: socket)
    }

    /// The app's program with its database; nil, and the reason told, if that cannot be had now: another `.env` may mend it.
    private func appLaunch(_ arguments: [String]) throws -> Launch? {
        do {
            let opened = try prepared ?? openDatabase()
            prepared = nil
            var launch = program.launch(arguments, database: opened, environment: place.environment)
            launch.leadsGroup = true
            return launch
        } catch let error as CraftError where configuration.watches {
            console.fail(error)
            return nil
        }
    }

    /// Asked each time: the private server may have been killed, and .env may name another one.
    private func openDatabase() throws -> AppDatabase {
        let opened = try AppDatabase.get(.ifUsed, for: app, in: place)
        hasStartedPostgres = hasStartedPostgres || opened.wasStarted
        database = opened
        return opened
    }

    /// Prepares the links of later edits while nobody waits. Without it they take longer, and that is all.
    private func prelink() {
        guard configuration.watches, prelinking == nil, let prelink = replay?.prelink, !prelink.isCurrent else {
            return
        }
        prelinking = try? ChildProcess.start(prelink.launch(environment: place.environment))
    }

    /// How long a change took to arrive, or how to end.
    private var hint: String {
        guard let begin = changeBegin else { return "(Ctrl-C stops)" }
        let seconds = Double(begin.duration(to: .now) / .milliseconds(10)) / 100
        return "(\(seconds.formatted(.number.precision(.fractionLength(2)))) s after the change)"
    }

    private func tell(_ report: Supervisor.Report) {
        let waiting = configuration.watches ? " Waiting for a change." : ""
        switch report {
        case .buildFailed(let keepsServing):
            let next = keepsServing ? " The last good version keeps serving." : waiting
            let details = lastLog.failure(relativeTo: app.root, console: console)
            for line in details { console.say(line) }
            let plain = lastLog.failure(relativeTo: app.root, console: .silent)
            liveReload?.broken("The app does not build.\n\n" + plain.joined(separator: "\n"))
            console.fail(CraftError("The app does not build.\(next)"))
        case .candidateFailed(let status, let keepsServing):
            let next = keepsServing ? " The last good version keeps serving." : waiting
            console.fail(CraftError("The new version does not start: \(status).\(next)"))
            liveReload?.broken("The new version does not start: \(status).\nThe terminal says why.")
        case .migrationFailed:
            console.fail(CraftError("The migrations failed.\(waiting)"))
        case .restarting:
            console.note("Trying the app with what changed")
        case .serving:
            let port = socket?.port ?? configuration.port
            console.say("\(console.styled("Serving", .green)) http://\(configuration.addressHost):\(port)  \(hint)")
            openBrowser("http://\(configuration.reachableHost):\(port)")
            liveReload?.reload()
            prelink()
        case .servingAgain:
            // Nothing is new: pages that are open stay as they are, and cannot crash it again by loading anew.
            let port = socket?.port ?? configuration.port
            console.say("\(console.styled("Serving again", .green)) http://\(configuration.addressHost):\(port)")
        case .crashed(let status, let wasReady, let next):
            tellCrash(status, wasReady: wasReady, next, waiting: waiting)
        }
    }
}

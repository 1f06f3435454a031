import Foundation
import Glibc

extension DevServer {
    /// Does what the supervisor says, in order.
    func perform(_ actions: [Supervisor.Action]) throws {
        for action in actions {
            switch action {
            case .build: try startBuild()
            case .stopBuild: try stopBuild()
            case .prove: try startProof()
            case .stopProof: proof?.send(SIGTERM)
            case .migrate: try startMigration()
            case .stopMigration: migration?.send(SIGTERM)
            case .startServer: try startServer()
            case .stopServer:
                server?.send(SIGTERM)
                graceEnd = .now + Self.grace
            case .killServer:
                console.warn("The app did not end in time and was killed.")
                server?.send(SIGKILL)
            case .report(let report): tell(report)
            case .quit(let code): exitCode = code
            }
        }
    }

    func startBuild() throws {
        let wasWaiting = buildWaits
        if BuildMemory(app, in: place.buildFolder).isCurrent {
            buildWaits = false
            return try handle(.buildEnded(isGood: true))
        }
        buildBegin = .now
        build = try AppBuild.start(app, in: place, leadsGroup: true, onBusy: { false })
        buildWaits = build == nil
        if buildWaits {
            if !wasWaiting { console.note("Waiting for another build on this machine") }
        } else {
            console.note("Building \(app.name)")
        }
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
        if isGood {
            let seconds = Double(buildBegin.duration(to: .now) / .milliseconds(100)) / 10
            console.note("Built in \(seconds.formatted(.number.precision(.fractionLength(1)))) s")
            for line in ended.log.warnings(relativeTo: app.root, console: console) { console.say(line) }
        }
        try handle(.buildEnded(isGood: isGood))
    }

    private func startProof() throws {
        guard let launch = try appLaunch(["check", "--quiet"]) else { return try handle(.proofEnded(isGood: false)) }
        proof = try ChildProcess.start(launch)
    }

    private func startMigration() throws {
        guard let launch = try appLaunch(["migrate"]) else { return try handle(.migrationEnded(isGood: false)) }
        migration = try ChildProcess.start(launch)
    }

    private func startServer() throws {
        let arguments = ["serve", "--host", configuration.host, "--port", String(configuration.port)]
        isServerReady = false
        guard let launch = try appLaunch(arguments) else { return try handle(.serverEnded(.exited(1))) }
        server = try ChildProcess.start(launch)
    }

    /// The app's program with its database; nil, and the reason told, if that cannot be had now: another `.env` may mend it.
    private func appLaunch(_ arguments: [String]) throws -> Launch? {
        do {
            // Asked each time: the private server may have been killed, and .env may name another one.
            let opened = try AppDatabase.open(for: app, in: place)
            hasStartedPostgres = hasStartedPostgres || opened.wasStarted
            database = opened
            var launch = AppProgram(app: app).launch(
                arguments, databaseURL: opened.url, environment: place.environment)
            launch.leadsGroup = true
            return launch
        } catch let error as CraftError where configuration.watches {
            console.fail(error)
            return nil
        }
    }

    private func tell(_ report: Supervisor.Report) {
        let waiting = configuration.watches ? " Waiting for a change." : ""
        switch report {
        case .buildFailed(let keepsServing):
            let next = keepsServing ? " The last good version keeps serving." : waiting
            let details = lastLog.failure(relativeTo: app.root, console: console)
            for line in details { console.say(line) }
            console.fail(CraftError("The app does not build.\(next)"))
        case .proofFailed(let keepsServing):
            let next = keepsServing ? " The last good version keeps serving." : waiting
            console.fail(CraftError("The new version would not start.\(next)"))
        case .migrationFailed:
            console.fail(CraftError("The migrations failed.\(waiting)"))
        case .restarting:
            console.note("Trying the app with what changed")
        case .serving:
            let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
            console.say("\(console.styled("Serving", .green)) http://\(host):\(configuration.port)  (Ctrl-C stops)")
        case .crashed(let status, let wasReady):
            let when = wasReady ? "" : " before it was ready"
            console.fail(CraftError("The app ended\(when): \(status).\(waiting)"))
        }
    }
}

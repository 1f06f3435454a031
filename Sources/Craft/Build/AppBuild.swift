import Foundation
import Glibc

/// A build of an app that is going on: `swift build` in the build folder that all apps share.
struct AppBuild {
    /// What it printed so far.
    private(set) var log = BuildLog()
    private let child: ChildProcess
    private let app: AppFolder
    private let place: Place
    /// Held until the program is copied: apps share one build folder, and the next build would overwrite it.
    private let lock: FileLock
    private let configuration: BuildConfiguration
    /// When it began, by the file system's clock.
    private let begin: Int
    private var isStopped = false
    /// Whether `swift build` was left out.
    let isReplay: Bool

    /// Starts a build.
    ///
    /// - Parameters:
    ///   - app: the app.
    ///   - place: knows the build folder.
    ///   - configuration: how it is compiled.
    ///   - leadsGroup: whether Ctrl-C is kept from it.
    ///   - replay: runs instead of `swift build` where nothing but the app's own sources was changed since the last good build, and
    ///     nothing has to be planned anew.
    ///   - onBusy: called if another build is going on, before waiting; returning false gives up.
    /// - Returns: the build, or nil if `onBusy` gave up.
    /// - Throws: ``CraftError`` if there is no `swift`.
    static func start(
        _ app: AppFolder, in place: Place, _ configuration: BuildConfiguration = .debug, leadsGroup: Bool = false,
        replay: @autoclosure () -> BuildReplay? = nil, onBusy: () -> Bool
    ) throws -> AppBuild? {
        guard let lock = try place.buildFolder.take(onBusy: onBusy) else { return nil }
        var launch: Launch
        let memory = BuildMemory(app, in: place.buildFolder, configuration)
        let replay = memory.isOldOnlyInItsOwnSources ? replay()?.current(for: app, in: place.buildFolder) : nil
        if let replay {
            launch = try replay.launch(in: app.root, environment: place.environment)
        } else {
            launch = try place.buildFolder.launch(
                ["build", "--product", "App"], in: app.root, environment: place.environment,
                configuration: configuration)
        }
        launch.leadsGroup = leadsGroup
        let begin = try memory.begin()
        return AppBuild(
            child: try ChildProcess.start(launch), app: app, place: place, lock: lock, configuration: configuration,
            begin: begin, isReplay: replay != nil)
    }

    private init(
        child: ChildProcess, app: AppFolder, place: Place, lock: FileLock, configuration: BuildConfiguration,
        begin: Int, isReplay: Bool
    ) {
        self.configuration = configuration
        self.isReplay = isReplay
        self.child = child
        self.app = app
        self.place = place
        self.lock = lock
        self.begin = begin
    }

    /// Readable whenever there is more to read.
    var output: Int32? { child.output }

    /// The process of `swift build`.
    var process: pid_t { child.id }

    /// Reads what there is.
    ///
    /// - Returns: whether the build has ended.
    mutating func read() -> Bool {
        guard let output = child.output else { return true }
        let (bytes, isEnded) = SystemCall.drain(output)
        log.append(bytes)
        return isEnded
    }

    /// Ends it early.
    mutating func stop() {
        isStopped = true
        child.send(SIGTERM)
    }

    /// Whether what failed may be the fault of a plan that is out of date: nothing was said about the app's own files.
    var mayNeedPlan: Bool { isReplay && !isStopped && !log.hasErrors(below: app.root) }

    /// Waits for its end, and copies the program to the app if it went well.
    ///
    /// - Returns: whether it went well.
    /// - Throws: ``CraftError`` if the program cannot be copied.
    mutating func finish() throws -> Bool {
        if let output = child.output { close(output) }
        log.finish()
        guard child.wait().isSuccess else { return false }
        try withExtendedLifetime(lock) {
            let program = AppProgram(app: app, configuration: configuration)
            try program.install(from: "\(place.buildFolder.path)/\(configuration.rawValue)/App")
            try BuildMemory(app, in: place.buildFolder, configuration).remember(begin: begin)
        }
        return true
    }
}

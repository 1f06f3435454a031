import AshlarTerminal
import Foundation
import Glibc

/// A booted app that lines are run in, each compiled by itself.
final class TinkerSession {
    private let app: AppFolder
    private let place: Place
    private let database: AppDatabase
    private let compiler: ScriptCompiler
    private let folder: String
    private let host: String
    private var process: ChildProcess?
    private var commands: Int32 = -1
    private var answers: Int32 = -1
    private var count = 0
    private(set) var names: [(name: String, type: String)] = []
    private var declarations: [String] = []

    /// Builds the app and a program around it.
    ///
    /// - Parameters:
    ///   - type: the app's type.
    ///   - place: where it is.
    init(_ type: String, in place: Place) throws {
        app = try place.app()
        self.place = place
        folder = "\(app.root)/storage/framework/tinker-\(getpid())"
        try Files.makeFolder(folder)
        let prepared = try ScriptCompiler.prepare(app, in: place)
        compiler = prepared.compiler
        let source = [
            "import Ashlar", "@testable import App", "", "@main", "enum TinkerHost {",
            "    static func main() async { await ScriptProgram.serveLines(\(type).self) }", "}", "",
        ].joined(separator: "\n")
        let path = "\(folder)/TinkerHost.swift"
        try Files.write(source, to: path)
        let modules = "\(folder)/modules"
        host = try withExtendedLifetime(prepared.lock) {
            try prepared.compiler.copyModule(to: modules)
            return try prepared.compiler.make(path, .program)
        }
        database = try AppDatabase.open(for: app, in: place)
        try start()
    }

    /// Ends the app and leaves nothing behind.
    func end() {
        if let process {
            close(commands)
            close(answers)
            _ = process.wait()
        }
        try? FileManager.default.removeItem(atPath: folder)
        try? database.close(stopping: database.wasStarted)
    }

    /// Runs a line.
    ///
    /// - Throws: ``CraftError`` if it does not compile, or if the app did not survive it.
    func run(_ text: String) throws {
        if process == nil { try start() }
        count += 1
        let line = TinkerLine(text)
        let path = "\(folder)/Line\(count).swift"
        try Files.write(line.source(names: names, declarations: declarations), to: path)
        let library: String
        do {
            library = try compiler.make(path, modules: "\(folder)/modules", .library)
        } catch let error as CraftError {
            throw CraftError("That does not compile.", details: error.details.filter { !$0.contains(folder) })
        }
        if line.kind == .declaration {
            declarations.append(text)
            return
        }
        let command = library + "\n"
        _ = SystemCall.retrying { write(commands, command, command.utf8.count) }
        guard let answer = read() else {
            let end = process?.wait()
            close(commands)
            close(answers)
            names = []
            process = nil
            try start()
            throw CraftError(
                "The line ended the app: \(end.map { "\($0)" } ?? "nobody knows why").",
                suggestion: "It was started anew; what had a name is gone, earlier lines are in the history.")
        }
        names = answer.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "\t").map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
    }

    /// What a line did wrong is said without a backtrace; one with names takes many seconds. Where there is to be none at all, the runtime
    /// prints addresses.
    private static let backtrace = [
        "enable=yes", "interactive=no", "threads=crashed", "symbolicate=off", "limit=16", "format=json",
        "output-to=/dev/null",
    ].joined(separator: ",")

    private func start() throws {
        var down: [Int32] = [-1, -1]
        var up: [Int32] = [-1, -1]
        guard pipe(&down) == 0, pipe(&up) == 0 else { throw CraftError.system("Cannot make a pipe", code: errno) }
        // Far from the numbers that the app gets them under, and for nobody else.
        let moved = (down + up).map { fcntl($0, F_DUPFD_CLOEXEC, 100) }
        for descriptor in down + up { close(descriptor) }
        var launch = AppProgram(app: app).launch([], database: database, environment: place.environment)
        launch.executable = host
        if launch.environment["SWIFT_BACKTRACE"] == nil { launch.environment["SWIFT_BACKTRACE"] = Self.backtrace }
        launch.inherited = [moved[0], moved[3]]
        let process = try ChildProcess.start(launch)
        close(moved[0])
        close(moved[3])
        commands = moved[1]
        answers = moved[2]
        self.process = process
        guard read(until: "ready\n") != nil else {
            _ = process.wait()
            self.process = nil
            throw CraftError("The app does not start.", suggestion: "See why: ./craft check")
        }
    }

    /// What the app tells after a line; nil if it has ended.
    private func read(until end: String = "\n\n") -> String? {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !text.hasSuffix(end), text != "\n" {
            let count = SystemCall.retrying { Glibc.read(answers, &buffer, buffer.count) }
            guard count > 0 else { return nil }
            text += String(decoding: buffer.prefix(count), as: UTF8.self)
        }
        return text
    }
}

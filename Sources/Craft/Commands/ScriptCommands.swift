import ArgumentParser
import AshlarTerminal
import Foundation
import Glibc

/// `craft run`
struct RunCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a file of Swift with the app booted.",
        discussion: """
            The file sees everything of the app, and kernel, the booted app; its database is the current one. try and await can \
            stand anywhere: print(try await Post.count()). What comes behind the file is in CommandLine.arguments, behind the file.
            """)

    @ArgumentParser.Argument(help: "The file.")
    var file: String

    @ArgumentParser.Argument(parsing: .captureForPassthrough, help: "Handed to the script.")
    var arguments: [String] = []

    func run(in place: Place) throws {
        let path = Files.absolute(file, from: place.folder)
        guard Files.exists(path) else { throw CraftError("There is no \(file).") }
        let generator = try AppGenerator(in: place)
        let app = generator.app
        _ = try app.dotEnv(place.environment)
        let program = ScriptSource(try Files.text(path)).program(app: try generator.appType(), file: path)
        let folder = "\(app.root)/storage/framework/scripts"
        let source = "\(folder)/Script_\(String(path.map { $0.isASCII && $0.isLetter ? $0 : "_" })).swift"
        let built = String(source.dropLast(6))
        // What was compiled of the same text and the same app is run at once.
        let isBuilt =
            BuildMemory(app, in: place.buildFolder).isCurrent && (try? Files.text(source)) == program
            && (Files.modification(of: built) ?? 0) > (Files.modification(of: AppProgram(app: app).path) ?? .max)
        if !isBuilt {
            let (compiler, lock) = try ScriptCompiler.prepare(app, in: place)
            try Files.write(program, to: source)
            unlink(built)
            _ = try withExtendedLifetime(lock) { try compiler.make(source, .program) }
        }
        let database = try AppDatabase.open(for: app, in: place)
        var launch = AppProgram(app: app).launch(arguments, database: database, environment: place.environment)
        launch.executable = built
        // As scripts of other languages know themselves.
        launch.name = file
        try database.become(launch)
    }
}

/// `craft tinker`
struct TinkerCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "tinker",
        abstract: "A shell for Swift in the booted app: a line is compiled, run, and its value shown.",
        discussion: """
            Post.where { $0.title.contains("stone") }.limit(5) shows a table. try and await need not be written before a value. \
            let post = Post.find(1) keeps it for the lines that follow; functions, types and imports stay too. A line takes \
            seconds: it is real Swift, compiled against the app.
            """)

    func run(in place: Place) throws {
        let generator = try AppGenerator(in: place)
        _ = try generator.app.dotEnv()
        let terminal = place.console.terminal
        let session = try TinkerSession(try generator.appType(), in: place)
        defer { session.end() }
        // Ctrl-C ends what a line does, not the shell.
        signal(SIGINT, SIG_IGN)
        let file = "\(generator.app.root)/storage/framework/tinker_history"
        var editor = LineEditor(
            terminal, history: ((try? Files.text(file)) ?? "").split(separator: "\n").map(String.init))
        if terminal.canAsk { terminal.say("\(generator.app.name): a line of Swift, help or exit") }
        let words = generator.words
        while var line = editor.read(
            "> ",
            complete: { typed in
                (words + session.names.map(\.name)).filter { $0.hasPrefix(typed) }
            })
        {
            // What is open goes on.
            while TinkerStatements.isOpen(line), let more = editor.read(". ") { line += "\n" + more }
            let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
            if ["exit", "quit", "exit()", "quit()"].contains(text) { break }
            guard !text.isEmpty else { continue }
            editor.remember(text.replacing("\n", with: " "))
            // At once: whatever becomes of the line, the next shell knows it.
            try? Files.write(editor.history.suffix(500).joined(separator: "\n") + "\n", to: file)
            if text == "help" {
                terminal.say(Self.configuration.discussion)
                for (name, type) in session.names { terminal.say("  \(name): \(type)") }
                continue
            }
            do {
                for statement in TinkerStatements.split(text) { try session.run(statement) }
            } catch let error as CraftError {
                place.console.fail(error)
            }
        }
    }
}

extension AppGenerator {
    /// What the tabulator completes: the app's types and members, and what queries are made of.
    var words: [String] {
        var words: Set<String> = [
            "all", "with", "order", "limit", "first", "count", "find", "create", "update", "delete", "exists",
            "paginate",
            "where", "query", "kernel", "save", "pluck",
        ]
        for file in Files.list(below: "\(app.root)/Sources/App") where file.hasSuffix(".swift") {
            guard let text = try? Files.text("\(app.root)/Sources/App/\(file)") else { continue }
            let names = text.matches(of: /\b(?:struct|class|enum|actor|protocol|func|var|let)\s+([A-Za-z_]\w*)/)
            words.formUnion(names.map { String($0.1) })
        }
        return words.sorted()
    }
}

import ArgumentParser
import AshlarTerminal
import Foundation

/// `craft new`
struct NewCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make a new app that builds, serves and passes its tests.",
        discussion: "Without a name it asks for one on a terminal, and for what else there is to choose.")

    @Argument(help: "The app's name, or the path of its folder: blog, ../apps/my-shop.")
    var name: String?

    @Option(help: ArgumentHelp("The folder to write it into, if not ./NAME.", valueName: "dir"))
    var path: String?

    @Flag(help: "JSON alone: no views, sessions and CSRF tokens; errors are JSON.")
    var api = false

    @Flag(help: "A whole example: a blog with posts, comments, forms, JSON and tests.")
    var demo = false

    @Option(
        help: ArgumentHelp(
            "Another template than craft's own: a folder, or what git can clone.",
            discussion: "Its craft.template may ask for variables, and run commands in the new app.",
            valueName: "source"))
    var template: String?

    @Option(help: ArgumentHelp("A variable of the template; may be given more than once.", valueName: "name=value"))
    var set: [String] = []

    @Flag(help: "Make it a git repository, with a first commit.")
    var git = false

    @Flag(help: "Serve it at once.")
    var serve = false

    @Option(help: ArgumentHelp("The port to serve it on, with --serve.", valueName: "port"))
    var port: UInt16 = 8000

    func validate() throws {
        if [api, demo, template != nil].count(where: { $0 }) > 1 {
            throw ValidationError("Give one of --api, --demo and --template.")
        }
        if let path, path.allSatisfy(\.isWhitespace) {
            throw ValidationError("--path takes the folder that the app is written into: --path ../apps/blog.")
        }
    }

    func run(in place: Place) throws {
        let packages = AppScaffold.packages(ofFramework: place.framework)
        let choice = try choose(in: place, packages)
        let name = choice.name
        guard !name.isEmpty else {
            throw CraftError("An app needs a name.", suggestion: "Name it: ./craft new blog", exitCode: 64)
        }
        if path != nil, name.contains("/") {
            throw CraftError(
                "Both \"\(name)\" and --path name a folder.",
                suggestion: "With --path, give the name alone: ./craft new \(Files.name(of: name)) --path ...",
                exitCode: 64)
        }
        if template == nil, !set.isEmpty {
            throw CraftError("--set is for the variables of a --template.", exitCode: 64)
        }
        let folder = Files.absolute(path ?? name, from: place.folder)
        var scaffold = AppScaffold(
            name: try AppName(Files.name(of: Files.absolute(name, from: place.folder)), packages: packages),
            folder: folder, framework: place.framework,
            swift: Toolchain.version(environment: place.environment) ?? "", console: place.console)
        scaffold.kind = choice.kind
        // Checked before anything is written, so that a busy port does not leave an app behind that does not serve.
        if serve { try ListeningSocket.open(host: "127.0.0.1", port: port).close() }
        let fetched = try template.map { try AppTemplate.fetch($0, in: place) }
        defer { if let fetched, fetched.isClone { try? FileManager.default.removeItem(atPath: fetched.folder) } }
        let rules = try fetched.map { try AppTemplate(folder: $0.folder) }
        scaffold.template = fetched?.folder
        scaffold.variables = try rules?.values(given: set) ?? [:]
        try scaffold.write()
        for command in rules?.commands ?? [] { try runHook(command, in: place.at(folder)) }
        if choice.git { try commit(in: place.at(folder)) }
        for message in rules?.messages ?? [] { place.console.say(message) }
        guard serve else { return scaffold.printNextSteps(shown: path ?? name) }
        place.console.say()
        try ServeCommand.parse(["--port", String(port)]).run(in: place.at(Files.real(folder)))
    }

    /// What is to be made: as the command line says, or as somebody at the terminal answers where it names nothing.
    private func choose(
        in place: Place, _ packages: Set<String>
    ) throws -> (name: String, kind: AppKind, git: Bool) {
        let kind = api ? AppKind.api : demo ? .demo : .web
        if let name { return (name, kind, git) }
        let terminal = place.console.terminal
        guard terminal.canAsk else { return ("", kind, git) }
        let name = try terminal.ask("What is the app called?") { answer in
            let folder = Files.absolute(answer, from: place.folder)
            _ = try AppName(Files.name(of: folder), packages: packages)
            guard path != nil || !Files.exists(folder) else { throw CraftError("\(folder) exists.") }
        }
        guard !api, !demo, template == nil else { return (name, kind, try git || askForGit(terminal)) }
        let answer = try terminal.choose(
            "What is it?", from: AppKind.allCases.map(\.rawValue), default: AppKind.web.rawValue)
        return (name, AppKind(rawValue: answer) ?? .web, try git || askForGit(terminal))
    }

    private func askForGit(_ terminal: Terminal) throws -> Bool {
        try terminal.confirm("Make it a git repository?", default: true)
    }

    /// A command of the template, in the new app.
    private func runHook(_ command: String, in place: Place) throws {
        place.console.note("Running \(command)")
        let launch = Launch(
            executable: "/bin/sh", arguments: ["-c", command], environment: place.environment,
            directory: place.folder, output: .inherited)
        guard try ChildProcess.run(launch).status.isSuccess else {
            throw CraftError(
                "The template's command \"\(command)\" failed.",
                suggestion: "The app is written; run the command again in \(place.folder).")
        }
    }

    private func commit(in place: Place) throws {
        try Git.run(["init", "--quiet"], in: place)
        try Git.run(["add", "--all"], in: place)
        do {
            try Git.run(["commit", "--quiet", "--message", "Begin"], in: place)
        } catch let error as CraftError {
            // A machine where git does not know who commits still gets its repository.
            place.console.warn("git did not commit: \(error.details.first ?? error.message)")
        }
    }
}

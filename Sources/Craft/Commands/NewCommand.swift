import ArgumentParser
import Foundation

/// `craft new`
struct NewCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make a new app that builds, serves and passes its tests.")

    @Argument(help: "The app's name, or the path of its folder: blog, ../apps/my-shop.")
    var name: String

    @Option(help: ArgumentHelp("The folder to write it into, if not ./NAME.", valueName: "dir"))
    var path: String?

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

    func run(in place: Place) throws {
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
        let identities = AppScaffold.packages(ofFramework: place.framework)
        var scaffold = AppScaffold(
            name: try AppName(Files.name(of: Files.absolute(name, from: place.folder)), packages: identities),
            folder: folder, framework: place.framework,
            swift: Toolchain.version(environment: place.environment) ?? "", console: place.console)
        // Checked before anything is written, so that a busy port does not leave an app behind that does not serve.
        if serve { try ListeningSocket.open(host: "127.0.0.1", port: port).close() }
        let fetched = try template.map { try AppTemplate.fetch($0, in: place) }
        defer { if let fetched, fetched.isClone { try? FileManager.default.removeItem(atPath: fetched.folder) } }
        let rules = try fetched.map { try AppTemplate(folder: $0.folder) }
        scaffold.template = fetched?.folder
        scaffold.variables = try rules?.values(given: set) ?? [:]
        try scaffold.write()
        for command in rules?.commands ?? [] { try runHook(command, in: place.at(folder)) }
        if git { try commit(in: place.at(folder)) }
        for message in rules?.messages ?? [] { place.console.say(message) }
        guard serve else { return scaffold.printNextSteps(shown: path ?? name) }
        place.console.say()
        try ServeCommand.parse(["--port", String(port)]).run(in: place.at(Files.real(folder)))
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

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
        let folder = Files.absolute(path ?? name, from: place.folder)
        let identities = AppScaffold.packages(ofFramework: place.framework)
        let scaffold = AppScaffold(
            name: try AppName(Files.name(of: Files.absolute(name, from: place.folder)), packages: identities),
            folder: folder, framework: place.framework,
            swift: Toolchain.version(environment: place.environment) ?? "", console: place.console)
        // Checked before anything is written, so that a busy port does not leave an app behind that does not serve.
        if serve { try ListeningSocket.open(host: "127.0.0.1", port: port).close() }
        try scaffold.write()
        guard serve else { return scaffold.printNextSteps(shown: path ?? name) }
        place.console.say()
        try ServeCommand.parse(["--port", String(port)]).run(in: place.at(Files.real(folder)))
    }
}

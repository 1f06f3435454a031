import ArgumentParser
import Foundation

/// `craft build`
struct BuildCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Build the app for production, into a folder that serves without craft.",
        discussion: """
            The folder has the program, optimised, and what it reads: config, views, public, database. Start it there: \
            ./App serve. Secrets are not in it: APP_KEY and DATABASE_URL belong into the environment.

            With --static the program has Swift's runtime in itself; libpq, zlib and libstdc++ are the machine's. Without \
            it, the machine needs the same toolchain.
            """)

    @Flag(name: .customLong("static"), help: "Put Swift's runtime into the program.")
    var isStatic = false

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder.", valueName: "dir"))
    var output = "build"

    func run(in place: Place) throws {
        let app = try place.app()
        let folder = Files.absolute(output, from: app.root)
        try Release(app: app, place: place, folder: folder, isStatic: isStatic).make()
        let shown = folder.hasPrefix(app.root + "/") ? String(folder.dropFirst(app.root.count + 1)) : folder
        place.console.say()
        place.console.say("Start it:")
        place.console.say("  cd \(shown) && APP_ENV=production APP_KEY=... DATABASE_URL=... ./App serve")
    }
}

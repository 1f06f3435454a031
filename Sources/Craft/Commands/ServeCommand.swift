import ArgumentParser
import Foundation

/// `craft serve`
struct ServeCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Build the app, serve it, and follow what changes.",
        discussion: """
            Changed Swift is built and started; if it does not build, the last good version keeps serving. Changed configuration \
            starts the app anew. Changed views and public files show at once. Pending migrations run at the start.
            """)

    @Option(help: "The address to listen on; 0.0.0.0 for the whole network.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 lets the system choose.")
    var port: UInt16 = 8000

    @Flag(inversion: .prefixedNo, help: "Follow changed files.")
    var watch = true

    func run(in place: Place) throws {
        let app = try place.app()
        _ = try app.dotEnv()
        let server = DevServer(
            app: app, place: place, configuration: DevServer.Configuration(host: host, port: port, watches: watch))
        let code = try server.run()
        if code != 0 { throw ExitCode(code) }
    }
}

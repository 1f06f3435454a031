import ArgumentParser
import Foundation

/// `craft serve`
struct ServeCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Build the app, serve it, and follow what changes.",
        discussion: """
            Changed Swift is built and started; if it does not build, the last good version keeps serving. Changed configuration \
            starts the app anew. Changed views and public files show at once. Pending migrations run at the start.

            An app that crashes is started again at once; one that crashes as it starts, or again and again, when a file changes.

            With --release the program is optimised, as craft build makes it: the first build takes minutes, and a changed file of \
            Swift longer than otherwise. APP_ENV is what it was.
            """)

    @Option(help: "The address to listen on; 0.0.0.0 for the whole network.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 lets the system choose.")
    var port: UInt16 = 8000

    @Flag(inversion: .prefixedNo, help: "Follow changed files.")
    var watch = true

    @Option(help: "How many processes answer; one uses all processors, too.")
    var workers: Int?

    @Flag(help: "Open it in the browser once it serves: that of BROWSER, or the system's.")
    var open = false

    @Flag(help: "Build it optimised, to see how fast it is.")
    var release = false

    func validate() throws {
        if let workers, !(1...256).contains(workers) { throw ValidationError("--workers takes 1 to 256.") }
    }

    func run(in place: Place) throws {
        let app = try place.app()
        _ = try app.dotEnv(place.environment)
        let server = DevServer(
            app: app, place: place,
            configuration: DevServer.Configuration(
                host: host, port: port, watches: watch, workers: workers, opensBrowser: open,
                build: release ? .release : .debug))
        let code = try server.run()
        if code != 0 { throw ExitCode(code) }
    }
}

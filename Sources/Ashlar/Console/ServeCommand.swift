import ArgumentParser
import AshlarConfig
import AshlarGateway
import AshlarServer
import Foundation

/// `App serve`: answers requests until it is told to stop.
struct ServeCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer HTTP requests.",
        discussion: """
            SIGTERM and SIGINT stop it: what is in flight is finished first. Sockets that systemd hands over (LISTEN_FDS) are \
            listened at, and where NOTIFY_SOCKET is set it is told when the app serves, and when it accepts nothing more.

            With --workers several processes answer at the same sockets. One that traps is replaced, the others go on, and the log \
            says which request it was; SIGHUP starts them anew, one after the other.
            """)

    /// Where it listens if nothing is said: an app that runs itself may name another place.
    @TaskLocal static var standard: (host: String, port: Int) = ("127.0.0.1", 8000)

    @Option(help: "An address to listen on; may be given more than once. \(ServeCommand.standard.host) if none is.")
    var host: [String] = []
    @Option(help: "The port to listen on; 0 lets the system choose.") var port = ServeCommand.standard.port
    @Option(help: "A Unix socket to listen on, instead of or besides an address; may be given more than once.")
    var socket: [String] = []

    @Option(help: "An address or a socket to answer a web server at by SCGI, 127.0.0.1:4000 or /run/blog.scgi.")
    var scgi: [String] = []

    @Option(help: "How many processes answer; one process uses all processors, too.") var workers: Int?

    func validate() throws {
        if let workers {
            guard (1...256).contains(workers) else { throw ValidationError("--workers takes 1 to 256.") }
            guard scgi.isEmpty else { throw ValidationError("Workers share sockets of HTTP: leave out --scgi.") }
        }
        guard (0...65535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    func run(_ app: any Application) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        let inherited = try InheritedSockets(environment: ProcessInfo.processInfo.environment).addresses()
        let isPlain = host.isEmpty && socket.isEmpty && scgi.isEmpty && inherited.isEmpty
        let hosts = isPlain ? [Self.standard.host] : host
        let addresses: [HTTPServer.Address] =
            hosts.map { .tcp(host: $0, port: port) } + socket.map { .unixSocket(path: $0) } + inherited
        if let workers {
            return try await serve(workers, config, addresses)
        }
        try await AppServer(app: app, config: config, addresses: addresses, scgi: try scgi.map(Self.gateway)).run()
    }

    private func serve(_ workers: Int, _ config: Config, _ addresses: [HTTPServer.Address]) async throws {
        let environment = ProcessInfo.processInfo.environment
        let configuration = try config.serverConfiguration(addresses: addresses)
        var sockets = try SharedSockets(addresses, backlog: configuration.backlog)
        defer { sockets.close() }
        let places = sockets.addresses
        let notice = ProcessNotice(listeners: 1, environment: environment)
        let supervisor = try WorkerSupervisor(
            count: workers, program: Bundle.main.executablePath ?? CommandLine.arguments[0],
            sockets: sockets.descriptors, grace: configuration.timeouts.grace + .seconds(5),
            logger: try AppLogger.make(config), environment: environment
        ) {
            for place in places { AppServer.tell(place, "http") }
            notice.listening()
        } onStopListening: {
            notice.stoppedListening()
        }
        let code = try await supervisor.run()
        if code != 0 { throw ExitCode(code) }
    }

    private static func gateway(_ text: String) throws -> SCGIServer.Address {
        if text.contains("/") { return .unixSocket(path: text) }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else {
            throw ValidationError("\"\(text)\" is no address for SCGI: write HOST:PORT, or the path of a socket.")
        }
        return .tcp(host: String(text[..<colon]), port: port)
    }
}

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
            listened at, and where NOTIFY_SOCKET is set it is told when the app serves.
            """)

    @Option(help: "An address to listen on; may be given more than once. 127.0.0.1 if none is.") var host: [String] = []
    @Option(help: "The port to listen on; 0 lets the system choose.") var port = 8000
    @Option(help: "A Unix socket to listen on, instead of or besides an address; may be given more than once.")
    var socket: [String] = []

    @Option(help: "An address or a socket to answer a web server at by SCGI, 127.0.0.1:4000 or /run/blog.scgi.")
    var scgi: [String] = []

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    func run(_ app: any Application) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        let inherited = try InheritedSockets(environment: ProcessInfo.processInfo.environment).addresses()
        let isPlain = host.isEmpty && socket.isEmpty && scgi.isEmpty && inherited.isEmpty
        let hosts = isPlain ? ["127.0.0.1"] : host
        let addresses: [HTTPServer.Address] =
            hosts.map { .tcp(host: $0, port: port) } + socket.map { .unixSocket(path: $0) } + inherited
        try await AppServer(app: app, config: config, addresses: addresses, scgi: try scgi.map(Self.gateway)).run()
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

import AshlarConfig
import Foundation

extension Application {
    /// Runs the command that the program was started with, such as `routes` or `serve --port 9000`: craft's own commands for an
    /// app work with it. Without one it serves until the program is told to stop (SIGTERM or SIGINT); what is in flight then is
    /// finished.
    ///
    /// - Parameters:
    ///   - host: the address to listen on, unless the command says so; by default `HOST` in the environment, otherwise this machine only.
    ///   - port: the port, unless the command says so; by default `PORT` in the environment, otherwise 8000. 0 lets the system choose.
    ///   - arguments: the command; by default what the program was started with. A program that reads its arguments itself
    ///     gives none.
    /// - Throws: ``BootError`` with everything that is wrong with the app, ``ConfigError``, or `ServerError` if the address
    ///   cannot be listened on.
    public func run(
        host: String? = nil, port: Int? = nil, arguments: [String] = Array(CommandLine.arguments.dropFirst())
    ) async throws {
        let environment = ProcessInfo.processInfo.environment
        let port = try port ?? environment["PORT"].map(Self.port) ?? 8000
        let host = host ?? environment["HOST"] ?? "127.0.0.1"
        guard arguments.isEmpty else {
            return await ServeCommand.$standard.withValue((host, port)) {
                await AppProgram.run(self, arguments: arguments)
            }
        }
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        try await AppServer(app: self, config: config, addresses: [.tcp(host: host, port: port)]).run()
    }

    private static func port(_ text: String) throws -> Int {
        guard let port = Int(text), (0...65535).contains(port) else {
            throw ConfigError(
                message: "PORT is \"\(text)\".", suggestion: "A port is a number from 0 to 65535.")
        }
        return port
    }
}

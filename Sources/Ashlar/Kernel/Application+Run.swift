import AshlarConfig
import Foundation

extension Application {
    /// Serves until the program is told to stop (SIGTERM or SIGINT); what is in flight then is finished.
    ///
    /// - Parameters:
    ///   - host: the address to listen on; by default `HOST` in the environment, otherwise this machine only.
    ///   - port: the port; by default `PORT` in the environment, otherwise 8000. 0 lets the system choose.
    /// - Throws: ``BootError`` with everything that is wrong with the app, ``ConfigError``, or `ServerError` if the address
    ///   cannot be listened on.
    public func run(host: String? = nil, port: Int? = nil) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        let environment = ProcessInfo.processInfo.environment
        let port = try port ?? environment["PORT"].map(Self.port) ?? 8000
        try await AppServer(
            app: self, config: config, addresses: [.tcp(host: host ?? environment["HOST"] ?? "127.0.0.1", port: port)]
        ).run()
    }

    private static func port(_ text: String) throws -> Int {
        guard let port = Int(text), (0...65535).contains(port) else {
            throw ConfigError(
                message: "PORT is \"\(text)\".", suggestion: "A port is a number from 0 to 65535.")
        }
        return port
    }
}

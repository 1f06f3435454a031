import Foundation
import AshlarConfig
import AshlarServer
import ArgumentParser
import ServiceLifecycle
import UnixSignals

/// `App serve`: answers requests until it is told to stop.
struct ServeCommand: AppSubcommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Answer HTTP requests.")

    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on; 0 lets the system choose.") var port = 8000

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    func run(_ app: any Application) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        let kernel = try await Kernel.boot(app, config: config)
        // What Hummingbird reports at info, the line below says for people.
        var logger = kernel.logger
        logger.logLevel = max(logger.logLevel, .notice)
        let server = HTTPServer(
            kernel, configuration: .init(address: .tcp(host: host, port: port)), logger: logger
        ) { address in
            // craft says it itself, once everything is up.
            guard ProcessInfo.processInfo.environment["ASHLAR_CRAFT"] == nil, case .tcp(let host, let port) = address
            else { return }
            print("Serving http://\(host):\(port)")
            // A program at the other end of a pipe waits for this line.
            fflush(nil)
        }
        var group = ServiceGroupConfiguration(
            services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // What is in flight gets this long to finish before it is cut off.
        group.maximumGracefulShutdownDuration = .seconds(10)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch {
            await kernel.shutdown()
            throw error
        }
        await kernel.shutdown()
    }
}

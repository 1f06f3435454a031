import AshlarConfig
import AshlarGateway
import AshlarHTTP
import AshlarServer
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Boots an app and serves it: one group of services, from boot to shutdown.
struct AppServer {
    let app: any Application
    let config: Config
    let addresses: [HTTPServer.Address]
    var scgi: [SCGIServer.Address] = []

    /// Serves until SIGTERM or SIGINT. Then nothing more is accepted, what is in flight is finished within the grace period,
    /// the app's services end, then its providers, then the database.
    ///
    /// - Throws: what keeps the app from booting or serving.
    func run() async throws {
        ThreadScheduling.favorThroughput()
        if let worker = WorkerIdentity.current { WorkerLife.watch(worker) }
        let kernel = try await Kernel.boot(app, config: config) { $0.instance(ServerFacts.serving) }
        // What services report at info, the line that `tell` prints says for people.
        var logger = kernel.logger
        logger.logLevel = max(logger.logLevel, .notice)
        var configuration: HTTPServer.Configuration
        let notice = ProcessNotice(
            listeners: addresses.count + scgi.count, environment: ProcessInfo.processInfo.environment)
        var servers: [any Service] = scgi.map { address in
            SCGIServer(kernel, address: address, logger: logger) {
                Self.tell($0)
                notice.listening()
            } onStopListening: {
                notice.stoppedListening()
            }
        }
        do {
            configuration = try config.serverConfiguration(addresses: addresses)
            configuration.onStopListening = { notice.stoppedListening() }
            if !addresses.isEmpty {
                // Another server than ours is one that encrypts; it is known before anything listens.
                let scheme = Mutex("http")
                let server = try app.server(kernel, configuration: configuration, logger: logger) { address in
                    Self.tell(address, scheme.withLock { $0 })
                    notice.listening()
                }
                if !(server is HTTPServer) { scheme.withLock { $0 = "https" } }
                servers.append(server)
            }
        } catch {
            await kernel.shutdown()
            throw error
        }
        // They end in the reverse order: the servers first.
        let services: [any Service] =
            [KernelService(kernel: kernel)] + kernel.mounts.flatMap(\.services)
            + ModuleGraph(app).services(kernel) + servers
        var group = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // The server keeps to its grace period by itself; this is for services that do not end.
        group.maximumGracefulShutdownDuration = configuration.timeouts.grace + .seconds(5)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch {
            await kernel.shutdown()
            throw error
        }
        await kernel.shutdown()
    }

    /// Says where the app serves.
    static func tell(_ address: HTTPServer.Address, _ scheme: String) {
        switch address {
        case .tcp(let host, let port): tell("\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        case .unixSocket(let path): tell("the socket \(path)")
        case .inherited(let descriptor): tell("the inherited socket \(descriptor)")
        }
    }

    private static func tell(_ address: SCGIServer.Address) {
        switch address {
        case .tcp(let host, let port): tell("SCGI at \(host):\(port)")
        case .unixSocket(let path): tell("SCGI at the socket \(path)")
        }
    }

    private static func tell(_ place: String) {
        // craft, or a supervisor, says it itself, once everything is up.
        guard ProcessInfo.processInfo.environment["ASHLAR_CRAFT"] == nil, WorkerIdentity.current == nil else { return }
        print("Serving \(place)")
        // A program at the other end of a pipe waits for this line.
        fflush(nil)
    }
}

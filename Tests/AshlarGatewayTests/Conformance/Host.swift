import AshlarGateway
import AshlarHTTP
import AshlarServer
import Foundation
import HTTPTypes
import Logging
import NIOCore
import ServiceLifecycle

/// What an app can be hosted by. The same app has to answer the same way under all of them.
enum Host: String, CaseIterable, Sendable {
    case memory, tcp, unixSocket, scgiBehindNginx, proxyBehindNginx

    /// Those that are there on this machine.
    static var available: [Host] {
        allCases.filter { Nginx.program != nil || ![.scgiBehindNginx, .proxyBehindNginx].contains($0) }
    }

    /// Runs an app under this host while a client talks to it.
    func run(_ app: some Responder, _ body: @escaping @Sendable (Client) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let socket = folder.appending(path: "app.sock").path
        let front = folder.appending(path: "front.sock").path
        switch self {
        case .memory:
            try await body(Client { try await Memory.send($0, to: app) })
        case .tcp:
            try await serve(app, at: .tcp(host: "127.0.0.1", port: 0)) { address in
                guard case .tcp(_, let port) = address else { return }
                let target = try SocketAddress(ipAddress: "127.0.0.1", port: port)
                try await body(Client { try await $0.send(to: target) })
            }
        case .unixSocket:
            try await serve(app, at: .unixSocket(path: socket)) { _ in
                let target = try SocketAddress(unixDomainSocketPath: socket)
                try await body(Client { try await $0.send(to: target) })
            }
        case .proxyBehindNginx:
            try await serve(app, at: .unixSocket(path: socket)) { _ in
                try await Nginx.run(
                    in: folder, listeningOn: front,
                    location: "proxy_pass http://unix:\(socket); proxy_http_version 1.1; "
                        + "proxy_set_header Host $host; proxy_set_header Connection \"\";"
                ) {
                    let target = try SocketAddress(unixDomainSocketPath: front)
                    try await body(Client { try await $0.send(to: target) })
                }
            }
        case .scgiBehindNginx:
            let (found, find) = AsyncStream<Void>.makeStream()
            let server = SCGIServer(app, address: .unixSocket(path: socket), logger: Self.quiet) { _ in find.yield() }
            try await Self.serve(server, found) {
                try await Nginx.run(
                    in: folder, listeningOn: front,
                    location: "include /etc/nginx/scgi_params; scgi_pass unix:\(socket);"
                ) {
                    let target = try SocketAddress(unixDomainSocketPath: front)
                    try await body(Client { try await $0.send(to: target) })
                }
            }
        }
    }

    private func serve(
        _ app: some Responder, at address: HTTPServer.Address,
        _ body: @escaping @Sendable (HTTPServer.Address) async throws -> Void
    ) async throws {
        let (found, find) = AsyncStream<HTTPServer.Address>.makeStream()
        let server = HTTPServer(app, configuration: .init(address: address), logger: Self.quiet) { find.yield($0) }
        let group = ServiceGroup(configuration: .init(services: [server], logger: Self.quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = found.makeAsyncIterator()
            let result: Result<Void, any Error>
            if let address = await iterator.next() {
                do { result = .success(try await body(address)) } catch { result = .failure(error) }
            } else {
                result = .failure(CancellationError())
            }
            await group.triggerGracefulShutdown()
            try result.get()
            try await tasks.waitForAll()
        }
    }

    static func serve(
        _ server: some Service, _ found: AsyncStream<Void>, _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let group = ServiceGroup(configuration: .init(services: [server], logger: quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = found.makeAsyncIterator()
            await iterator.next()
            let result: Result<Void, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            await group.triggerGracefulShutdown()
            try result.get()
            try await tasks.waitForAll()
        }
    }

    static let quiet = {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }()
}

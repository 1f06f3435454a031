import AshlarGateway
import AshlarHTTP
import AshlarServer
import AshlarTLS
import Foundation
import HTTPTypes
import Logging
import NIOCore
import ServiceLifecycle
import TestClients

/// What an app can be hosted by. The same app has to answer the same way under all of them.
enum Host: String, CaseIterable, Sendable {
    case memory, tcp, unixSocket, scgiBehindNginx, proxyBehindNginx, tls, http2

    /// Those that are there on this machine.
    static var available: [Host] {
        allCases.filter { host in
            switch host {
            case .memory, .tcp, .unixSocket: true
            case .scgiBehindNginx, .proxyBehindNginx: Nginx.program != nil
            case .tls, .http2: Tool.openssl != nil
            }
        }
    }

    /// The scheme that the app sees.
    var scheme: String { self == .tls || self == .http2 ? "https" : "http" }

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
        case .tls, .http2:
            try await TestCertificate.make(in: folder.path)
            let (found, find) = AsyncStream<HTTPServer.Address>.makeStream()
            let server = try TLSServer(
                app, configuration: .init(address: .tcp(host: "127.0.0.1", port: 0)),
                certificate: .files(chain: "\(folder.path)/cert.pem", privateKey: "\(folder.path)/key.pem"),
                logger: Self.quiet
            ) { find.yield($0) }
            try await Self.serve(server, found) { address in
                guard case .tcp(_, let port) = address else { return }
                if self == .http2 {
                    return try await HTTP2Client.with(port) { client in
                        try await body(Client { try await $0.send(by: client) })
                    }
                }
                let target = try SocketAddress(ipAddress: "127.0.0.1", port: port)
                let tls = try ClientTLS.context(for: ["http/1.1"])
                try await body(Client { try await $0.send(to: target, tls: tls) })
            }
        case .scgiBehindNginx:
            let (found, find) = AsyncStream<Void>.makeStream()
            let server = SCGIServer(app, address: .unixSocket(path: socket), logger: Self.quiet) { _ in find.yield() }
            try await Self.serve(server, found) { _ in
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
        try await Self.serve(server, found, body)
    }

    static func serve<Place: Sendable>(
        _ server: some Service, _ found: AsyncStream<Place>, _ body: @escaping @Sendable (Place) async throws -> Void
    ) async throws {
        let group = ServiceGroup(configuration: .init(services: [server], logger: quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = found.makeAsyncIterator()
            let result: Result<Void, any Error>
            if let place = await iterator.next() {
                do { result = .success(try await body(place)) } catch { result = .failure(error) }
            } else {
                result = .failure(CancellationError())
            }
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

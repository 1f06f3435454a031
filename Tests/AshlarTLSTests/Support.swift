import AshlarHTTP
import AshlarServer
import AshlarTLS
import Foundation
import Logging
import ServiceLifecycle
import TestClients

/// Runs a server with TLS on a free port, with a certificate of its own, while the body runs: it gets the port and the
/// folder of `cert.pem`.
func withTLSServer(
    _ responder: some Responder, configure: (inout HTTPServer.Configuration) -> Void = { _ in },
    _ body: @escaping @Sendable (Int, String) async throws -> Void
) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await TestCertificate.make(in: folder.path)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    var configuration = HTTPServer.Configuration(address: .tcp(host: "localhost", port: 0))
    configure(&configuration)
    let (found, find) = AsyncStream<Int>.makeStream()
    let server = try TLSServer(
        responder, configuration: configuration,
        certificate: .files(chain: "\(folder.path)/cert.pem", privateKey: "\(folder.path)/key.pem"), logger: logger
    ) { address in
        if case .tcp(_, let port) = address { find.yield(port) }
    }
    let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var iterator = found.makeAsyncIterator()
        guard let port = await iterator.next() else { throw CancellationError() }
        let result: Result<Void, any Error>
        do { result = .success(try await body(port, folder.path)) } catch { result = .failure(error) }
        await group.triggerGracefulShutdown()
        try result.get()
        try await tasks.waitForAll()
    }
}

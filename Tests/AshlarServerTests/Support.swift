import AshlarHTTP
import AshlarServer
import Foundation
import Logging
import NIOCore
import ServiceLifecycle
import TestClients

/// A quiet logger.
let quiet = {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
}()

/// Runs a server on a free port while the body runs.
func withServer(
    _ responder: some Responder, timeouts: HTTPServer.Timeouts = .init(),
    _ body: @escaping @Sendable (Int) async throws -> Void
) async throws {
    try await withServer(responder, timeouts: timeouts) { port, _ in try await body(port) }
}

/// The same, with what stops it.
func withServer(
    _ responder: some Responder, timeouts: HTTPServer.Timeouts = .init(), maximumConnections: Int? = nil,
    _ body: @escaping @Sendable (Int, ServiceGroup) async throws -> Void
) async throws {
    let (ports, found) = AsyncStream<Int>.makeStream()
    let configuration = HTTPServer.Configuration(
        addresses: [.tcp(host: "127.0.0.1", port: 0)], timeouts: timeouts, maximumConnections: maximumConnections)
    let server = HTTPServer(responder, configuration: configuration, logger: quiet) { address in
        if case .tcp(_, let port) = address { found.yield(port) }
    }
    let group = ServiceGroup(configuration: .init(services: [server], logger: quiet))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { throw CancellationError() }
        do {
            try await body(port, group)
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

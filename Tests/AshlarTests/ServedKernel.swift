import Ashlar
import ServiceLifecycle

/// Serves an app over a socket while the body runs.
func served<Result: Sendable>(
    _ kernel: Kernel, _ body: @escaping @Sendable (Int) async throws -> Result
) async throws -> Result {
    let (ports, found) = AsyncStream<Int>.makeStream()
    var configuration = HTTPServer.Configuration(address: .tcp(host: "127.0.0.1", port: 0))
    // What is not about time must not depend on it: a client among a thousand other tests may need long for its next word.
    let patience = Duration.seconds(600)
    configuration.timeouts = .init(idle: patience, head: patience, body: patience, send: patience)
    let server = HTTPServer(kernel, configuration: configuration, logger: kernel.logger) { address in
        if case .tcp(_, let port) = address { found.yield(port) }
    }
    let group = ServiceGroup(configuration: .init(services: [server], logger: kernel.logger))
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { throw CancellationError() }
        do {
            let result = try await body(port)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return result
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
    }
}

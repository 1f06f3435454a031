import AshlarHTTP
import AshlarServer
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Runs a server on a free port while the body runs.
func withServer(_ responder: some Responder, _ body: @Sendable (Int) async throws -> Void) async throws {
    let (ports, found) = AsyncStream<Int>.makeStream()
    let server = HTTPServer(
        responder, configuration: .init(address: .tcp(host: "127.0.0.1", port: 0)), logger: Logger(label: "test")
    ) { address in
        if case .tcp(_, let port) = address { found.yield(port) }
    }
    let group = ServiceGroup(configuration: .init(services: [server], logger: Logger(label: "test")))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { throw CancellationError() }
        do {
            try await body(port)
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

/// Sends bytes and reads until the server closes.
func exchange(_ port: Int, _ request: String) async throws -> String {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .channelOption(.allowRemoteHalfClosure, value: true)
        .connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                    wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
            }
        }
    return try await channel.executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: request))
        outbound.finish()
        var answer = ByteBuffer()
        do {
            for try await piece in inbound { answer.writeImmutableBuffer(piece) }
        } catch {
            // A server that refuses a request may reset the connection before all of it was sent.
        }
        return String(buffer: answer)
    }
}

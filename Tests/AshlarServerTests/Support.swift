import AshlarHTTP
import AshlarServer
import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

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

/// A connection of bytes, as a client has it.
struct RawClient: Sendable {
    let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    static func connect(_ port: Int) async throws -> RawClient {
        try await connect(SocketAddress(ipAddress: "127.0.0.1", port: port))
    }

    static func connect(_ address: SocketAddress) async throws -> RawClient {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(to: address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return RawClient(channel: channel)
    }

    /// Runs a conversation and closes.
    func talk<Result>(
        _ body: (RawReader, NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws -> Result
    ) async throws -> Result {
        try await channel.executeThenClose { inbound, outbound in
            try await body(RawReader(inbound.makeAsyncIterator()), outbound)
        }
    }
}

/// What a client has received, read by parts.
final class RawReader {
    private var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private var buffer = ""

    init(_ iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator) {
        self.iterator = iterator
    }

    /// Reads up to and with this text; what there was if the server closes before.
    func read(through text: String) async throws -> String {
        while true {
            if let range = buffer.range(of: text) {
                let found = String(buffer[..<range.upperBound])
                buffer.removeSubrange(..<range.upperBound)
                return found
            }
            guard let piece = try await iterator.next() else {
                defer { buffer = "" }
                return buffer
            }
            buffer += String(buffer: piece)
        }
    }

    /// Reads until the server closes.
    func rest() async -> String {
        do {
            while let piece = try await iterator.next() { buffer += String(buffer: piece) }
        } catch {
            // A connection that is broken off is closed as well.
        }
        defer { buffer = "" }
        return buffer
    }

    /// Reads pieces and drops them. Returns how many bytes there were.
    func drop(_ count: Int) async throws -> Int {
        var dropped = buffer.utf8.count
        buffer = ""
        while dropped < count, let piece = try await iterator.next() { dropped += piece.readableBytes }
        return dropped
    }
}

/// Sends bytes and reads until the server closes.
func exchange(_ port: Int, _ request: String) async throws -> String {
    try await RawClient.connect(port).talk { reader, writer in
        try await writer.write(ByteBuffer(string: request))
        return await reader.rest()
    }
}

/// The same, through a Unix socket.
func exchange(socket path: String, _ request: String) async throws -> String {
    try await RawClient.connect(SocketAddress(unixDomainSocketPath: path)).talk { reader, writer in
        try await writer.write(ByteBuffer(string: request))
        return await reader.rest()
    }
}

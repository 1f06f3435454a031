import Foundation
package import NIOCore
import NIOPosix

/// A connection of bytes, as a client has it.
package struct RawClient: Sendable {
    package let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Connects to a port of this machine; if given, with so many bytes for what has come and was not read.
    package static func connect(_ port: Int, receiveBuffer: Int? = nil) async throws -> RawClient {
        try await connect(SocketAddress(ipAddress: "127.0.0.1", port: port), receiveBuffer: receiveBuffer)
    }

    /// Connects to an address.
    package static func connect(_ address: SocketAddress, receiveBuffer: Int? = nil) async throws -> RawClient {
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
        if let receiveBuffer {
            bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: receiveBuffer)
        }
        let channel =
            try await bootstrap
            .connect(to: address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    // A process that a test starts would keep the connection open.
                    try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable {
                        (socket: NIOBSDSocket.Handle) in
                        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return RawClient(channel: channel)
    }

    /// Runs a conversation and closes.
    package func talk<Result>(
        _ body: (RawReader, NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws -> Result
    ) async throws -> Result {
        try await channel.executeThenClose { inbound, outbound in
            try await body(RawReader(inbound.makeAsyncIterator()), outbound)
        }
    }
}

/// What a client has received, read by parts.
package final class RawReader {
    private var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private var buffer = ""

    init(_ iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator) {
        self.iterator = iterator
    }

    /// Reads up to and with this text; what there was if the server closes before.
    package func read(through text: String) async throws -> String {
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
    package func rest() async -> String {
        do {
            while let piece = try await iterator.next() { buffer += String(buffer: piece) }
        } catch {
            // A connection that is broken off is closed as well.
        }
        defer { buffer = "" }
        return buffer
    }

    /// Reads pieces and drops them. Returns how many bytes there were.
    package func drop(_ count: Int) async throws -> Int {
        var dropped = buffer.utf8.count
        buffer = ""
        while dropped < count, let piece = try await iterator.next() { dropped += piece.readableBytes }
        return dropped
    }
}

public import NIOCore

/// A response's body.
public enum ResponseBody: Sendable {
    /// Nothing.
    case empty
    /// Bytes that are here already.
    case bytes(ByteBuffer)
    /// Bytes that are made while they are sent, a large file among them.
    case stream(ResponseStream)

    /// Bytes that are made while they are sent: the closure calls its argument with piece after piece.
    ///
    /// - Parameters:
    ///   - length: the number of bytes, where it is known.
    ///   - onClose: runs exactly once, whatever becomes of the stream.
    ///   - produce: makes the pieces.
    public static func stream(
        length: Int?, onClose: (@Sendable () async -> Void)? = nil, _ produce: @escaping ResponseStream.Producer
    ) -> ResponseBody {
        .stream(ResponseStream(length: length, onClose: onClose, produce: produce))
    }

    /// The number of bytes, where it is known.
    public var length: Int? {
        switch self {
        case .empty: 0
        case .bytes(let bytes): bytes.readableBytes
        case .stream(let stream): stream.length
        }
    }

    /// The whole body in memory, as tests want it.
    public func collect() async throws -> ByteBuffer {
        switch self {
        case .empty: return ByteBuffer()
        case .bytes(let bytes): return bytes
        case .stream(let stream):
            var collected = ByteBuffer()
            try await stream.send { piece in collected.writeImmutableBuffer(piece) }
            return collected
        }
    }

    /// The same body; a stream is made within something that lasts as long as a call, see ``ResponseStream/within(_:)``.
    public func within(
        _ context: @escaping @Sendable (_ body: () async throws -> Void) async throws -> Void
    ) -> ResponseBody {
        if case .stream(let stream) = self { .stream(stream.within(context)) } else { self }
    }

    /// Says that the body is not wanted: a stream is closed without being sent.
    public func discard() async {
        if case .stream(let stream) = self { await stream.close() }
    }
}

import AshlarHTTP
import HTTPTypes
import NIOCore

/// The body of a request: so many bytes of what the connection brings.
struct SCGIBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer
    typealias Failure = any Error

    let source: SCGISource

    func makeAsyncIterator() -> Iterator { Iterator(source: source) }

    struct Iterator: AsyncIteratorProtocol {
        let source: SCGISource
        mutating func next() async throws -> ByteBuffer? { try await source.next() }
        mutating func next(isolation actor: isolated (any Actor)?) async throws -> ByteBuffer? {
            try await source.next()
        }
    }
}

/// Where the pieces of a body come from. Bytes that came with the variables are the first of them.
actor SCGISource {
    private var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator?
    private var early: ByteBuffer
    private var remaining: Int

    init(early: ByteBuffer, length: Int, iterator: sending NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator) {
        self.early = early
        self.iterator = iterator
        remaining = length
    }

    /// The next piece, or nil at the end.
    ///
    /// - Throws: ``HTTPError`` 400 if the connection ends before the body does.
    func next() async throws -> ByteBuffer? {
        guard remaining > 0 else { return nil }
        if let piece = early.readSlice(length: min(remaining, early.readableBytes)), piece.readableBytes > 0 {
            remaining -= piece.readableBytes
            return piece
        }
        guard var iterator else {
            throw HTTPError(.badRequest, "The body is read by two tasks at once, or its connection has failed.")
        }
        // Taken while it is waited on: a second reader is told so.
        self.iterator = nil
        guard var piece = try await iterator.next(isolation: self) else {
            throw HTTPError(.badRequest, "The body is shorter than its length says.")
        }
        self.iterator = iterator
        let taken = piece.readSlice(length: min(remaining, piece.readableBytes)) ?? ByteBuffer()
        remaining -= taken.readableBytes
        return taken
    }

    /// Reads and drops what comes until the other end closes.
    func drain() async {
        guard var iterator else { return }
        self.iterator = nil
        while (try? await iterator.next(isolation: self)) != nil {}
    }
}

import NIOCore

extension RequestBody {
    /// The same body, for whoever must not get more of it: one whose length is known to be larger is refused at once, any
    /// other ends in an error where it goes over the limit. What was read of it already is kept.
    ///
    /// - Parameter limit: the largest body, in bytes.
    /// - Throws: ``HTTPError`` 413.
    public func limited(to limit: Int) throws -> RequestBody {
        try check(limit)
        guard length == nil, case .stream(let stream, let memo) = storage else { return self }
        if let bytes = memo.bytes, bytes.readableBytes > limit { throw Self.tooLarge(limit) }
        return RequestBody(.stream(CountedBody(base: stream, limit: limit), memo), length: nil)
    }
}

/// The pieces of a body until there are too many.
private struct CountedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer
    typealias Failure = any Error

    let base: any AsyncSequence<ByteBuffer, any Error> & Sendable
    let limit: Int

    func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator(), limit: limit) }

    struct Iterator: AsyncIteratorProtocol {
        var base: any AsyncIteratorProtocol<ByteBuffer, any Error>
        let limit: Int
        var count = 0

        mutating func next() async throws -> ByteBuffer? { try await next(isolation: nil) }

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> ByteBuffer? {
            guard let piece = try await base.next(isolation: actor) else { return nil }
            count += piece.readableBytes
            guard count <= limit else { throw RequestBody.tooLarge(limit) }
            return piece
        }
    }
}

import NIOCore

extension RequestBody {
    /// Looks at the beginning of the body; who reads it next gets it whole all the same.
    ///
    /// - Parameters:
    ///   - limit: where looking stops, in bytes: after the piece that reaches it.
    ///   - look: gets each piece as it arrives, and says whether it wants another.
    /// - Throws: what reading throws.
    mutating func peek(upTo limit: Int, _ look: (ByteBuffer) -> Bool) async throws {
        guard case .stream(let stream, let memo) = storage, memo.bytes == nil else {
            if let collected { _ = look(collected) }
            return
        }
        guard !memo.isTaken else { return }
        var seen: [ByteBuffer] = []
        var count = 0
        var pieces = stream.makeAsyncIterator()
        while count < limit, let piece = try await pieces.next(isolation: nil) {
            seen.append(piece)
            count += piece.readableBytes
            guard look(piece) else { break }
        }
        self = RequestBody(.stream(ResumedBody(seen: seen, rest: stream), memo), length: length)
    }
}

/// A body whose beginning has arrived.
private struct ResumedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer
    typealias Failure = any Error

    let seen: [ByteBuffer]
    /// A connection's pieces: its iterators share one source, so that a new one goes on where the last has stopped.
    let rest: any AsyncSequence<ByteBuffer, any Error> & Sendable

    func makeAsyncIterator() -> Iterator { Iterator(seen: seen[...], rest: rest.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        var seen: ArraySlice<ByteBuffer>
        var rest: any AsyncIteratorProtocol<ByteBuffer, any Error>

        mutating func next() async throws -> ByteBuffer? { try await next(isolation: nil) }

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> ByteBuffer? {
            if let piece = seen.popFirst() { return piece }
            return try await rest.next(isolation: actor)
        }
    }
}

public import NIOCore

/// The bytes of an ``UploadedFile`` in pieces.
public struct UploadPieces: AsyncSequence, Sendable {
    static let pieceBytes = 256 * 1024

    let content: UploadContent

    /// Reads from the start.
    public func makeAsyncIterator() -> Iterator { Iterator(content: content) }

    /// Reads one piece after the other.
    public struct Iterator: AsyncIteratorProtocol {
        let content: UploadContent
        var offset = 0

        /// The next piece, or nil at the end.
        public mutating func next() async throws -> ByteBuffer? {
            guard offset < content.size else { return nil }
            switch content {
            case .memory(let bytes):
                offset = content.size
                return bytes
            case .file(let file, let size):
                let piece = try await file.read(at: offset, count: Swift.min(UploadPieces.pieceBytes, size - offset))
                offset += piece.readableBytes
                return piece.readableBytes > 0 ? piece : nil
            }
        }
    }
}

import HTTPTypes
public import NIOCore

/// A request's body: bytes that are here already, or a stream of them.
public struct RequestBody: Sendable, AsyncSequence {
    /// Pieces as they arrive.
    public typealias Element = ByteBuffer

    /// What `collect` reads at most where nothing else is said: 2 MiB.
    public static let defaultLimit = 2 * 1024 * 1024

    /// No body.
    public static let empty = RequestBody(ByteBuffer())

    enum Storage: Sendable {
        case bytes(ByteBuffer)
        case stream(any AsyncSequence<ByteBuffer, any Error> & Sendable, BodyMemo)
    }

    let storage: Storage
    /// How many bytes there are in all, as far as that is known before they are read: of a body that is here already, or
    /// that was announced with its length. Nil for one that arrives in chunks.
    public let length: Int?

    /// A body that is here already. It can be read again and again.
    public init(_ bytes: ByteBuffer) {
        storage = .bytes(bytes)
        length = bytes.readableBytes
    }

    /// A body that arrives. It can be read once; ``collect(upTo:)``, `json`, `form` and `input` keep what they read.
    ///
    /// - Parameters:
    ///   - stream: its pieces.
    ///   - length: how many bytes they are in all, where the client has said it and the server holds it to that.
    public init(stream: any AsyncSequence<ByteBuffer, any Error> & Sendable, length: Int? = nil) {
        self.init(.stream(stream, BodyMemo()), length: length)
    }

    init(_ storage: Storage, length: Int?) {
        self.storage = storage
        self.length = length
    }

    /// The whole body, if it is there already; nil for one that still has to arrive.
    package var collected: ByteBuffer? {
        switch storage {
        case .bytes(let bytes): bytes
        case .stream(_, let memo): memo.bytes
        }
    }

    /// Reads the whole body.
    ///
    /// - Parameter limit: the largest body that is read, in bytes.
    /// - Throws: ``HTTPError`` 413 if it is larger: at once where its length is known, otherwise as soon as too much has
    ///   arrived.
    public func collect(upTo limit: Int = RequestBody.defaultLimit) async throws -> ByteBuffer {
        try check(limit)
        switch storage {
        case .bytes(let bytes): return bytes
        case .stream(_, let memo):
            if let bytes = memo.bytes {
                guard bytes.readableBytes <= limit else { throw Self.tooLarge(limit) }
                return bytes
            }
            try memo.take()
            var collected = ByteBuffer()
            for try await var piece in self {
                guard collected.readableBytes + piece.readableBytes <= limit else { throw Self.tooLarge(limit) }
                if collected.readableBytes == 0 { collected = piece } else { collected.writeBuffer(&piece) }
            }
            memo.keep(collected)
            return collected
        }
    }

    /// Reads the body as a form with files.
    func multipart(boundary: String, limits: InputLimits) async throws -> MultipartForm {
        try check(limits.multipartBytes)
        if case .stream(_, let memo) = storage {
            if let form = memo.form { return form }
            // Somebody collected it: then it is here.
            if memo.bytes == nil { try memo.take() }
            var reader = MultipartReader(boundary: boundary, limits: limits)
            let form = try await reader.read(memo.bytes.map { RequestBody($0) } ?? self)
            memo.keep(form)
            return form
        }
        var reader = MultipartReader(boundary: boundary, limits: limits)
        return try await reader.read(self)
    }

    /// Iterates over the pieces.
    public func makeAsyncIterator() -> AsyncIterator {
        switch storage {
        case .bytes(let bytes): AsyncIterator(remaining: bytes.readableBytes > 0 ? bytes : nil, stream: nil)
        case .stream(let stream, _): AsyncIterator(remaining: nil, stream: stream.makeAsyncIterator())
        }
    }

    /// The iterator over the pieces.
    public struct AsyncIterator: AsyncIteratorProtocol {
        var remaining: ByteBuffer?
        var stream: (any AsyncIteratorProtocol<ByteBuffer, any Error>)?

        /// The next piece, or nil at the end.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ByteBuffer? {
            if let bytes = remaining {
                remaining = nil
                return bytes
            }
            return try await stream?.next(isolation: actor)
        }

        /// The next piece, or nil at the end.
        public mutating func next() async throws -> ByteBuffer? {
            try await next(isolation: nil)
        }
    }

    /// - Throws: ``HTTPError`` 413 if the body is known to be larger.
    func check(_ limit: Int) throws {
        if let length, length > limit { throw Self.tooLarge(limit) }
    }

    static func tooLarge(_ limit: Int) -> HTTPError {
        HTTPError(.contentTooLarge, "The body is larger than the \(limit) bytes that this address accepts.")
    }
}

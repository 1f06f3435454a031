import HTTPTypes
public import NIOCore
import Synchronization

/// A file that a client sent in a form. A large one is on disk, without a name, until the last copy of this value has gone:
/// then it vanishes. ``store(at:overwriting:)`` keeps it.
///
/// ```swift
/// if let photo = try await request.input().file("photo"), photo.mediaType == "image/png" {
///     let name = try await photo.store(in: "storage/photos")     // "q2Xk....png"
/// }
/// ```
public struct UploadedFile: Sendable {
    /// The name of the form's field.
    public let fieldName: String
    /// The name that the client gave it, without folders and without characters that mean something to a file system.
    /// Never a place to store it at: any client can name any file.
    public let name: String
    /// The media type that the client claims, in lower case without parameters.
    public let declaredMediaType: String?
    /// The media type that its first bytes show.
    public let mediaType: String
    let content: UploadContent
    let id: UInt64

    private static let lastID = Atomic<UInt64>(0)

    init(fieldName: String, fileName: String, declaredMediaType: String?, head: ByteBuffer, content: UploadContent) {
        self.fieldName = fieldName
        name = FileName.sanitised(fileName)
        self.declaredMediaType = declaredMediaType
        mediaType = MediaSniffer.mediaType(of: head)
        self.content = content
        id = Self.lastID.add(1, ordering: .relaxed).newValue
    }

    /// Makes an upload of bytes, as a test does.
    ///
    /// - Parameters:
    ///   - name: the name that the client gave it.
    ///   - bytes: its content.
    ///   - mediaType: the media type that the client claims.
    ///   - fieldName: the name of the form's field.
    public init(named name: String, bytes: ByteBuffer, mediaType: String? = nil, fieldName: String = "file") {
        self.init(
            fieldName: fieldName, fileName: name, declaredMediaType: MediaType.of(mediaType), head: bytes,
            content: .memory(bytes))
    }

    /// The number of bytes.
    public var size: Int { content.size }

    /// What is after the last dot of its name, in lower case; empty if there is none. It says what the client calls it, not
    /// what it is: see ``mediaType``.
    public var fileExtension: String { FileName.fileExtension(name) }

    /// Whether it is on disk.
    public var isOnDisk: Bool { if case .file = content { true } else { false } }

    /// The whole file in memory.
    ///
    /// - Throws: ``HTTPError`` 413 if it is larger than the limit.
    public func bytes(upTo limit: Int = RequestBody.defaultLimit) async throws -> ByteBuffer {
        guard size <= limit else {
            throw HTTPError(.contentTooLarge, "The file \"\(name)\" is larger than the \(limit) bytes that are read.")
        }
        switch content {
        case .memory(let bytes): return bytes
        case .file(let file, let size):
            var whole = ByteBufferAllocator().buffer(capacity: size)
            while whole.readableBytes < size {
                var piece = try await file.read(at: whole.readableBytes, count: size - whole.readableBytes)
                guard piece.readableBytes > 0 else { break }
                whole.writeBuffer(&piece)
            }
            return whole
        }
    }

    /// Its bytes in pieces of at most 256 KiB: a large file is never in memory as a whole. It can be read again.
    public var pieces: UploadPieces { UploadPieces(content: content) }
}

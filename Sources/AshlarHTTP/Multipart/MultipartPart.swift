import HTTPTypes
import NIOCore

/// One part of a form while it arrives.
struct MultipartPart {
    enum Result {
        case field(Parameters.Item)
        case file(UploadedFile)
        /// A file input that was left empty.
        case nothing
    }

    /// What is written to disk at once: a hop to another thread for each small piece would cost more than the writing.
    static let writeBytes = 256 * 1024

    private let name: String
    private let fileName: String?
    private let mediaType: String?
    private let limits: InputLimits
    private var pending = ByteBuffer()
    private var head = ByteBuffer()
    private var file: TemporaryFile?
    private var written = 0

    init(_ headers: HTTPFields, limits: InputLimits) throws {
        guard let text = headers[.contentDisposition], let disposition = HeaderParameters(text),
            disposition.value == "form-data", let name = disposition["name"]
        else {
            throw HTTPError(.badRequest, "A part of the multipart body has no Content-Disposition with a name.")
        }
        self.name = name
        fileName = disposition["filename"]
        mediaType = MediaType.of(headers[.contentType])
        self.limits = limits
    }

    /// What is in memory of it.
    var bufferedBytes: Int { pending.readableBytes }

    mutating func append(_ bytes: ByteBuffer) async throws {
        let size = written + pending.readableBytes + bytes.readableBytes
        guard size <= (fileName == nil ? limits.fieldBytes : limits.fileBytes) else { throw tooLarge }
        if head.readableBytes < MediaSniffer.headBytes, fileName != nil {
            head.writeBytes(bytes.readableBytesView.prefix(MediaSniffer.headBytes - head.readableBytes))
        }
        pending.writeImmutableBuffer(bytes)
        guard fileName != nil else { return }
        let most = file == nil ? limits.memoryBytes : Self.writeBytes
        if pending.readableBytes > most { try await spill() }
    }

    mutating func finish() async throws -> Result {
        guard let fileName else {
            guard let value = String(validating: pending.readableBytesView, as: UTF8.self) else {
                throw HTTPError(.badRequest, "The field \"\(name.prefix(80))\" is not UTF-8.")
            }
            return .field(.init(name: name, value: value))
        }
        // Browsers send an empty part for a file input that was left empty.
        if fileName.isEmpty, written == 0, pending.readableBytes == 0 { return .nothing }
        if file != nil, pending.readableBytes > 0 { try await spill() }
        let content = file.map { UploadContent.file($0, size: written) } ?? .memory(pending)
        return .file(
            UploadedFile(
                fieldName: name, fileName: fileName, declaredMediaType: mediaType, head: head, content: content))
    }

    private mutating func spill() async throws {
        let target: TemporaryFile
        if let file {
            target = file
        } else {
            target = try await TemporaryFile.make()
            file = target
        }
        try await target.write(pending, at: written)
        written += pending.readableBytes
        pending.clear()
    }

    private var tooLarge: HTTPError {
        fileName == nil
            ? HTTPError(
                .contentTooLarge, "The field \"\(name.prefix(80))\" is larger than \(limits.fieldBytes) bytes.")
            : HTTPError(
                .contentTooLarge, "The file \"\(name.prefix(80))\" is larger than \(limits.fileBytes) bytes.")
    }
}

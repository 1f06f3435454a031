import HTTPTypes
import NIOCore

/// Reads a multipart body piece by piece: fields and small files into memory, large files onto disk. The next piece is read
/// when the last one is where it belongs, so that what is in memory has a bound whatever is sent.
struct MultipartReader {
    private let limits: InputLimits
    private var parser: MultipartParser
    private var part: MultipartPart?
    private var fields: [Parameters.Item] = []
    private var files: [UploadedFile] = []
    private var partCount = 0
    private var received = 0

    init(boundary: String, limits: InputLimits) {
        self.limits = limits
        parser = MultipartParser(boundary: boundary, maximumHeaderBytes: limits.partHeaderBytes)
    }

    /// The boundary of a `Content-Type` (RFC 2046 section 5.1.1).
    ///
    /// - Throws: ``HTTPError`` 400 if it has none that is allowed.
    static func boundary(of contentType: String) throws -> String {
        guard let boundary = HeaderParameters(contentType)?["boundary"], (1...70).contains(boundary.utf8.count),
            boundary.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), boundary.utf8.last != 0x20
        else { throw HTTPError(.badRequest, "The Content-Type of the multipart body has no valid boundary.") }
        return boundary
    }

    mutating func read(_ body: RequestBody) async throws -> MultipartForm {
        for try await piece in body {
            received += piece.readableBytes
            guard received <= limits.multipartBytes else {
                throw HTTPError(
                    .contentTooLarge,
                    "The body is larger than the \(limits.multipartBytes) bytes that this address accepts.")
            }
            parser.append(piece)
            while let event = try parser.next() { try await handle(event) }
        }
        try parser.finish()
        return MultipartForm(fields: Parameters(items: fields), files: files)
    }

    private mutating func handle(_ event: MultipartEvent) async throws {
        switch event {
        case .partBegan(let headers):
            partCount += 1
            guard partCount <= limits.parts else {
                throw HTTPError(.contentTooLarge, "The multipart body has more than \(limits.parts) parts.")
            }
            part = try MultipartPart(headers, limits: limits)
        case .bytes(let bytes): try await part?.append(bytes)
        case .partEnded:
            switch try await part?.finish() {
            case .field(let item): fields.append(item)
            case .file(let file): files.append(file)
            case .nothing, .none: break
            }
            part = nil
        case .ended: break
        }
    }
}

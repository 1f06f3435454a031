import AshlarHTTP
import HTTPTypes
import NIOCore

/// What is sent of a file: its bytes, from memory or disk, and the header fields that belong to them.
struct FileRepresentation: Sendable {
    enum Content: Sendable {
        case memory(ByteBuffer)
        case file(OpenFile)
    }

    /// What one read brings from disk at most, and so what a download has in memory.
    static let pieceBytes = 256 * 1024

    let content: Content
    let size: Int
    let entityTag: String
    /// Whole seconds since 1970.
    let lastModified: Int
    /// All fields of a 200: they are made once.
    let headers: HTTPFields
    /// Those that a 304 has as well (RFC 9110 section 15.4.5).
    let notModifiedHeaders: HTTPFields

    init(content: Content, size: Int, modified: Int, headers: HTTPFields, coding: String? = nil) {
        self.content = content
        self.size = size
        lastModified = modified / 1_000_000_000
        let suffix = coding.map { "-\($0)" } ?? ""
        entityTag = "\"\(String(modified, radix: 36))-\(String(size, radix: 36))\(suffix)\""
        var headers = headers
        headers[.eTag] = entityTag
        headers[.lastModified] = HTTPDate.format(second: lastModified)
        headers[.acceptRanges] = "bytes"
        headers[.contentEncoding] = coding
        self.headers = headers
        var kept = HTTPFields()
        for name in [HTTPField.Name.eTag, .lastModified, .cacheControl, .vary] { kept[name] = headers[name] }
        notModifiedHeaders = kept
    }

    /// The answer to GET or HEAD: 200, 206, 304, 412 or 416.
    func response(to request: Request) -> Response {
        let fields = request.headers
        // Most requests have none of these.
        if fields.contains(.ifNoneMatch) || fields.contains(.ifModifiedSince) || fields.contains(.ifMatch)
            || fields.contains(.ifUnmodifiedSince)
        {
            switch Preconditions.evaluate(request, entityTag: entityTag, lastModified: lastModified) {
            case .notModified: return Response(status: .notModified, headers: notModifiedHeaders)
            case .failed: return Response(status: .preconditionFailed, headers: notModifiedHeaders)
            case .proceed: break
            }
        }
        if request.method == .get, let range = fields[.range],
            Preconditions.allowsRange(request, entityTag: entityTag, lastModified: lastModified)
        {
            switch ByteRanges(range, size: size) {
            case .whole: break
            case .unsatisfiable:
                return Response(
                    status: .rangeNotSatisfiable,
                    headers: [.contentRange: "bytes */\(size)", .acceptRanges: "bytes"])
            case .some(let ranges): return partial(ranges)
            }
        }
        return Response(headers: headers, body: body(0..<size))
    }

    private func partial(_ ranges: [Range<Int>]) -> Response {
        var headers = headers
        if ranges.count == 1, let range = ranges.first {
            headers[.contentRange] = contentRange(range)
            return Response(status: .partialContent, headers: headers, body: body(range))
        }
        return multipart(ranges, headers)
    }

    /// RFC 9110 section 14.6: several ranges as multipart/byteranges.
    private func multipart(_ ranges: [Range<Int>], _ headers: HTTPFields) -> Response {
        var headers = headers
        let type = headers[.contentType] ?? "application/octet-stream"
        let boundary = "ashlar-\(String(UInt64.random(in: (1 << 63) ... .max), radix: 36))"
        headers[.contentType] = "multipart/byteranges; boundary=\(boundary)"
        let heads = ranges.map {
            ByteBuffer(
                string: "\r\n--\(boundary)\r\nContent-Type: \(type)\r\nContent-Range: \(contentRange($0))\r\n\r\n")
        }
        let end = ByteBuffer(string: "\r\n--\(boundary)--\r\n")
        let length = heads.reduce(end.readableBytes) { $0 + $1.readableBytes } + ranges.reduce(0) { $0 + $1.count }
        let body = ResponseBody.stream(length: length) { write in
            for (head, range) in zip(heads, ranges) {
                try await write(head)
                try await send(range, write)
            }
            try await write(end)
        }
        return Response(status: .partialContent, headers: headers, body: body)
    }

    private func contentRange(_ range: Range<Int>) -> String {
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
    }

    private func body(_ range: Range<Int>) -> ResponseBody {
        guard case .file = content else { return .bytes(slice(range)) }
        return .stream(length: range.count) { write in try await send(range, write) }
    }

    private func slice(_ range: Range<Int>) -> ByteBuffer {
        guard case .memory(let bytes) = content else { return ByteBuffer() }
        return bytes.getSlice(at: bytes.readerIndex + range.lowerBound, length: range.count) ?? bytes
    }

    private func send(_ range: Range<Int>, _ write: (ByteBuffer) async throws -> Void) async throws {
        guard case .file(let file) = content else { return try await write(slice(range)) }
        var offset = range.lowerBound
        while offset < range.upperBound {
            let piece = offset..<min(offset + Self.pieceBytes, range.upperBound)
            guard let bytes = try await FileThreads.run({ file.read(piece) }) else {
                // The length was promised: the connection has to break, so that the client knows.
                throw FileCut()
            }
            try await write(bytes)
            offset = piece.upperBound
        }
    }
}

/// A file became shorter while it was being sent.
struct FileCut: Error, CustomStringConvertible {
    var description: String { "A file became shorter while it was being sent." }
}

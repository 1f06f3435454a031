public import AshlarHTTP
import HTTPTypes
import NIOCore

/// Makes bodies smaller where the client understands it and it is of use.
///
/// ```swift
/// Compression()
/// Compression(level: 6, minimumSize: 2048)
/// ```
///
/// Text, JSON, XML, SVG and the like are compressed with gzip or deflate, as `Accept-Encoding` likes it best; images and
/// archives are small already. A stream is compressed as it flows: each piece can be read by the client when it arrives.
/// Left alone are bodies that are encoded already, parts of a file, and what says `no-transform`. A strong `ETag` becomes
/// a weak one, as the bytes are others.
public struct Compression: Middleware {
    private let level: Int32
    private let minimumSize: Int
    private let codings: [ContentCoding]

    /// - Parameters:
    ///   - level: from 1, fast, to 9, small.
    ///   - minimumSize: the smallest body that is compressed, in bytes.
    ///   - codings: what is offered; where a client likes two alike, the first.
    public init(level: Int = 5, minimumSize: Int = 860, codings: [ContentCoding] = [.gzip, .deflate]) {
        self.level = Int32(clamping: level)
        self.minimumSize = minimumSize
        self.codings = codings
    }

    /// - Throws: ``MiddlewareSetupError`` if the level is none.
    public func check() throws {
        guard (1...9).contains(level) else {
            throw MiddlewareSetupError(
                "Compression: \(level) is no level", suggestion: "Take one from 1, fast, to 9, small; 5 is between.")
        }
    }

    /// Compresses the answer.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        var response = try await next.respond(to: request)
        // It stands for an answer that varies (RFC 9110 section 15.4.5), whose type it does not name any more.
        if response.status == .notModified { response.headers.addVary("Accept-Encoding") }
        guard isCompressible(response) else { return response }
        // A cache must know that other clients get other bytes, also where these are left as they are.
        response.headers.addVary("Accept-Encoding")
        guard request.method != .head, let accept = request.headers.text(.acceptEncoding),
            let coding = ContentCoding.negotiated(accept, from: codings),
            let body = try await compressed(response, coding)
        else { return response }
        response.body = body
        response.headers[.contentEncoding] = coding.rawValue
        response.headers[.contentLength] = nil
        response.headers[.acceptRanges] = nil
        if let tag = response.headers[.eTag], !tag.hasPrefix("W/") { response.headers[.eTag] = "W/\(tag)" }
        return response
    }

    private func isCompressible(_ response: Response) -> Bool {
        guard response.status.code >= 200, ![204, 206, 304].contains(response.status.code),
            response.body.length.map({ $0 >= minimumSize }) ?? true,
            !response.headers.contains(.contentEncoding), !response.headers.contains(.contentRange),
            let type = MediaType.of(response.headers.text(.contentType)), Self.isCompressible(type)
        else { return false }
        return response.headers[.cacheControl]?.lowercased().contains("no-transform") != true
    }

    /// Whether a type is text by its nature.
    static func isCompressible(_ type: String) -> Bool {
        type.hasPrefix("text/") || type.hasSuffix("+json") || type.hasSuffix("+xml") || compressible.contains(type)
    }

    private static let compressible: Set<String> = [
        "application/json", "application/javascript", "application/xml", "application/wasm", "application/x-ndjson",
        "application/yaml", "application/graphql-response+json", "application/vnd.ms-fontobject", "font/ttf",
        "font/otf",
        "image/bmp", "image/x-icon",
    ]

    /// Larger bodies are compressed piece by piece while they go out, so that none holds up the others' requests for long.
    private static let pieceSize = 65_536

    /// The body made smaller; nil if that would make it larger.
    private func compressed(_ response: Response, _ coding: ContentCoding) async throws -> ResponseBody? {
        let level = level
        switch response.body {
        case .empty: return nil
        case .bytes(let bytes) where bytes.readableBytes <= Self.pieceSize:
            let deflater = try Deflater(coding, level: level, size: bytes.readableBytes)
            let output = try deflater.write(bytes, .finish)
            return output.readableBytes < bytes.readableBytes ? .bytes(output) : nil
        case .bytes(let bytes):
            return .stream(length: nil) { write in
                let deflater = try Deflater(coding, level: level, size: bytes.readableBytes)
                var rest = bytes
                while let piece = rest.readSlice(length: min(Self.pieceSize, rest.readableBytes)),
                    piece.readableBytes > 0
                {
                    let output = try deflater.write(piece, rest.readableBytes == 0 ? .finish : .none)
                    if output.readableBytes > 0 { try await write(output) }
                    await Task.yield()
                }
            }
        case .stream(let stream):
            let size = stream.length
            return .stream(length: nil, onClose: { await stream.close() }) { write in
                let deflater = try Deflater(coding, level: level, size: size)
                try await stream.send { piece in
                    var rest = piece
                    while let part = rest.readSlice(length: min(Self.pieceSize, rest.readableBytes)),
                        part.readableBytes > 0
                    {
                        // Where the length is known it is a file, for whose pieces nobody waits.
                        let flush: Deflater.Flush = size == nil && rest.readableBytes == 0 ? .sync : .none
                        let output = try deflater.write(part, flush)
                        if output.readableBytes > 0 { try await write(output) }
                    }
                }
                try await write(try deflater.write(ByteBuffer(), .finish))
            }
        }
    }
}

extension Middleware where Self == Compression {
    /// Makes bodies smaller.
    public static var compression: Compression { Compression() }
}

package import AshlarHTTP
package import HTTPTypes
import NIOCore

/// Writes the head of a response (RFC 9112 sections 4 and 6).
///
/// Names and values cannot contain CR, LF or NUL: `HTTPField` and `HTTPResponse.Status` are never made of such bytes.
package struct ResponseEncoder {
    /// How the end of a response's body is marked.
    package enum Framing: Equatable {
        /// There is no body and nothing to say of its length: 1xx, 204, 304.
        case none
        case length(Int)
        case chunked
        /// The connection closes after it: the only way for a client of HTTP/1.0 if the length is not known.
        case close
    }

    /// How this response is sent in answer to a request.
    package static func framing(of response: Response, to method: HTTPRequest.Method, version: HTTPVersion) -> Framing {
        if !response.status.mayHaveContent {
            // RFC 9110 section 8.6: what a GET would have had may be said with 304.
            guard response.status == .notModified, let length = declared(response.headers) else { return .none }
            return .length(length)
        }
        if method == .head, response.body.length == 0, let length = declared(response.headers) {
            return .length(length)
        }
        if let length = response.body.length ?? declared(response.headers) { return .length(length) }
        return version == .http1_0 ? .close : .chunked
    }

    private static func declared(_ headers: HTTPFields) -> Int? {
        headers[.contentLength].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }

    /// Whether the app asks to close the connection.
    static func asksToClose(_ headers: HTTPFields) -> Bool {
        headers[.connection]?.lowercased().split(separator: ",").contains { $0.filter { $0 != " " } == "close" }
            ?? false
    }

    /// Writes status line and header fields, with the empty line after them.
    static func write(
        _ response: Response, framing: Framing, goesOn: Bool, version: HTTPVersion, dateLine: String,
        to buffer: inout ByteBuffer
    ) {
        writeStatus(response.status, to: &buffer)
        var hasDate = false
        for field in response.headers {
            let name = field.name.canonicalName
            switch name.utf8.count {
            case 4 where name == "date": hasDate = true
            // What belongs to the connection is the server's to say (RFC 9110 section 7.6.1).
            case 7 where name == "upgrade", 10 where name == "connection" || name == "keep-alive",
                14 where name == "content-length", 16 where name == "proxy-connection",
                17 where name == "transfer-encoding":
                continue
            default: break
            }
            buffer.writeString(field.name.rawName)
            buffer.writeStaticString(": ")
            field.withUnsafeBytesOfValue { _ = buffer.writeBytes($0) }
            buffer.writeStaticString("\r\n")
        }
        switch framing {
        case .none, .close: break
        case .chunked: buffer.writeStaticString("Transfer-Encoding: chunked\r\n")
        case .length(let length):
            buffer.writeStaticString("Content-Length: ")
            writeDecimal(length, to: &buffer)
            buffer.writeStaticString("\r\n")
        }
        if !goesOn {
            buffer.writeStaticString("Connection: close\r\n")
        } else if version == .http1_0 {
            buffer.writeStaticString("Connection: keep-alive\r\n")
        }
        if !hasDate { buffer.writeString(dateLine) }
        buffer.writeStaticString("\r\n")
    }

    /// Writes a piece of a chunked body (RFC 9112 section 7.1). An empty one would end the body: it is left out.
    static func writeChunk(_ piece: ByteBuffer, to buffer: inout ByteBuffer) {
        guard piece.readableBytes > 0 else { return }
        buffer.writeString(String(piece.readableBytes, radix: 16))
        buffer.writeStaticString("\r\n")
        buffer.writeImmutableBuffer(piece)
        buffer.writeStaticString("\r\n")
    }

    private static func writeStatus(_ status: HTTPResponse.Status, to buffer: inout ByteBuffer) {
        if status.code == 200 {
            buffer.writeStaticString("HTTP/1.1 200 OK\r\n")
            return
        }
        buffer.writeStaticString("HTTP/1.1 ")
        writeDecimal(status.code, to: &buffer)
        buffer.writeStaticString(" ")
        buffer.writeString(status.phrase)
        buffer.writeStaticString("\r\n")
    }

    private static func writeDecimal(_ number: Int, to buffer: inout ByteBuffer) {
        var divisor = 1
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            buffer.writeInteger(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}

extension HTTPResponse.Status {
    /// RFC 9110 section 6.4.1: 1xx, 204 and 304 never have content.
    package var mayHaveContent: Bool {
        code >= 200 && code != 204 && code != 304
    }
}

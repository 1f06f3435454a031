import AshlarHTTP
import HTTPTypes

/// `GET /posts?page=2 HTTP/1.1` (RFC 9112 section 3).
struct RequestLine {
    let method: HTTPRequest.Method
    /// Path and query, or `*`.
    let target: String
    /// Where the target is absolute: its host and port.
    let authority: String?
    let version: HTTPVersion

    init(_ bytes: Span<UInt8>, _ line: Range<Int>, targetLimit: Int) throws(Refusal) {
        var index = line.lowerBound
        while index < line.upperBound, Byte.isToken(bytes[index]) { index += 1 }
        let methodEnd = index
        guard methodEnd > line.lowerBound, methodEnd - line.lowerBound <= 32, methodEnd < line.upperBound,
            bytes[methodEnd] == Byte.space, let method = Self.method(bytes, line.lowerBound..<methodEnd)
        else { throw .malformed("The request line is malformed.") }
        index = methodEnd + 1
        let targetStart = index
        while index < line.upperBound, Self.isTarget(bytes[index]) { index += 1 }
        guard index > targetStart, index < line.upperBound, bytes[index] == Byte.space else {
            throw .malformed("The request line is malformed.")
        }
        guard index - targetStart <= targetLimit else { throw .targetTooLong }
        self.method = method
        version = try Self.version(bytes, index + 1..<line.upperBound)
        (target, authority) = try Self.target(bytes, targetStart..<index, of: method)
    }

    private static func method(_ bytes: Span<UInt8>, _ range: Range<Int>) -> HTTPRequest.Method? {
        // A method's name is case-sensitive, as no field's name is.
        switch bytes[range.lowerBound] {
        case UInt8(ascii: "G") where range.count == 3: bytes.text(range) == "GET" ? .get : .init(bytes.text(range))
        case UInt8(ascii: "P") where range.count == 4: bytes.text(range) == "POST" ? .post : .init(bytes.text(range))
        default: HTTPRequest.Method(bytes.text(range))
        }
    }

    /// Visible ASCII without `#`: everything else is percent-encoded in a URI.
    private static func isTarget(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "#") }

    private static func version(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Refusal) -> HTTPVersion {
        let start = range.lowerBound
        guard range.count == 8, bytes.text(start..<start + 5) == "HTTP/", Byte.isDigit(bytes[start + 5]),
            bytes[start + 6] == UInt8(ascii: "."), Byte.isDigit(bytes[start + 7])
        else { throw .malformed("The request line is malformed.") }
        guard bytes[start + 5] == UInt8(ascii: "1") else {
            throw Refusal(
                status: .httpVersionNotSupported, message: "This version of HTTP is not spoken here.")
        }
        // RFC 9110 section 2.5: a later minor version is answered as the highest that is known.
        return bytes[start + 7] == UInt8(ascii: "0") ? .http1_0 : .http1_1
    }

    private static func target(
        _ bytes: Span<UInt8>, _ range: Range<Int>, of method: HTTPRequest.Method
    ) throws(Refusal) -> (String, String?) {
        if method == .connect {
            throw Refusal(status: .notImplemented, message: "This server is no proxy.")
        }
        if bytes[range.lowerBound] == Byte.slash { return (bytes.text(range), nil) }
        if bytes[range.lowerBound] == UInt8(ascii: "*"), range.count == 1, method == .options { return ("*", nil) }
        var start = range.lowerBound
        if range.count > 7, bytes.equals(start..<start + 7, "http://") {
            start += 7
        } else if range.count > 8, bytes.equals(start..<start + 8, "https://") {
            start += 8
        } else {
            throw .malformed("The request's target is malformed.")
        }
        var end = start
        while end < range.upperBound, bytes[end] != Byte.slash, bytes[end] != UInt8(ascii: "?") { end += 1 }
        guard Authority.isValid(bytes, start..<end) else { throw .malformed("The request's target is malformed.") }
        let rest = bytes.text(end..<range.upperBound)
        return (rest.hasPrefix("/") ? rest : "/" + rest, bytes.text(start..<end))
    }
}

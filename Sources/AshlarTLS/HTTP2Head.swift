import AshlarHTTP
import AshlarServer
import HTTPTypes
import NIOHPACK

/// What is known of a request of HTTP/2 before its body (RFC 9113 section 8.3.1).
///
/// It is as strict as the reader of HTTP/1: what is malformed, or larger than the server wants, is refused with the status that
/// HTTP/1 would have given.
struct HTTP2Head {
    let method: HTTPRequest.Method
    /// Path and query, or `*`.
    let target: String
    let authority: String
    let headers: HTTPFields
    /// What the client says of the body's length.
    let length: Int?
    /// Whether the client waits for a 100 before it sends the body.
    let expectsContinue: Bool

    /// - Throws: the refusal that answers a request which is malformed or too large.
    init(_ block: HPACKHeaders, limits: HeadLimits) throws(Refusal) {
        var pseudo = Pseudo()
        var fields = Fields()
        var bytes = 0
        for (name, value, _) in block {
            // As a line of HTTP/1 would have it, with `: ` and CR LF.
            bytes += name.utf8.count + value.utf8.count + 4
            if name.utf8.first == Self.colon {
                guard fields.count == 0 else { throw .malformed("A pseudo-header field stands behind others.") }
                try pseudo.take(name, value)
            } else {
                try fields.take(name, value)
            }
        }
        if let path = pseudo.path, path.utf8.count > limits.targetBytes { throw .targetTooLong }
        guard bytes <= limits.headerBytes, fields.count <= limits.fields else { throw .headTooLarge }
        (method, target) = try pseudo.line()
        authority = try Self.authority(pseudo.authority, fields.host)
        length = fields.length
        expectsContinue = fields.expectsContinue
        headers = fields.finished()
    }

    private static let colon = UInt8(ascii: ":")

    /// RFC 9113 section 8.3.1: where both are there they are one, and one of them is there.
    private static func authority(_ authority: String?, _ host: String?) throws(Refusal) -> String {
        if let authority, let host, authority.lowercased() != host.lowercased() {
            throw .malformed("The Host field is another than :authority.")
        }
        guard let named = authority ?? host else { throw .malformed("A request needs :authority or one Host field.") }
        guard Authority.isValid(named) else { throw .malformed("The :authority is malformed.") }
        return named
    }

    /// The fields that stand for a request line.
    private struct Pseudo {
        var method: String?
        var scheme: String?
        var authority: String?
        var path: String?

        mutating func take(_ name: String, _ value: String) throws(Refusal) {
            let place: WritableKeyPath<Pseudo, String?>
            switch name {
            case ":method": place = \.method
            case ":scheme": place = \.scheme
            case ":authority": place = \.authority
            case ":path": place = \.path
            default: throw .malformed("There is no pseudo-header field of this name in a request.")
            }
            guard self[keyPath: place] == nil else { throw .malformed("A pseudo-header field is there twice.") }
            self[keyPath: place] = value
        }

        /// What a request line says.
        func line() throws(Refusal) -> (HTTPRequest.Method, String) {
            guard let method, method.utf8.count <= 32, let known = HTTPRequest.Method(method) else {
                throw .malformed("The :method is missing or malformed.")
            }
            if known == .connect { throw Refusal(status: .notImplemented, message: "This server is no proxy.") }
            guard let scheme, ["http", "https"].contains(scheme.lowercased()) else {
                throw .malformed("The :scheme is missing or malformed.")
            }
            guard let path, path.hasPrefix("/") || (path == "*" && known == .options),
                path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") })
            else { throw .malformed("The :path is missing or malformed.") }
            return (known, path)
        }
    }

    /// The fields that HTTP/1 has as well.
    private struct Fields {
        private var headers = HTTPFields()
        private var cookies: [String] = []
        private(set) var count = 0
        private(set) var host: String?
        private(set) var length: Int?
        private(set) var expectsContinue = false

        mutating func take(_ name: String, _ value: String) throws(Refusal) {
            count += 1
            // RFC 9113 section 8.2.1: names are in lower case.
            guard name.utf8.allSatisfy({ !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }),
                let field = HTTPField.Name(name)
            else { throw .malformed("A header field's name is malformed.") }
            guard value.utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }), !value.hasPrefix(" "),
                !value.hasSuffix(" ")
            else { throw .malformed("A header field contains a control character, or space around it.") }
            switch name {
            case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade":
                throw .malformed("HTTP/2 has no fields that belong to a connection.")
            case "te": guard value == "trailers" else { throw .malformed("The TE field is malformed.") }
            case "host":
                guard host == nil else { throw .malformed("A request has one Host field.") }
                host = value
            case "content-length":
                guard length == nil else { throw .malformed("A request has one Content-Length field.") }
                guard !value.isEmpty, value.utf8.count <= 18, value.utf8.allSatisfy({ (0x30...0x39).contains($0) })
                else { throw .malformed("The Content-Length field is malformed.") }
                length = Int(value)
            case "expect":
                guard value.lowercased() == "100-continue" else {
                    throw Refusal(status: .expectationFailed, message: "This expectation cannot be met.")
                }
                expectsContinue = true
            case "cookie":
                cookies.append(value)
                return
            default: break
            }
            headers.append(HTTPField(name: field, value: value))
        }

        /// RFC 9113 section 8.2.3: a client may send its cookies in many fields, which are one for who reads them.
        func finished() -> HTTPFields {
            guard !cookies.isEmpty else { return headers }
            var headers = headers
            headers.append(HTTPField(name: .cookie, value: cookies.joined(separator: "; ")))
            return headers
        }
    }
}

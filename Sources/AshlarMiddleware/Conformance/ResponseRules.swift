import AshlarHTTP
import HTTPTypes

/// What the head of an answer has to keep to.
enum ResponseRules {
    static func violations(of response: Response, to request: Request) -> [String] {
        let status = response.status.code
        var found: [String] = []
        if !(200...599).contains(status) {
            found.append("The status \(status) is none that an app answers with (RFC 9110 section 15).")
        }
        // RFC 9110 sections 15.3.5 and 15.4.5; the server takes the body of an answer to HEAD away by itself.
        if status == 204 || status == 304, response.body.length != 0 {
            found.append("An answer of \(status) has no content, but this one has a body.")
        }
        if status == 204, response.headers[.contentLength] != nil {
            found.append("An answer of 204 has no Content-Length (section 8.6).")
        }
        found += length(of: response, to: request)
        // RFC 9110 section 7.6.1: they belong to a connection, which is the server's.
        for name in ["connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"] {
            guard response.headers.contains(where: { $0.name.canonicalName == name }) else { continue }
            found.append("The field \(name) belongs to the connection, not to the app.")
        }
        if status == 405, response.headers[.allow] == nil {
            found.append("An answer of 405 names the methods in Allow (section 15.5.6).")
        }
        if status == 401, response.headers[.wwwAuthenticate] == nil {
            found.append("An answer of 401 names a scheme in WWW-Authenticate (section 15.5.2).")
        }
        if [301, 302, 303, 307, 308].contains(status), response.headers[.location] == nil {
            found.append("A redirect names where it leads in Location (section 15.4).")
        }
        return found
    }

    private static func length(of response: Response, to request: Request) -> [String] {
        let fields = response.headers[values: .contentLength]
        guard !fields.isEmpty else { return [] }
        guard fields.count == 1, let announced = fields.first.flatMap({ Int($0) }), announced >= 0 else {
            return ["Content-Length is \(fields.joined(separator: ", ")), which is no length."]
        }
        // To HEAD and with 304 it is the length of what GET would have.
        guard request.method != .head, response.status != .notModified, let length = response.body.length,
            length != announced
        else { return [] }
        return ["Content-Length is \(announced), but the body has \(length) bytes."]
    }
}

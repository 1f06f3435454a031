import Foundation
import HTTPTypes
import NIOCore

/// What a client got.
struct Answer: Sendable {
    var status: Int
    var headers: HTTPFields
    var body: String

    init(status: Int, headers: HTTPFields, body: String) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Reads what a server sent until it closed, as HTTP/1.1.
    init(parsing text: String) throws {
        struct Unreadable: Error { let text: String }
        guard let end = text.range(of: "\r\n\r\n") else { throw Unreadable(text: text) }
        var lines = text[..<end.lowerBound].split(separator: "\r\n")
        let status =
            lines.isEmpty ? nil : lines.removeFirst().split(separator: " ").dropFirst().first.flatMap { Int($0) }
        guard let status else { throw Unreadable(text: text) }
        var headers = HTTPFields()
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let name = HTTPField.Name(String(parts[0])) else { continue }
            headers.append(HTTPField(name: name, value: parts[1].trimmingPrefix(" ").description))
        }
        self.init(status: status, headers: headers, body: String(text[end.upperBound...]))
        if headers[.transferEncoding] == "chunked" { body = Self.unchunked(body) }
    }

    private static func unchunked(_ text: String) -> String {
        var rest = Substring(text)
        var body = ""
        while let line = rest.range(of: "\r\n"), let size = Int(rest[..<line.lowerBound], radix: 16), size > 0 {
            let content = rest[line.upperBound...]
            body += String(decoding: content.utf8.prefix(size), as: UTF8.self)
            rest = Substring(content.utf8.dropFirst(size + 2))
        }
        return body
    }
}

// Written by craft client generate: changes are lost when it is written anew.
// swift-format-ignore-file
public import Foundation

/// A request, before it is sent.
public struct APIRequest: Sendable {
    /// GET, POST and so on.
    public var method: String
    /// The path, percent-encoded, below the client's base URL.
    public var path: String
    /// The query, in its order.
    public var query: [(name: String, value: String)] = []
    /// The header fields.
    public var headers = ["Accept": "application/json, application/problem+json, */*;q=0.5"]
    /// The cookies.
    public var cookies: [(name: String, value: String)] = []
    /// The body.
    public var body: Data?

    /// Makes a request.
    public init(_ method: String, _ path: String) {
        self.method = method
        self.path = path
    }

    /// The address below another one, such as `https://example.com`.
    public func address(below base: String) -> String {
        let items = query.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
        let begin = base.hasSuffix("/") ? String(base.dropLast()) : base
        return begin + path + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
    }

    /// Percent-encoded, but for what needs it nowhere (RFC 3986, section 2.3).
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    /// A value as a part of the path.
    static func segment(_ value: some Encodable) throws -> String { encoded(try APICoding.text(of: value)) }

    mutating func addQuery(_ name: String, _ value: (some Encodable)?) throws {
        guard let value else { return }
        query += try APICoding.fields(name, value)
    }

    mutating func addHeader(_ name: String, _ value: (some Encodable)?) throws {
        guard let value else { return }
        headers[name] = try APICoding.fields("", value).map(\.value).joined(separator: ", ")
    }

    mutating func addCookie(_ name: String, _ value: (some Encodable)?) throws {
        guard let value else { return }
        cookies.append((name, Self.encoded(try APICoding.text(of: value))))
    }

    mutating func setJSON(_ value: (some Encodable)?) throws {
        guard let value else { return }
        headers["Content-Type"] = "application/json"
        body = try APICoding.encoder.encode(value)
    }

    mutating func setForm(_ value: (some APIFormValue)?, isMultipart: Bool) throws {
        guard let value else { return }
        var form = APIForm()
        try value.write(to: &form, as: "")
        if isMultipart {
            let boundary = "api-\(UUID().uuidString)"
            headers["Content-Type"] = "multipart/form-data; boundary=\(boundary)"
            body = form.multipart(boundary: boundary)
        } else {
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = form.urlEncoded
        }
    }

    /// A form of names that are not known before.
    mutating func setFields(_ value: (some Encodable)?) throws {
        guard let value else { return }
        let items = try APICoding.fields("", value)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = Data(items.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&").utf8)
    }

    mutating func setBytes(_ value: Data?, type: String) {
        guard let value else { return }
        headers["Content-Type"] = type
        body = value
    }
}

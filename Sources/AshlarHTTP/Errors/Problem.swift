public import HTTPTypes
import NIOCore

/// What went wrong, for programs: problem details (RFC 9457).
///
/// ```swift
/// Problem(.conflict, type: "https://example.com/problems/sold-out", detail: "Two are left.").response()
/// ```
public struct Problem: Sendable, Equatable, Encodable {
    /// The kind of problem, as a URI; `about:blank` says no more than the status.
    public var type: String
    /// The kind in words, the same for all of its occurrences.
    public var title: String
    /// The status.
    public var status: Int
    /// What went wrong this time.
    public var detail: String?
    /// This occurrence, as a URI.
    public var instance: String?
    /// More members.
    var extensions: [String: [String: [String]]]

    /// Makes a problem.
    ///
    /// - Parameters:
    ///   - status: the status, 4xx or 5xx.
    ///   - type: the kind of problem, as a URI.
    ///   - title: the kind in words; the status' own phrase if nil.
    ///   - detail: what went wrong this time.
    ///   - instance: this occurrence, as a URI.
    ///   - errors: what is wrong with each field, as a member `errors`.
    public init(
        _ status: HTTPResponse.Status, type: String = "about:blank", title: String? = nil, detail: String? = nil,
        instance: String? = nil, errors: [String: [String]] = [:]
    ) {
        self.type = type
        self.title = title ?? status.phrase
        self.status = status.code
        self.detail = detail
        self.instance = instance
        extensions = errors.isEmpty ? [:] : ["errors": errors]
    }

    /// The problem that an error is. Its message is meant for the client.
    public init(_ error: HTTPError) {
        self.init(error.status, detail: error.message == error.status.phrase ? nil : error.message)
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Writes the members that there are (RFC 9457 section 3.1).
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Key.self)
        try members.encode(type, forKey: Key(stringValue: "type"))
        try members.encode(title, forKey: Key(stringValue: "title"))
        try members.encode(status, forKey: Key(stringValue: "status"))
        try members.encodeIfPresent(detail, forKey: Key(stringValue: "detail"))
        try members.encodeIfPresent(instance, forKey: Key(stringValue: "instance"))
        for (name, value) in extensions { try members.encode(value, forKey: Key(stringValue: name)) }
    }

    /// The response, with header fields of its own such as `Retry-After`.
    ///
    /// - Parameters:
    ///   - headers: more header fields.
    ///   - coder: writes the JSON.
    public func response(
        headers: HTTPFields = [:], using coder: some JSONCoding = FoundationJSON.standard
    ) -> Response {
        let status = HTTPResponse.Status(code: (100...999).contains(status) ? status : 500)
        // A coder that cannot write a few texts must not turn one error into another.
        let bytes =
            (try? coder.encode(self)) ?? ByteBuffer(string: "{\"status\":\(status.code),\"type\":\"about:blank\"}")
        var response = Response(status: status, contentType: "application/problem+json", bytes: bytes)
        for field in headers { response.headers.append(field) }
        return response
    }
}

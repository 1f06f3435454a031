public import HTTPTypes
public import NIOCore

/// An answer: status, header fields, body.
///
/// ```swift
/// Response(text: "Hello")
/// Response(status: .created, headers: [.location: "/posts/1"])
/// ```
public struct Response: Sendable {
    /// The status, `.ok` or `.notFound`.
    public var status: HTTPResponse.Status
    /// The header fields. `Content-Length` is written by the server, from the body.
    public var headers: HTTPFields
    /// The body.
    public var body: ResponseBody

    /// Makes a response.
    public init(status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], body: ResponseBody = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A response of plain text.
    public init(status: HTTPResponse.Status = .ok, text: String) {
        self.init(status: status, contentType: "text/plain; charset=utf-8", bytes: ByteBuffer(string: text))
    }

    /// A response of HTML. The text is sent as it is: whoever made it has escaped what came from outside.
    public init(status: HTTPResponse.Status = .ok, html: String) {
        self.init(status: status, contentType: "text/html; charset=utf-8", bytes: ByteBuffer(string: html))
    }

    /// A response of bytes with their media type.
    public init(status: HTTPResponse.Status = .ok, contentType: String, bytes: ByteBuffer) {
        self.init(status: status, headers: [.contentType: contentType], body: .bytes(bytes))
    }
}

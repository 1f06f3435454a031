public import HTTPTypes
import NIOCore

extension Response {
    /// A value as JSON.
    ///
    /// ```swift
    /// try .json(post)
    /// try .json(posts, status: .accepted)
    /// ```
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - status: the status.
    ///   - coder: writes it in place of the app's, which is the one that an action writes by.
    /// - Throws: what the value's encoding throws.
    public static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok,
        using coder: (any JSONCoding)? = nil
    ) throws -> Response {
        Response(
            status: status, contentType: "application/json", bytes: try (coder ?? Request.currentJSON).encode(value))
    }

    /// Plain text.
    public static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, text: text)
    }

    /// HTML. The text is sent as it is: whoever made it has escaped what came from outside.
    public static func html(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, html: html)
    }

    /// XML. The text is sent as it is: whoever made it has escaped what came from outside.
    public static func xml(_ xml: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, contentType: "application/xml; charset=utf-8", bytes: ByteBuffer(string: xml))
    }

    /// 204: done, and nothing to say.
    public static func noContent() -> Response { Response(status: .noContent) }

    /// 201: made, at this address.
    ///
    /// - Parameters:
    ///   - location: the address of what was made.
    ///   - body: what was made.
    public static func created(_ location: String, body: Response = Response()) -> Response {
        var response = body
        response.status = .created
        response.headers[.location] = location
        return response
    }

    /// 202: it will be done.
    ///
    /// - Parameter location: where to ask how far it is; nil if nowhere.
    public static func accepted(_ location: String? = nil) -> Response {
        var response = Response(status: .accepted)
        response.headers[.location] = location
        return response
    }

    /// A problem (RFC 9457).
    public static func problem(_ problem: Problem) -> Response { problem.response() }

    /// Bytes that are made while they are sent: the closure calls its argument with piece after piece.
    ///
    /// ```swift
    /// .stream(contentType: "text/csv") { write in
    ///     for try await row in rows { try await write(ByteBuffer(string: row.csv)) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - contentType: the media type.
    ///   - length: the number of bytes, where it is known.
    ///   - onClose: runs exactly once, whatever becomes of the stream.
    ///   - produce: makes the pieces. It waits in `write` until the client takes them.
    public static func stream(
        contentType: String = "application/octet-stream", length: Int? = nil,
        onClose: (@Sendable () async -> Void)? = nil, _ produce: @escaping ResponseStream.Producer
    ) -> Response {
        Response(
            headers: [.contentType: contentType], body: .stream(length: length, onClose: onClose, produce))
    }

    /// The response with a header field.
    public func withHeader(_ name: HTTPField.Name, _ value: String) -> Response {
        var response = self
        response.headers[name] = value
        return response
    }

    /// The response with another status.
    public func withStatus(_ status: HTTPResponse.Status) -> Response {
        var response = self
        response.status = status
        return response
    }
}

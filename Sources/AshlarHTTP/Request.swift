public import HTTPTypes
public import NIOCore

/// A request as an app sees it: a value, independent of the server that received it.
public struct Request: Sendable {
    /// The method, `.get` or `.post`.
    public var method: HTTPRequest.Method
    /// `http` or `https`, as the server or a trusted proxy says.
    public var scheme: String
    /// The host and port that the client asked for (RFC 9110 section 7.2).
    public var authority: String?
    /// The path as it was sent: percent-encoded, without the query.
    public var path: String
    /// What follows the `?`, as it was sent; nil if there is no `?`.
    public var rawQuery: String?
    /// The header fields.
    public var headers: HTTPFields
    /// The body, read as it arrives.
    public var body: RequestBody
    /// Who is at the other end of the connection: a client, or a proxy.
    public var remoteAddress: SocketAddress?
    /// What the route's `{placeholders}` stood for in this path, decoded; empty until a router has matched it.
    public var pathParameters = Parameters([])
    /// Where a router notes what it does, in development; nil otherwise.
    public var trace: RequestTrace?

    /// Makes a request, as a server or a test does.
    ///
    /// - Parameters:
    ///   - method: the method.
    ///   - target: path and query, percent-encoded: `/posts?page=2`.
    ///   - scheme: `http` or `https`.
    ///   - authority: host and port.
    ///   - headers: the header fields.
    ///   - body: the body.
    ///   - remoteAddress: the other end of the connection.
    public init(
        method: HTTPRequest.Method = .get, target: String, scheme: String = "http", authority: String? = nil,
        headers: HTTPFields = [:], body: RequestBody = .empty, remoteAddress: SocketAddress? = nil
    ) {
        self.method = method
        self.scheme = scheme
        self.authority = authority
        if let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) {
            path = String(target[..<mark])
            rawQuery = String(target[target.utf8.index(after: mark)...])
        } else {
            path = target
            rawQuery = nil
        }
        self.headers = headers
        self.body = body
        self.remoteAddress = remoteAddress
    }

    /// Path and query as they were sent.
    public var target: String { rawQuery.map { "\(path)?\($0)" } ?? path }

    /// The query's parameters, decoded (parsed anew at each access: keep it in a constant).
    ///
    /// - Throws: ``HTTPError`` 400 if an encoding is broken.
    public var query: Parameters {
        get throws { try rawQuery.map { try Parameters(urlEncoded: $0.utf8, in: "query") } ?? Parameters([]) }
    }

    /// Reads the body as an HTML form.
    ///
    /// - Parameter limit: the largest body that is read, in bytes.
    /// - Throws: ``HTTPError`` 415 if the body is no urlencoded form, 413 if it is larger, 400 if it is malformed.
    public func form(upTo limit: Int = RequestBody.defaultLimit) async throws -> Form {
        guard MediaType.of(headers[.contentType]) == "application/x-www-form-urlencoded" else {
            throw HTTPError(
                .unsupportedMediaType, "This address accepts a form: application/x-www-form-urlencoded.",
                headers: [.accept: "application/x-www-form-urlencoded"])
        }
        let bytes = try await body.collect(upTo: limit)
        return Form(try Parameters(urlEncoded: bytes.readableBytesView, in: "form"))
    }

    /// Whether the client would rather have a page than data: it asks for HTML before JSON.
    public var prefersHTML: Bool {
        guard let accept = headers[.accept] else { return false }
        return MediaType.prefersHTML(accept: accept)
    }
}

public import Ashlar
public import NIOCore
public import Testing

/// An app's answer in a test, with the assertions that tests make of it. Each returns the response, so that they chain.
public struct TestResponse: Sendable {
    /// The status.
    public let status: HTTPResponse.Status
    /// The header fields.
    public let headers: HTTPFields
    /// The whole body.
    public let body: ByteBuffer
    private let kernel: Kernel

    init(_ response: Response, body: ByteBuffer, kernel: Kernel) {
        status = response.status
        headers = response.headers
        self.body = body
        self.kernel = kernel
    }

    /// The body as text.
    public var text: String { String(buffer: body) }

    /// The body, decoded from JSON.
    public func json<T: Decodable>(as type: T.Type = T.self) throws -> T {
        try kernel.resolver.resolve((any JSONCoding).self).decode(type, from: body)
    }

    /// Expects a status.
    @discardableResult
    public func assertStatus(
        _ expected: HTTPResponse.Status, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        if status != expected {
            record("Expected \(expected.code), got \(status.code): \(text.prefix(400))", sourceLocation)
        }
        return self
    }

    /// Expects 200.
    @discardableResult
    public func assertOk(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.ok, sourceLocation: sourceLocation)
    }

    /// Expects 404.
    @discardableResult
    public func assertNotFound(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.notFound, sourceLocation: sourceLocation)
    }

    /// Expects the body to contain a text.
    @discardableResult
    public func assertSee(_ expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse
    {
        if !text.contains(expected) {
            record("Expected to see \"\(expected)\" in: \(text.prefix(1000))", sourceLocation)
        }
        return self
    }

    /// Expects the body not to contain a text.
    @discardableResult
    public func assertDontSee(_ unexpected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation)
        -> TestResponse
    {
        if text.contains(unexpected) { record("Did not expect to see \"\(unexpected)\".", sourceLocation) }
        return self
    }

    /// Expects a header field with a value.
    @discardableResult
    public func assertHeader(
        _ name: HTTPField.Name, _ expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        let value = headers[name]
        if value != expected {
            record("Expected \(name.rawName): \(expected), got \(value ?? "no such field")", sourceLocation)
        }
        return self
    }

    /// Expects a redirect to a path.
    @discardableResult
    public func assertRedirect(
        toPath expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        guard status.kind == .redirection else {
            record("Expected a redirect to \(expected), got \(status.code): \(text.prefix(400))", sourceLocation)
            return self
        }
        return assertHeader(.location, expected, sourceLocation: sourceLocation)
    }

    /// Expects a redirect to a named route.
    @discardableResult
    public func assertRedirect(
        to route: String, _ parameters: any Sendable..., sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws -> TestResponse {
        let path = try kernel.routes.urls.path(to: route, parameters)
        return assertRedirect(toPath: path, sourceLocation: sourceLocation)
    }

    private func record(_ message: String, _ location: Testing.SourceLocation) {
        Issue.record(Comment(rawValue: message), sourceLocation: location)
    }
}

public import Ashlar
public import NIOCore
import Testing

/// An app's answer in a test, with the assertions that tests make of it. Each returns the response, so that they chain.
public struct TestResponse: Sendable {
    /// The status.
    public let status: HTTPResponse.Status
    /// The header fields.
    public let headers: HTTPFields
    /// The whole body.
    public let body: ByteBuffer
    /// The name of the route that answered; nil for one without a name, and where none did.
    public let routeName: String?
    /// The views that were rendered for it, in order.
    public let views: [ViewRendered]
    /// The error that became an answer of 500 or more.
    public let error: (any Error)?
    let app: TestApp
    /// What the visitor's next request would have sent.
    let cookieHeader: String?

    init(
        _ response: Response, body: ByteBuffer, app: TestApp, cookies: String?, route: String?, notes: AnswerNotes
    ) {
        status = response.status
        headers = response.headers
        self.body = body
        self.app = app
        cookieHeader = cookies
        routeName = route
        views = notes.views
        error = notes.error
    }

    /// The body as text.
    public var text: String { String(buffer: body) }

    /// The body, decoded from JSON.
    public func json<T: Decodable>(as type: T.Type = T.self) throws -> T {
        try app.kernel.resolver.resolve((any JSONCoding).self).decode(type, from: body)
    }

    /// Prints status, header fields and body, to be looked at while a test is written.
    @discardableResult
    public func dump() -> TestResponse {
        print("\(status.code) \(status.reasonPhrase)")
        for field in headers { print("\(field.name.rawName): \(field.value)") }
        print("\n\(text)")
        return self
    }

    /// Where the client is led on this site; nil if it is led nowhere, or to another site.
    func redirectTarget(from target: String) -> String? {
        guard status.kind == .redirection, status.code != 304, var location = headers[.location] else { return nil }
        for origin in ["http://localhost", "https://localhost"] where location.hasPrefix(origin) {
            location = String(location.dropFirst(origin.count))
            if !location.hasPrefix("/") { location = "/" + location }
        }
        let path = String(location.prefix { $0 != "#" })
        if Request.isLocal(path) { return path }
        return path.hasPrefix("?") ? target.prefix { $0 != "?" } + path : nil
    }

    /// Records a failure at the line of the test.
    ///
    /// - Parameter showsError: whether the app's own error belongs to it.
    func fail(_ message: String, _ location: Testing.SourceLocation, showsError: Bool = false) {
        let reason = showsError ? error.map { "\nThe app failed with: \($0)" } ?? "" : ""
        Issue.record(Comment(rawValue: message + reason), sourceLocation: location)
    }
}

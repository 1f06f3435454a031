public import Ashlar
import NIOCore

/// An app in a test: requests go straight to it, without a socket. It keeps cookies from one request to the next, as a browser
/// does, so that a session lasts, and each answer is checked for what HTTP does not allow.
public struct TestApp: Sendable {
    /// The booted app.
    public let kernel: Kernel
    private let headers: HTTPFields
    private let cookies: CookieJar
    private let checksForms: Bool

    /// An app that is booted already.
    public init(kernel: Kernel) {
        self.init(kernel: kernel, headers: [.accept: "text/html"])
    }

    private init(
        kernel: Kernel, headers: HTTPFields, cookies: CookieJar = CookieJar(),
        checksForms: Bool = false
    ) {
        self.kernel = kernel
        self.headers = headers
        self.cookies = cookies
        self.checksForms = checksForms
    }

    /// The same app, which asks forms for their CSRF token as it does outside of tests.
    public var checkingForms: TestApp {
        TestApp(kernel: kernel, headers: headers, cookies: cookies, checksForms: true)
    }

    /// The same app with another visitor, who has no cookies.
    public var anotherVisitor: TestApp { TestApp(kernel: kernel, headers: headers) }

    /// Gives the visitor a cookie.
    @discardableResult
    public func withCookie(_ name: String, _ value: String) -> TestApp {
        cookies.set(name, value)
        return self
    }

    /// The app's database.
    ///
    /// - Throws: the error that says how an app gets one.
    public var database: Database {
        get throws { try kernel.database ?? Database.required() }
    }

    /// The same app, whose client asks for JSON.
    public var json: TestApp { with(.accept, "application/json") }

    /// The same app, whose client sends a header field with every request.
    public func with(_ name: HTTPField.Name, _ value: String) -> TestApp {
        var headers = headers
        headers[name] = value
        return TestApp(kernel: kernel, headers: headers, cookies: cookies, checksForms: checksForms)
    }

    /// Sends GET.
    public func get(_ target: String) async throws -> TestResponse { try await send(.get, target) }

    /// Sends HEAD.
    public func head(_ target: String) async throws -> TestResponse { try await send(.head, target) }

    /// Sends DELETE.
    public func delete(_ target: String) async throws -> TestResponse { try await send(.delete, target) }

    /// Sends POST with an HTML form.
    public func post(_ target: String, form: KeyValuePairs<String, String> = [:]) async throws -> TestResponse {
        try await send(.post, target, form: form)
    }

    /// Sends PUT with an HTML form.
    public func put(_ target: String, form: KeyValuePairs<String, String> = [:]) async throws -> TestResponse {
        try await send(.put, target, form: form)
    }

    /// Sends any method with an HTML form.
    public func send(
        _ method: HTTPRequest.Method, _ target: String, form: KeyValuePairs<String, String>
    ) async throws -> TestResponse {
        let pairs = form.map { "\(PercentEncoding.encode($0.key))=\(PercentEncoding.encode($0.value))" }
        return try await send(
            method, target, body: pairs.joined(separator: "&"), contentType: "application/x-www-form-urlencoded")
    }

    /// Sends any method with a value as JSON.
    public func send(_ method: HTTPRequest.Method, _ target: String, json: some Encodable) async throws -> TestResponse
    {
        let bytes = try kernel.resolver.resolve((any JSONCoding).self).encode(json)
        return try await send(method, target, body: String(buffer: bytes), contentType: "application/json")
    }

    /// Sends any method with any body.
    public func send(
        _ method: HTTPRequest.Method, _ target: String, body: String? = nil, contentType: String? = nil
    ) async throws -> TestResponse {
        var headers = headers
        if let contentType { headers[.contentType] = contentType }
        if let cookie = cookies.header { headers[.cookie] = cookie }
        var request = Request(
            method: method, target: target, authority: "localhost", headers: headers,
            body: body.map { RequestBody(ByteBuffer(string: $0)) } ?? .empty)
        // A test sends a form without having asked for its page.
        if !checksForms { request[CSRFProtection.self] = true }
        let response = try await [ConformanceCheck()].wrapping(kernel).respond(to: request)
        cookies.take(from: response.headers)
        return TestResponse(response, body: try await response.body.collect(), kernel: kernel)
    }
}

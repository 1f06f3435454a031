public import Ashlar
import NIOCore

/// An app in a test: requests go straight to it, without a socket. It keeps cookies from one request to the next, as a browser
/// does, so that a session lasts, and each answer is checked for what HTTP does not allow.
public struct TestApp: Sendable {
    /// The booted app.
    public let kernel: Kernel
    private var headers: HTTPFields
    private(set) var cookies = CookieJar()
    private var checksForms = false
    private var throwsErrors = false
    private var followsRedirects = false

    /// How many redirects are followed: a browser gives up after as many.
    static let redirectLimit = 20

    /// An app that is booted already.
    public init(kernel: Kernel) {
        self.kernel = kernel
        headers = [.accept: "text/html"]
        AnswerNotes.listen(to: kernel.events)
    }

    // MARK: - Who asks, and how

    /// The same app, which asks forms for their CSRF token as it does outside of tests.
    public var checkingForms: TestApp { changed { $0.checksForms = true } }

    /// The same app, whose requests throw what became an answer of 500 or more, so that the test ends with the error itself.
    public var throwingErrors: TestApp { changed { $0.throwsErrors = true } }

    /// The same app, whose client goes on where it is redirected to: as a browser, with GET after 301, 302 and 303. A redirect to
    /// another site is not followed.
    public var followingRedirects: TestApp { changed { $0.followsRedirects = true } }

    /// The same app with another visitor, who has no cookies.
    public var anotherVisitor: TestApp {
        changed { app in
            app.cookies = CookieJar()
            app.headers = [.accept: "text/html"]
        }
    }

    /// Gives the visitor a cookie.
    @discardableResult
    public func withCookie(_ name: String, _ value: String) -> TestApp {
        cookies.set(name, value)
        return self
    }

    /// Gives the visitor a cookie as the app seals it: encrypted, or signed.
    ///
    /// ```swift
    /// try app.withCookie("basket", "7", sealedBy: Encrypter.self)
    /// ```
    @discardableResult
    public func withCookie<S: TextSealing>(_ name: String, _ value: String, sealedBy sealer: S.Type) throws -> TestApp {
        var response = Response()
        try response.setCookie(Cookie(name, value), sealedBy: kernel.resolver.resolve(S.self))
        cookies.take(from: response.headers)
        return self
    }

    /// The same app, whose client asks for JSON.
    public var json: TestApp { with(.accept, "application/json") }

    /// The same app, whose client sends a header field with every request.
    public func with(_ name: HTTPField.Name, _ value: String) -> TestApp { changed { $0.headers[name] = value } }

    /// The same app, whose client sends a bearer token.
    public func withToken(_ token: String) -> TestApp { with(.authorization, "Bearer \(token)") }

    /// The same app, whose visitor comes from a page of it: what `Redirect.back` leads to.
    public func from(_ path: String) -> TestApp { with(.referer, "http://localhost\(path)") }

    /// The app's database.
    ///
    /// - Throws: the error that says how an app gets one.
    public var database: Database {
        get throws { try kernel.database ?? Database.required() }
    }

    private func changed(_ change: (inout TestApp) -> Void) -> TestApp {
        var copy = self
        change(&copy)
        return copy
    }

    // MARK: - Requests

    /// Sends GET.
    public func get(_ target: String) async throws -> TestResponse { try await send(.get, target) }

    /// Sends HEAD.
    public func head(_ target: String) async throws -> TestResponse { try await send(.head, target) }

    /// Sends OPTIONS.
    public func options(_ target: String) async throws -> TestResponse { try await send(.options, target) }

    /// Sends POST with an HTML form.
    public func post(_ target: String, form: KeyValuePairs<String, String> = [:]) async throws -> TestResponse {
        try await send(.post, target, form: form)
    }

    /// Sends PUT with an HTML form.
    public func put(_ target: String, form: KeyValuePairs<String, String> = [:]) async throws -> TestResponse {
        try await send(.put, target, form: form)
    }

    /// Sends PATCH with an HTML form.
    public func patch(_ target: String, form: KeyValuePairs<String, String> = [:]) async throws -> TestResponse {
        try await send(.patch, target, form: form)
    }

    /// Sends DELETE.
    public func delete(_ target: String) async throws -> TestResponse { try await send(.delete, target) }

    /// Sends POST with a value as JSON.
    public func post(_ target: String, json: some Encodable) async throws -> TestResponse {
        try await send(.post, target, json: json)
    }

    /// Sends PUT with a value as JSON.
    public func put(_ target: String, json: some Encodable) async throws -> TestResponse {
        try await send(.put, target, json: json)
    }

    /// Sends PATCH with a value as JSON.
    public func patch(_ target: String, json: some Encodable) async throws -> TestResponse {
        try await send(.patch, target, json: json)
    }

    /// Sends a form with files.
    ///
    /// ```swift
    /// let cover = UploadedFile(named: "cover.png", bytes: ByteBuffer(bytes: png), fieldName: "cover")
    /// try await app.post("/books", form: ["title": "Tea"], files: [cover])
    /// ```
    ///
    /// - Parameters:
    ///   - target: path and query.
    ///   - form: the other fields, which come first.
    ///   - files: the files, each with the name of its field.
    public func post(
        _ target: String, form: KeyValuePairs<String, String> = [:], files: [UploadedFile]
    ) async throws -> TestResponse {
        try await send(.post, target, form: form, files: files)
    }

    /// Sends any method with a form with files.
    public func send(
        _ method: HTTPRequest.Method, _ target: String, form: KeyValuePairs<String, String>, files: [UploadedFile]
    ) async throws -> TestResponse {
        let body = try await MultipartBody(form: form.map { ($0.key, $0.value) }, files: files)
        return try await send(method, target, body: body.bytes, contentType: body.contentType)
    }

    /// Sends any method with an HTML form.
    public func send(
        _ method: HTTPRequest.Method, _ target: String, form: KeyValuePairs<String, String>
    ) async throws -> TestResponse {
        let pairs = form.map { "\(PercentEncoding.encode($0.key))=\(PercentEncoding.encode($0.value))" }
        return try await send(
            method, target, body: pairs.joined(separator: "&"), contentType: "application/x-www-form-urlencoded")
    }

    /// Sends any method with a value as JSON. The answer is asked for as JSON too, unless the client asks for something else
    /// than a page.
    public func send(_ method: HTTPRequest.Method, _ target: String, json: some Encodable) async throws -> TestResponse
    {
        let bytes = try kernel.resolver.resolve((any JSONCoding).self).encode(json)
        let app = headers[.accept] == "text/html" ? self.json : self
        return try await app.send(method, target, body: bytes, contentType: "application/json")
    }

    /// Sends any method with any body.
    public func send(
        _ method: HTTPRequest.Method, _ target: String, body: String? = nil, contentType: String? = nil
    ) async throws -> TestResponse {
        try await send(method, target, body: body.map { ByteBuffer(string: $0) }, contentType: contentType)
    }

    private func send(
        _ method: HTTPRequest.Method, _ target: String, body: ByteBuffer?, contentType: String?
    ) async throws -> TestResponse {
        var response = try await answer(method, target, body, contentType)
        guard followsRedirects else { return response }
        var (method, body, contentType, target) = (method, body, contentType, target)
        var count = 0
        while let next = response.redirectTarget(from: target) {
            count += 1
            guard count <= Self.redirectLimit else { throw TooManyRedirects(target: next) }
            // RFC 9110 section 15.4: only 307 and 308 keep the method; what clients do after 301 and 302 is GET.
            if ![307, 308].contains(response.status.code), method != .head {
                (method, body, contentType) = (.get, nil, nil)
            }
            target = next
            response = try await answer(method, target, body, contentType)
        }
        return response
    }

    private func answer(
        _ method: HTTPRequest.Method, _ target: String, _ body: ByteBuffer?, _ contentType: String?
    ) async throws -> TestResponse {
        var headers = headers
        if let contentType { headers[.contentType] = contentType }
        if let cookie = cookies.header(for: target) { headers[.cookie] = cookie }
        var request = Request(
            method: method, target: target, authority: "localhost", headers: headers,
            body: body.map { RequestBody($0) } ?? .empty)
        // A test sends a form without having asked for its page.
        if !checksForms { request[CSRFProtection.self] = true }
        let matched = request.noteRoute()
        let notes = AnswerNotes()
        return try await AnswerNotes.$current.withValue(notes) { [request] in
            let response = try await [ConformanceCheck()].wrapping(kernel).respond(to: request)
            cookies.take(from: response.headers)
            let whole = try await response.body.collect()
            if throwsErrors, let error = notes.error { throw error }
            return TestResponse(
                response, body: whole, app: self, cookies: cookies.header(for: target), route: matched.name,
                notes: notes)
        }
    }
}

/// A client was redirected in a circle.
public struct TooManyRedirects: DetailedError, Equatable {
    /// Where it would have gone next.
    public let target: String

    /// Says so.
    public var description: String {
        "The client was redirected more than \(TestApp.redirectLimit) times; the next would have been \(target)."
    }
}

public import Ashlar
import NIOCore

/// An app in a test: requests go straight to it, without a socket.
public struct TestApp: Sendable {
    /// The booted app.
    public let kernel: Kernel
    private let headers: HTTPFields

    init(kernel: Kernel, headers: HTTPFields = [.accept: "text/html"]) {
        self.kernel = kernel
        self.headers = headers
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
        return TestApp(kernel: kernel, headers: headers)
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
        let bytes = try FoundationJSON().encode(json)
        return try await send(method, target, body: String(buffer: bytes), contentType: "application/json")
    }

    /// Sends any method with any body.
    public func send(
        _ method: HTTPRequest.Method, _ target: String, body: String? = nil, contentType: String? = nil
    ) async throws -> TestResponse {
        var headers = headers
        if let contentType { headers[.contentType] = contentType }
        let request = Request(
            method: method, target: target, authority: "localhost", headers: headers,
            body: body.map { RequestBody(ByteBuffer(string: $0)) } ?? .empty)
        let response = try await kernel.respond(to: request)
        return TestResponse(response, body: try await response.body.collect(), kernel: kernel)
    }
}

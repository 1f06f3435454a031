// Written by craft client generate: changes are lost when it is written anew.
// swift-format-ignore-file
public import Foundation

#if canImport(FoundationNetworking)
    public import FoundationNetworking
#endif

/// Sends requests: what a test replaces, and what retries, logs or signs in goes around.
public protocol APITransport: Sendable {
    /// Sends a request.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - base: the address that its path is below.
    func send(_ request: APIRequest, below base: String) async throws -> APIResponse
}

/// An answer, before it is read.
public struct APIResponse: Sendable {
    /// 200 and so on.
    public var status: Int
    /// The header fields, their names in lower case.
    public var headers: [String: String]
    /// The body.
    public var body: Data

    /// Makes an answer.
    public init(status: Int, headers: [String: String] = [:], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        do {
            return try APICoding.decoder.decode(type, from: body)
        } catch {
            throw APIError(self, reason: "The answer is no \(type): \(error)")
        }
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// Whether it says what went wrong as problem details (RFC 9457).
    var isProblem: Bool { headers["content-type"]?.hasPrefix("application/problem+json") == true }

    /// A text, which is JSON where the answer says so.
    func textOrJSON() throws -> String {
        headers["content-type"]?.contains("json") == true ? try json() : text
    }
}

/// Sends requests with Foundation.
public struct URLSessionTransport: APITransport {
    private let session: URLSession

    /// Sends with a session.
    public init(_ session: URLSession = .shared) {
        self.session = session
    }

    /// Sends a request.
    public func send(_ request: APIRequest, below base: String) async throws -> APIResponse {
        let address = request.address(below: base)
        guard let url = URL(string: address) else {
            throw APIError(APIResponse(status: 0), reason: "\(address) is no address.")
        }
        var sent = URLRequest(url: url)
        sent.httpMethod = request.method
        for (name, value) in request.headers { sent.setValue(value, forHTTPHeaderField: name) }
        if !request.cookies.isEmpty {
            sent.httpShouldHandleCookies = false
            let cookies = request.cookies.map { "\($0.name)=\($0.value)" }
            sent.setValue(cookies.joined(separator: "; "), forHTTPHeaderField: "Cookie")
        }
        sent.httpBody = request.body
        let (body, answer) = try await session.data(for: sent)
        var headers: [String: String] = [:]
        for (name, value) in (answer as? HTTPURLResponse)?.allHeaderFields ?? [:] {
            headers["\(name)".lowercased()] = "\(value)"
        }
        return APIResponse(status: (answer as? HTTPURLResponse)?.statusCode ?? 0, headers: headers, body: body)
    }
}

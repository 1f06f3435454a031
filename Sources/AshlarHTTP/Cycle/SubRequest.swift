public import AshlarSupport
public import HTTPTypes
import Synchronization

extension Request {
    /// Sends a request to a route of the same app, inside of this one, and gives the answer.
    ///
    /// ```swift
    /// let menu = try await request.send(.get, "/fragments/menu").body.collect()
    /// ```
    ///
    /// It is led to a route as any request is, with the route's middleware and error handlers and a scope of its own, but
    /// without what lies around the whole app, which this request has passed already. It comes from the same visitor: of
    /// this request's header fields it has `Accept`, `Accept-Language`, `Authorization`, `Cookie` and `User-Agent`, of its
    /// values all, the session among them, which both share. Forms need no CSRF token, as no browser sends it: never make the
    /// target of what a visitor sent. Cookies that the answer sets are in the answer and go no further by themselves.
    ///
    /// - Parameters:
    ///   - method: the method.
    ///   - target: path and query in this app, percent-encoded.
    ///   - headers: fields that go before those of this request.
    ///   - body: the body.
    /// - Returns: the answer. One that is streamed has to be sent on, collected or discarded.
    /// - Throws: what the route throws, ``HTTPError`` 404 where there is none; ``SubRequestError`` for requests that send each
    ///   other, and outside of an app.
    public func send(
        _ method: HTTPRequest.Method = .get, _ target: String, headers: HTTPFields = [:], body: RequestBody = .empty
    ) async throws -> Response {
        guard let app = home.app.load() else { throw SubRequestError.noApp(target) }
        let chain = (self[SubRequestKey.self] ?? ["\(self.method.rawValue) \(path)"]) + ["\(method.rawValue) \(target)"]
        guard chain.count <= Self.subRequestLimit + 1 else { throw SubRequestError(chain: chain) }
        var fields = headers
        for name in [HTTPField.Name.accept, .acceptLanguage, .authorization, .cookie, .userAgent]
        where !fields.contains(name) {
            for value in self.headers[values: name] { fields.append(HTTPField(name: name, value: value)) }
        }
        var request = inner(method, target, fields, body)
        request[SubRequestKey.self] = chain
        // These belong to this request alone.
        request[RequestScopeKey.self] = nil
        request[MatchedRoute.self] = nil
        request = request.began(app)
        do {
            var response = try await app.responder.respond(to: request)
            try await request.changeAfterwards(&response)
            return request.ending(response)
        } catch {
            await request.end()
            throw error
        }
    }

    /// Whether this request was sent by another one, inside of it.
    public var isSubRequest: Bool { self[SubRequestKey.self] != nil }

    /// How deep requests may be sent inside of each other.
    public static let subRequestLimit = 8
}

/// A request could not be sent inside of another one.
public struct SubRequestError: DetailedError, Equatable {
    /// What is wrong.
    public let message: String
    /// The requests, the outermost first.
    public let chain: [String]
    /// What to do.
    public let suggestion: String?

    init(chain: [String]) {
        message = "Requests are sent inside of each other more than \(Request.subRequestLimit) deep."
        self.chain = chain
        suggestion = "One of them sends the request that it answers: end the circle."
    }

    private init(message: String, suggestion: String) {
        self.message = message
        chain = []
        self.suggestion = suggestion
    }

    static func noApp(_ target: String) -> SubRequestError {
        SubRequestError(
            message: "A request cannot be sent to \(target): no app answers the one around it.",
            suggestion: "Send it from a request that an app has received.")
    }

    /// What is wrong, and the way to it.
    public var description: String {
        message + (chain.isEmpty ? "" : "\n  by way of: \(chain.joined(separator: " → "))")
    }
}

/// The requests that this one was sent inside of, outermost first, and itself.
enum SubRequestKey: RequestKey { typealias Value = [String] }

/// The scope that a request carries inwards.
package enum RequestScopeKey: RequestKey {
    package typealias Value = any AnyObject & Sendable
}

public import AshlarHTTP
public import HTTPTypes

/// Lets pages of other origins use this app (Fetch Standard, CORS protocol).
///
/// ```swift
/// CORS.any(methods: [.get])                                                  // everybody, without cookies
/// CORS.origins("https://app.example.com", "https://*.example.org", credentials: true)
/// ```
///
/// Everybody with cookies cannot be written: that would hand each user's data to each page. A preflight is answered here
/// and kept by the browser for as long as `maxAge` says; where answers differ by origin, `Vary` says so to caches. Around
/// a group or a route it answers the preflights of those routes alone.
public struct CORS: Middleware, PreflightAnswering {
    /// What these refuse, the page's script must be able to read.
    public static var over: [any Middleware.Type] { [RateLimit.self, BodyLimit.self, Timeout.self] }

    private enum Origins {
        case any
        case listed([OriginPattern])
    }

    private let origins: Origins
    private let malformed: String?
    /// What `craft middleware` calls it: whom it lets in.
    public let name: String
    private let credentials: Bool
    private let methods: String
    private let headers: String?
    private let exposed: String?
    private let maxAge: String

    /// Lets pages of any origin in, without cookies and other credentials.
    ///
    /// - Parameters:
    ///   - methods: the methods they may use.
    ///   - headers: the fields they may send; nil allows what the browser asks for.
    ///   - exposing: the fields of the response that scripts may read, besides the harmless ones.
    ///   - maxAge: for how long a browser may keep the answer to a preflight.
    public static func any(
        methods: [HTTPRequest.Method] = allMethods, headers: [HTTPField.Name]? = nil, exposing: [HTTPField.Name] = [],
        maxAge: Duration = .seconds(7200)
    ) -> CORS {
        CORS(.any, nil, false, methods, headers, exposing, maxAge)
    }

    /// Lets pages of some origins in.
    ///
    /// - Parameters:
    ///   - origins: `https://example.com`, with a port where it is not the scheme's own; `https://*.example.com` stands for
    ///     each host below `example.com`.
    ///   - credentials: whether their scripts may send cookies and read the answer.
    ///   - methods: the methods they may use.
    ///   - headers: the fields they may send; nil allows what the browser asks for.
    ///   - exposing: the fields of the response that scripts may read, besides the harmless ones.
    ///   - maxAge: for how long a browser may keep the answer to a preflight.
    public static func origins(
        _ origins: String..., credentials: Bool = false, methods: [HTTPRequest.Method] = allMethods,
        headers: [HTTPField.Name]? = nil, exposing: [HTTPField.Name] = [], maxAge: Duration = .seconds(7200)
    ) -> CORS {
        let patterns = origins.compactMap { OriginPattern($0) }
        let malformed = origins.first { OriginPattern($0) == nil }
        return CORS(.listed(patterns), malformed, credentials, methods, headers, exposing, maxAge)
    }

    /// What an app usually answers.
    public static let allMethods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete]

    private init(
        _ origins: Origins, _ malformed: String?, _ credentials: Bool, _ methods: [HTTPRequest.Method],
        _ headers: [HTTPField.Name]?, _ exposing: [HTTPField.Name], _ maxAge: Duration
    ) {
        self.origins = origins
        self.malformed = malformed
        self.credentials = credentials
        let listed = if case .listed(let patterns) = origins { patterns.map(\.text) } else { ["any origin"] }
        name = "CORS(\((listed + (credentials ? ["with credentials"] : [])).joined(separator: ", ")))"
        self.methods = methods.map(\.rawValue).joined(separator: ", ")
        self.headers = headers.map { $0.map(\.rawName).joined(separator: ", ") }
        exposed = exposing.isEmpty ? nil : exposing.map(\.rawName).joined(separator: ", ")
        self.maxAge = "\(maxAge.components.seconds)"
    }

    /// - Throws: ``MiddlewareSetupError`` if an origin is none.
    public func check() throws {
        guard let malformed else { return }
        throw MiddlewareSetupError(
            "CORS: \"\(malformed)\" is no origin",
            suggestion: malformed == "*"
                ? "Write CORS.any(): everybody is let in, without cookies."
                : "Write a scheme and a host without a path: https://example.com or https://*.example.com.")
    }

    /// Answers a preflight, or lets the origin read the answer.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        let origin = request.headers.text(.origin)
        let allowed = origin.flatMap(answer)
        if request.method == .options, origin != nil, request.headers.contains(.accessControlRequestMethod) {
            return preflight(request, allowed)
        }
        // The page's script must be able to read what went wrong, too.
        return try await request.answering {
            describe(allowed, in: &$0.headers)
        } by: {
            try await next.respond(to: request)
        }
    }

    /// What is said to an origin; nil if it is not let in.
    private func answer(_ origin: String) -> String? {
        switch origins {
        case .any: "*"
        case .listed(let patterns): patterns.contains { $0.matches(origin) } ? origin : nil
        }
    }

    private func preflight(_ request: Request, _ allowed: String?) -> Response {
        var response = Response(status: .noContent)
        describe(allowed, in: &response.headers)
        response.headers.addVary("Access-Control-Request-Method")
        response.headers.addVary("Access-Control-Request-Headers")
        guard allowed != nil else { return response }
        response.headers[.accessControlAllowMethods] = methods
        response.headers[.accessControlAllowHeaders] = headers ?? request.headers[.accessControlRequestHeaders]
        response.headers[.accessControlMaxAge] = maxAge
        return response
    }

    private func describe(_ allowed: String?, in fields: inout HTTPFields) {
        if case .listed = origins { fields.addVary("Origin") }
        guard let allowed else { return }
        fields[.accessControlAllowOrigin] = allowed
        if credentials { fields[.accessControlAllowCredentials] = "true" }
        if let exposed { fields[.accessControlExposeHeaders] = exposed }
    }
}

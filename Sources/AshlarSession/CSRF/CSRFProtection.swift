public import AshlarHTTP
import AshlarSecurity
import HTTPTypes

/// Refuses forms that another site has a visitor's browser send (cross-site request forgery).
///
/// ```swift
/// CSRFProtection()
/// CSRFProtection(except: ["/webhooks/*"], trusting: ["https://admin.example.com"])
/// routes.post("/hook", HookController.store).withoutMiddleware(CSRFProtection.self)
/// ```
///
/// A request that changes something has to pass three checks: what the browser says of where it comes from
/// (`Sec-Fetch-Site`, then `Origin`), and the token of the session, in the field `_token`, or in the header `X-CSRF-Token`
/// or `X-XSRF-Token`. One that fails gets 403. Requests with a bearer token and without a session's cookie are not asked:
/// no browser sends such a token by itself. For an upload that is to be streamed, send the token in the header: to find it
/// in the form, the form is read.
public struct CSRFProtection: Middleware, RequestKey {
    /// Whether the request was found good already, by an app that this one is mounted in, or is made by a test or by
    /// `craft request`. Nobody can send this from outside.
    public typealias Value = Bool

    /// The session has the secret, and how much of a form is read is known.
    public static var under: [any Middleware.Type] { [SessionMiddleware.self, InputLimit.self] }

    /// The name of the hidden field.
    public static let fieldName = "_token"
    /// The cookie from which scripts take the token for `X-XSRF-Token`, as Angular and axios do by themselves.
    public static let cookieName = "XSRF-TOKEN"

    private let exempt: [String]
    private let trusted: Set<String>
    private let sendsCookie: Bool
    private let sessionCookie: String

    /// - Parameters:
    ///   - exempt: paths that are not checked, `*` stands for any text.
    ///   - trusted: origins besides the app's own whose pages may send forms, `https://admin.example.com`; they need the
    ///     token all the same.
    ///   - sendsCookie: whether each page sends the token in the cookie `XSRF-TOKEN` as well, for scripts.
    ///   - sessionCookie: the name of the session's cookie.
    public init(
        except exempt: [String] = [], trusting trusted: [String] = [], sendsCookie: Bool = false,
        sessionCookie: String = SessionSettings().cookieName
    ) {
        self.exempt = exempt
        self.trusted = Set(trusted.map { $0.lowercased() })
        self.sendsCookie = sendsCookie
        self.sessionCookie = sessionCookie
    }

    /// - Throws: ``SessionSetupError`` if a trusted origin is none.
    public func check() throws {
        if let origin = trusted.first(where: { !$0.contains("://") || $0.hasSuffix("/") || $0.contains("*") }) {
            throw SessionSetupError(
                "CSRFProtection: \"\(origin)\" is no origin",
                suggestion: "Write a scheme and a host without a path: https://admin.example.com.")
        }
    }

    /// Passes on what is safe, and what shows that it comes from a page of this app.
    ///
    /// - Throws: ``HTTPError`` 403 that says which check failed.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        let session = try request.session
        if !Self.isSafe(request.method), request[CSRFProtection.self] != true, !request.isSubRequest, !isExempt(request)
        {
            try checkOrigin(of: request)
            guard let token = try await Self.token(of: request) else {
                throw Self.refusal(
                    Self.isForm(request)
                        ? "The form has no CSRF token. \(Self.advice)"
                        : "The request has no CSRF token. \(Self.programAdvice)")
            }
            guard CSRFToken.isValid(token, for: session) else {
                throw Self.refusal(
                    Self.isForm(request)
                        ? "This page has expired. Reload it and send the form again."
                        : "The CSRF token is not one of this session. Send it with the session's cookie that came with it."
                )
            }
        }
        var response = try await next.respond(to: request)
        if sendsCookie {
            try response.setCookie(
                Cookie(
                    Self.cookieName, CSRFToken.masked(for: session), path: request.cookiePath("/", of: Self.cookieName),
                    isSecure: request.scheme == "https",
                    isHTTPOnly: false))
        }
        return response
    }

    private static let advice =
        "Write {{ csrf_field() }} into it; a script sends the token in the header X-CSRF-Token."

    private static let programAdvice =
        "A script of a page sends it in the header X-CSRF-Token, from {{ csrf_token() }}. What is no browser asks a route "
        + "without a session, as those of the group .api are, or sends a bearer token and no cookie."

    /// Whether it may be what a form of a page sends, and not what a program does.
    private static func isForm(_ request: Request) -> Bool {
        guard let type = request.mediaType else { return !request.wantsJSON }
        return ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"].contains(type)
    }

    private static func refusal(_ message: String) -> HTTPError { HTTPError(.forbidden, message) }

    /// RFC 9110 section 9.2.1.
    private static func isSafe(_ method: HTTPRequest.Method) -> Bool {
        method == .get || method == .head || method == .options || method == .trace
    }

    private func isExempt(_ request: Request) -> Bool {
        if exempt.contains(where: { request.path(is: $0) }) { return true }
        // A form cannot send this field, and a script of another site must ask first (CORS).
        let hasBearer = request.headers.text(.authorization)?.lowercased().hasPrefix("bearer ") == true
        return hasBearer && request.cookies[sessionCookie] == nil
    }

    /// What the browser says, which no page can make up.
    private func checkOrigin(of request: Request) throws {
        let origin = request.headers.text(.origin)?.lowercased()
        if let origin, trusted.contains(origin) { return }
        switch request.headers.text(.secFetchSite) {
        case "same-origin", "none":
            // The browser compared what it knows; behind a proxy that says nothing of https, we know less than it.
            return
        case "same-site", "cross-site":
            throw Self.refusal("This form was sent from a page of another site.")
        default: break
        }
        guard let origin else { return }
        if origin != "\(request.scheme)://\(request.authority ?? "")".lowercased() {
            throw Self.refusal(
                "This form was sent from a page of another site: \(origin). If that is this app behind a proxy, list the "
                    + "proxy in TrustedProxies; if it is a site of yours, trust it in CSRFProtection.")
        }
    }

    private nonisolated(nonsending) static func token(of request: Request) async throws -> String? {
        if let token = request.headers.text(.xCSRFToken) ?? request.headers.text(.xXSRFToken) { return token }
        switch request.mediaType {
        case "application/x-www-form-urlencoded", "multipart/form-data":
            // The body stays readable for whoever comes next.
            return try await request.formField("_token")
        default: return nil
        }
    }
}

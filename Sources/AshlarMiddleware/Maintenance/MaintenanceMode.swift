public import AshlarHTTP
import AshlarSecurity
import FoundationEssentials
import HTTPTypes
import NIOCore

/// Answers 503 while the app is down for maintenance: from `craft down` until `craft up`.
///
/// ```swift
/// MaintenanceMode(file: "storage/framework/down")
/// MaintenanceMode(file: path, except: ["/up", "/webhooks/*"]) { request, notice in
///     Response(status: .serviceUnavailable, html: try await views.render("maintenance", ["message": notice.message]))
/// }
/// ```
///
/// Whoever opens `/<secret>` gets a cookie and sees the app as it is, and so does who comes from an allowed address. The
/// cookie is signed with the secret and does not tell it; it is good for twelve hours, or until the secret is another. The
/// file is looked at no more than once a second. Visitors who are sent away are no error of the app: its log has no line of
/// them but the access log's.
public struct MaintenanceMode: Middleware {
    /// Makes the page that visitors see; nil leaves it to the error pages.
    public typealias Page = @Sendable (Request, MaintenanceNotice) async throws -> Response?

    /// The address is what a trusted proxy says.
    public static var under: [any Middleware.Type] { [TrustedProxies.self] }

    /// The cookie of who opened the secret address.
    static let cookieName = "ashlar_maintenance"
    /// For how many seconds it lets in.
    static let cookieAge = 43_200

    private let file: MaintenanceFile
    private let exempt: [String]
    private let page: Page?
    /// The time in seconds since 1970.
    private let now: @Sendable () -> Int

    /// - Parameters:
    ///   - path: the file whose being there takes the app down.
    ///   - exempt: paths that are answered all the same, `*` stands for any text.
    ///   - page: makes the page; without it the error pages get an ``HTTPError`` 503.
    public init(file path: String, except exempt: [String] = [], page: Page? = nil) {
        let start = ContinuousClock.now
        file = MaintenanceFile(path: path) {
            let (seconds, attoseconds) = start.duration(to: .now).components
            return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        }
        self.exempt = exempt
        self.page = page
        now = { Int(Date().timeIntervalSince1970) }
    }

    init(
        file: MaintenanceFile, except exempt: [String] = [], now: @escaping @Sendable () -> Int, page: Page? = nil
    ) {
        self.file = file
        self.exempt = exempt
        self.page = page
        self.now = now
    }

    /// Passes the request on while the app is up, or for who may pass.
    ///
    /// - Throws: ``HTTPError`` 503 with `Retry-After` if no page was given.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard let notice = await file.notice() else { return try await next.respond(to: request) }
        if let secret = notice.secret, !secret.isEmpty {
            if Self.isEqual(request.path, "/\(secret)") { return try letIn(request, secret) }
            if request.cookies[Self.cookieName] != nil, wasLetIn(request, secret) {
                return try await next.respond(to: request)
            }
        }
        if exempt.contains(where: { request.path(is: $0) }) || isAllowed(request, notice) {
            return try await next.respond(to: request)
        }
        if let target = notice.redirect, !target.isEmpty, request.path != target.prefix(while: { $0 != "?" }) {
            let location = target.hasPrefix("/") ? request.mountPath + target : target
            return Response(status: .found, headers: [.location: location, .cacheControl: "no-store"])
        }
        var headers: HTTPFields = [.cacheControl: "no-store"]
        headers[.retryAfter] = notice.retryAfter.map { "\(max(0, $0))" }
        headers[.refresh] = notice.refresh.map { "\(max(1, $0))" }
        var shown = notice
        shown.message = notice.message ?? "This site is down for maintenance. Please come back later."
        // The page has no business with what lets people in.
        shown.secret = nil
        guard var response = try await page?(request, shown) else {
            var error = HTTPError(notice.answeredStatus, shown.message ?? "", headers: headers)
            error.isReported = false
            throw error
        }
        response.status = notice.answeredStatus
        for field in headers { response.headers[field.name] = field.value }
        return response
    }

    private func isAllowed(_ request: Request, _ notice: MaintenanceNotice) -> Bool {
        guard let address = request.remoteAddress, let allowed = notice.allowed else { return false }
        return allowed.contains { CIDR($0)?.contains(address) ?? false }
    }

    private func letIn(_ request: Request, _ secret: String) throws -> Response {
        var response = Response(
            status: .seeOther, headers: [.location: request.mountPath + "/", .cacheControl: "no-store"])
        let cookie = Cookie(
            Self.cookieName, "\(now() + Self.cookieAge)", path: request.cookiePath("/", of: Self.cookieName),
            maxAge: .seconds(Self.cookieAge),
            isSecure: request.scheme == "https")
        try response.setCookie(cookie, sealedBy: Signer(secret: secret))
        return response
    }

    /// Whether the visitor has opened the secret address, and not too long ago.
    private func wasLetIn(_ request: Request, _ secret: String) -> Bool {
        let end = request.cookies.open(Self.cookieName, with: Signer(secret: secret)).flatMap { Int($0) }
        return end.map { $0 > now() } ?? false
    }

    /// Compares without saying by its time where the difference is.
    private static func isEqual(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

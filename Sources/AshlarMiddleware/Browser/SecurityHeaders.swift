public import AshlarHTTP
import HTTPTypes

/// Tells browsers to be careful with this app's pages.
///
/// ```swift
/// SecurityHeaders()
/// SecurityHeaders(contentSecurityPolicy: .strict, strictTransport: .seconds(31_536_000), includesSubdomains: true)
/// ```
///
/// A field that the action has set itself stays as it is, so that one page can be an exception. Fields are made once, at
/// boot. `Strict-Transport-Security` is only sent over https, as RFC 6797 section 7.2 asks.
public struct SecurityHeaders: Middleware {
    /// The scheme is what a trusted proxy says.
    public static var under: [any Middleware.Type] { [TrustedProxies.self] }

    private let fields: [HTTPField]
    private let strictTransport: String?
    private let policy: ContentSecurityPolicy?
    private let policyName: HTTPField.Name
    /// The policy as text, where it is the same for each response.
    private let fixedPolicy: String?

    /// - Parameters:
    ///   - contentSecurityPolicy: what pages may load; nil sends none.
    ///   - reportOnly: whether the policy is only reported on, not enforced.
    ///   - strictTransport: for how long browsers shall use https alone; nil sends nothing. 30 days if nothing is said.
    ///   - includesSubdomains: whether that holds for the hosts below as well.
    ///   - preload: whether the host may be put into the browsers' own lists.
    ///   - frameOptions: who may show the page in a frame: `SAMEORIGIN`, `DENY`, or nil for everybody.
    ///   - referrerPolicy: what links tell of the page they are on.
    ///   - openerPolicy: `Cross-Origin-Opener-Policy`.
    ///   - resourcePolicy: `Cross-Origin-Resource-Policy`; nil sends none, so that others may show this app's images.
    ///   - permissionsPolicy: which of the browser's abilities are off: `camera=(), microphone=()`.
    public init(
        contentSecurityPolicy: ContentSecurityPolicy? = nil, reportOnly: Bool = false,
        strictTransport: Duration? = .seconds(2_592_000), includesSubdomains: Bool = false, preload: Bool = false,
        frameOptions: String? = "SAMEORIGIN", referrerPolicy: String? = "strict-origin-when-cross-origin",
        openerPolicy: String? = "same-origin", resourcePolicy: String? = nil, permissionsPolicy: String? = nil
    ) {
        let pairs: [(HTTPField.Name, String?)] = [
            (.xContentTypeOptions, "nosniff"), (.xFrameOptions, frameOptions), (.referrerPolicy, referrerPolicy),
            (.crossOriginOpenerPolicy, openerPolicy), (.crossOriginResourcePolicy, resourcePolicy),
            (.permissionsPolicy, permissionsPolicy),
        ]
        fields = pairs.compactMap { name, value in value.map { HTTPField(name: name, value: $0) } }
        self.strictTransport = strictTransport.map {
            "max-age=\($0.components.seconds)" + (includesSubdomains ? "; includeSubDomains" : "")
                + (preload ? "; preload" : "")
        }
        policy = contentSecurityPolicy
        policyName = reportOnly ? .contentSecurityPolicyReportOnly : .contentSecurityPolicy
        fixedPolicy = contentSecurityPolicy.flatMap { $0.usesNonce ? nil : $0.rendered(nonce: nil) }
    }

    /// - Throws: ``MiddlewareSetupError`` if the policy holds something that no directive can.
    public func check() throws {
        guard let text = policy?.malformed else { return }
        throw MiddlewareSetupError(
            "SecurityHeaders: \"\(text)\" cannot stand in a content security policy",
            suggestion: "Give each source as a string of its own, without spaces, commas and semicolons.")
    }

    /// Adds the fields that the response does not have.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard let policy, fixedPolicy == nil else {
            return try await request.answering { response in
                addFields(to: &response, request)
                if let fixedPolicy { add(policyName, fixedPolicy, to: &response) }
            } by: {
                try await next.respond(to: request)
            }
        }
        let nonce = CSPNonce()
        var carrying = request
        carrying[CSPNonce.self] = nonce
        return try await carrying.answering { response in
            addFields(to: &response, request)
            // A page that is still being made may ask for the nonce when its head is gone.
            let value = response.body.isMadeLater ? nonce.value : nonce.valueIfUsed
            add(policyName, policy.rendered(nonce: value), to: &response)
        } by: {
            try await next.respond(to: carrying)
        }
    }

    private func addFields(to response: inout Response, _ request: Request) {
        for field in fields where !response.headers.contains(field.name) { response.headers.append(field) }
        if let strictTransport, request.scheme == "https" {
            add(.strictTransportSecurity, strictTransport, to: &response)
        }
    }

    private func add(_ name: HTTPField.Name, _ value: String, to response: inout Response) {
        if !response.headers.contains(name) { response.headers.append(HTTPField(name: name, value: value)) }
    }
}

extension Middleware where Self == SecurityHeaders {
    /// Tells browsers to be careful.
    public static var securityHeaders: SecurityHeaders { SecurityHeaders() }
}

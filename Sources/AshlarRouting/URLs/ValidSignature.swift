public import AshlarHTTP
import HTTPTypes

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Answers only URLs that the app has signed and that have not ended; all others are 403.
///
/// ```swift
/// routes.get("/unsubscribe/{user}", MailController.unsubscribe).name("unsubscribe").middleware(ValidSignature())
/// ```
public struct ValidSignature: Middleware {
    private let ignored: Set<String>
    private let now: @Sendable () -> Date
    private let signer: (any URLSigning)?

    /// Makes the layer.
    ///
    /// - Parameters:
    ///   - ignored: parameters of the query that others append, such as `utm_source`: they are not signed.
    ///   - now: the time, for tests.
    public init(ignoring ignored: Set<String> = [], now: @escaping @Sendable () -> Date = { Date() }) {
        self.init(ignored: ignored, now: now, signer: nil)
    }

    private init(ignored: Set<String>, now: @escaping @Sendable () -> Date, signer: (any URLSigning)?) {
        self.ignored = ignored
        self.now = now
        self.signer = signer
    }

    /// Verifies the signature, then the expiry.
    ///
    /// - Throws: ``HTTPError`` 403; ``RouteError`` if the app has no signer.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard let signer else { throw SignedText.noSigner }
        var signature: Substring?
        var expires: Substring?
        var kept: [Substring] = []
        for pair in (request.rawQuery ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first ?? ""
            if name == SignedText.signature {
                // A second one would be a parameter that nobody signed.
                guard signature == nil else { throw HTTPError(.forbidden, Self.message) }
                signature = parts.dropFirst().first ?? ""
            } else if !ignored.contains(String(name)) {
                if name == SignedText.expires { expires = parts.dropFirst().first ?? "" }
                kept.append(pair)
            }
        }
        let query = kept.isEmpty ? "" : "?" + kept.joined(separator: "&")
        let host = request.route?.host == nil ? nil : request.authority.map { String(HostPattern.host(of: $0)) }
        let text = SignedText.text(host: host, target: request.mountPath + request.path + query)
        guard let signature, signer.isValid(String(signature), of: text) else {
            throw HTTPError(.forbidden, Self.message)
        }
        if let expires {
            guard let end = Int(expires), now().timeIntervalSince1970 < Double(end) else {
                throw HTTPError(.forbidden, "This link has expired.")
            }
        }
        return try await next.respond(to: request)
    }

    private static let message = "This link is not valid: it was changed, or cut off."
}

extension ValidSignature: BoundAtBoot {
    func bound(to endpoint: Endpoint) -> any Middleware {
        ValidSignature(ignored: ignored, now: now, signer: endpoint.services.urls.signer)
    }
}

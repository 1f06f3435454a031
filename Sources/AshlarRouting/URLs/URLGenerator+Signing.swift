import AshlarHTTP

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension URLGenerator {
    /// The path of a route with a signature over path and query: it cannot be changed, and with an expiry it ends. A route
    /// with ``ValidSignature`` around it answers nothing else. For a route with a host the signature is for that host.
    ///
    /// - Parameters:
    ///   - expires: when it ends, in whole seconds; nil for never.
    ///   - name: the route's name.
    ///   - values: values for its placeholders, in order.
    ///   - named: values for placeholders by their names; the others go into the query.
    ///   - query: the query's parameters, in order.
    /// - Throws: ``RouteError`` as `path(to:)`, and if the app has no signer.
    public func signedPath(
        to name: String, _ values: [any Sendable] = [], named: [String: any Sendable] = [:],
        query: KeyValuePairs<String, any Sendable> = [:], expires: Date? = nil
    ) throws -> String {
        try signed(name, values, named, query, expires).target
    }

    /// The absolute URL of a route with a signature.
    public func signedURL(
        to name: String, _ values: [any Sendable] = [], named: [String: any Sendable] = [:],
        query: KeyValuePairs<String, any Sendable> = [:], expires: Date? = nil
    ) throws -> String {
        let (origin, target) = try signed(name, values, named, query, expires)
        return try origin() + target
    }

    private func signed(
        _ name: String, _ values: [any Sendable], _ named: [String: any Sendable],
        _ query: KeyValuePairs<String, any Sendable>, _ expires: Date?
    ) throws -> (origin: () throws -> String, target: String) {
        guard let signer else { throw SignedText.noSigner }
        for reserved in [SignedText.signature, SignedText.expires]
        where named[reserved] != nil || query.contains(where: { $0.key == reserved }) {
            throw RouteError(message: "The query of a signed URL cannot have a parameter \"\(reserved)\" of its own.")
        }
        let extra = expires.map { [(SignedText.expires, String(Int($0.timeIntervalSince1970.rounded(.down))))] } ?? []
        let parts = try signedParts(name, values, named, query, extra: extra)
        let signature = signer.signature(of: SignedText.text(host: parts.host, target: parts.target))
        let separator = parts.target.contains("?") ? "&" : "?"
        return (parts.origin, "\(parts.target)\(separator)\(SignedText.signature)=\(signature)")
    }
}

/// What exactly is signed of a URL.
enum SignedText {
    static let signature = "signature"
    static let expires = "expires"

    /// - Parameters:
    ///   - host: the host of a route that has one; others may be asked for by any name of the app.
    ///   - target: path and query, without the signature.
    static func text(host: String?, target: String) -> String { "url://\(host ?? "")\(target)" }

    static let noSigner = RouteError(
        message: "The app has no signer for URLs.", suggestion: "Give one to RouteTable.with(signer:), or set APP_KEY.")
}

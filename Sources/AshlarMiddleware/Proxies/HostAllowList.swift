public import AshlarHTTP
import HTTPTypes

/// Answers only requests that are meant for this app's own hosts.
///
/// ```swift
/// HostAllowList("example.com", "*.example.com")
/// HostAllowList("localhost", "[::1]", "127.0.0.1")
/// ```
///
/// A host that a client made up would otherwise end in links and mails that the app writes. A request without a host, or
/// with one that is none, is answered with 400; one for another host with 421 (RFC 9110 section 15.5.20).
public struct HostAllowList: Middleware {
    /// The host is what a trusted proxy says.
    public static var under: [any Middleware.Type] { [TrustedProxies.self] }

    private struct Pattern {
        let host: String
        let isWildcard: Bool
        let port: UInt16?

        init?(_ text: String) {
            isWildcard = text.hasPrefix("*.")
            guard let name = HostName(isWildcard ? String(text.dropFirst(2)) : text) else { return nil }
            host = isWildcard ? "." + name.host : name.host
            port = name.port
        }

        func matches(_ name: HostName) -> Bool {
            (port == nil || port == name.port)
                && (isWildcard ? name.host.hasSuffix(host) && name.host.count > host.count : name.host == host)
        }
    }

    private let texts: [String]
    private let patterns: [Pattern]

    /// Its name with the hosts.
    public var name: String { "HostAllowList(\(texts.joined(separator: ", ")))" }

    /// - Parameter hosts: host names, with a port where only that port is meant; `*.example.com` stands for each host
    ///   below `example.com`, not for `example.com` itself.
    public init(_ hosts: String...) { self.init(hosts) }

    /// - Parameter hosts: host names.
    public init(_ hosts: [String]) {
        texts = hosts
        patterns = hosts.compactMap(Pattern.init)
    }

    /// - Throws: ``MiddlewareSetupError`` if a host is none, or there is none at all.
    public func check() throws {
        if let text = texts.first(where: { Pattern($0) == nil }) {
            throw MiddlewareSetupError(
                "HostAllowList: \"\(text)\" is no host",
                suggestion: "Write example.com, *.example.com, example.com:8080 or [::1], without a scheme or a path.")
        }
        if texts.isEmpty {
            throw MiddlewareSetupError(
                "HostAllowList: without a host nothing would be answered",
                suggestion: "Name the hosts of this app: HostAllowList(\"example.com\").")
        }
    }

    /// Passes the request on if its host is listed.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard let authority = request.authority, let name = HostName(authority) else {
            throw HTTPError(.badRequest, "The request names no valid host.")
        }
        guard patterns.contains(where: { $0.matches(name) }) else {
            throw HTTPError(.misdirectedRequest, "This server does not answer for the host \"\(name.host)\".")
        }
        return try await next.respond(to: request)
    }
}

extension Middleware where Self == HostAllowList {
    /// Answers only requests for some hosts.
    public static func hosts(_ hosts: String...) -> HostAllowList { HostAllowList(hosts) }
}

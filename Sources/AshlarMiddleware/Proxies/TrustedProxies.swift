public import AshlarHTTP
import AshlarSupport
import HTTPTypes
public import NIOCore

/// Believes reverse proxies, and only them, when they say who the client is and what it asked for.
///
/// ```swift
/// TrustedProxies(["10.0.0.0/8", "2001:db8::/32"])                 // X-Forwarded-For, -Proto, -Host, -Port
/// TrustedProxies(["unix"], reading: .forwarded)                   // RFC 7239, from nginx over a Unix socket
/// TrustedProxies(["private"], hops: 2)                            // exactly two proxies, say a CDN and a load balancer
/// ```
///
/// A request of anybody else passes as it is: whatever it says in these fields is ignored. From a trusted peer,
/// `remoteAddress` becomes the client's, `scheme` and `authority` what the client used, and `request[TrustedProxies.self]`
/// is the proxy's address.
public struct TrustedProxies: Middleware, RequestKey {
    /// The address of the proxy that sent the request.
    public typealias Value = SocketAddress

    /// Which fields the proxies write. Only one kind is read: the proxy passes the other on as a client made it up.
    public enum Fields: Sendable {
        /// `X-Forwarded-For`, `-Proto`, `-Host` and `-Port`.
        case xForwarded
        /// `Forwarded` (RFC 7239).
        case forwarded
    }

    private let blocks: [CIDR]
    private let trustsUnixSockets: Bool
    private let hops: Int?
    private let fields: Fields
    private let malformed: [String]
    /// What `craft middleware` calls it: who is trusted.
    public let name: String

    /// - Parameters:
    ///   - proxies: addresses and blocks; `private` for private networks and this machine, `unix` for a Unix socket's peer.
    ///   - hops: how many proxies there are at most; nil: as many as are trusted, one after the other.
    ///   - fields: which fields the proxies write.
    public init(_ proxies: [String], hops: Int? = nil, reading fields: Fields = .xForwarded) {
        let texts = proxies.flatMap { $0 == "private" ? CIDR.privateNetworks : [$0] }.filter { $0 != "unix" }
        blocks = texts.compactMap { CIDR($0) }
        malformed = texts.filter { CIDR($0) == nil }
        name = "TrustedProxies(\(proxies.joined(separator: ", ")))"
        trustsUnixSockets = proxies.contains("unix")
        self.hops = hops
        self.fields = fields
    }

    /// - Throws: ``MiddlewareSetupError`` if an address is none.
    public func check() throws {
        if let text = malformed.first {
            throw MiddlewareSetupError(
                "TrustedProxies: \"\(text)\" is neither an address nor a block of addresses",
                suggestion: "Write 10.0.0.7, 10.0.0.0/8, 2001:db8::/32, \"private\" or \"unix\".")
        }
        if let hops, hops < 1 {
            throw MiddlewareSetupError(
                "TrustedProxies: \(hops) hops trust nobody", suggestion: "Leave TrustedProxies out instead.")
        }
    }

    /// Puts the client in the proxy's place.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard let peer = request.remoteAddress, trusts(peer) else { return try await next.respond(to: request) }
        var request = request
        request[TrustedProxies.self] = peer
        switch fields {
        case .xForwarded: readXForwarded(&request)
        case .forwarded: readForwarded(&request)
        }
        return try await next.respond(to: request)
    }

    private func trusts(_ peer: SocketAddress) -> Bool {
        guard let address = CIDR.Address(peer) else { return trustsUnixSockets }
        return blocks.contains { $0.contains(address) }
    }

    private func readXForwarded(_ request: inout Request) {
        func list(_ name: HTTPField.Name) -> [String] {
            request.headers[values: name].flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
                .map(\.trimmed)
        }
        let (client, depth) = client(of: list(.xForwardedFor))
        if let client { request.remoteAddress = client }
        /// What the outermost of the trusted proxies wrote: each may have added a value at the end.
        func value(_ name: HTTPField.Name) -> String? {
            let values = list(name)
            return values.isEmpty ? nil : values[max(0, values.count - max(depth, 1))]
        }
        set(&request, scheme: value(.xForwardedProto), host: value(.xForwardedHost), port: value(.xForwardedPort))
    }

    private func readForwarded(_ request: inout Request) {
        let text = request.headers[values: .forwarded].joined(separator: ",")
        guard !text.isEmpty, let elements = ForwardedElement.parse(text) else { return }
        let (client, depth) = client(of: elements.map { $0.client ?? "unknown" })
        if let client { request.remoteAddress = client }
        let outermost = elements[max(0, elements.count - max(depth, 1))]
        set(&request, scheme: outermost.scheme, host: outermost.host, port: nil)
    }

    /// Goes from the nearest proxy outwards as long as who reports is trusted.
    ///
    /// - Returns: the client, and how many entries were written by trusted proxies.
    private func client(of entries: [String]) -> (SocketAddress?, depth: Int) {
        var client: SocketAddress?
        var depth = 0
        for entry in entries.reversed() where depth < hops ?? .max {
            guard let address = Self.address(entry) else { break }
            client = address
            depth += 1
            // With a number of hops the count decides; without one, the first address that is no proxy of ours.
            if hops == nil, !trusts(address) { break }
        }
        return (client, depth)
    }

    private func set(_ request: inout Request, scheme: String?, host: String?, port: String?) {
        switch scheme?.lowercased() {
        case "https", "wss": request.scheme = "https"
        case "http", "ws": request.scheme = "http"
        default: break
        }
        if let host, HostName(host) != nil { request.authority = host }
        guard let port = port.flatMap({ UInt16($0) }), let authority = request.authority,
            let name = HostName(authority), name.port == nil, port != (request.scheme == "https" ? 443 : 80)
        else { return }
        request.authority = "\(authority):\(port)"
    }

    /// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:4711`.
    static func address(_ text: String) -> SocketAddress? {
        var host = Substring(text)
        var port: Substring?
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = text.firstIndex(of: ":"), text.lastIndex(of: ":") == colon {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard let number = port.map({ UInt16($0) }) ?? 0 else { return nil }
        return try? SocketAddress(ipAddress: String(host), port: Int(number))
    }
}

extension Middleware where Self == TrustedProxies {
    /// Believes reverse proxies at some addresses.
    public static func trustedProxies(_ proxies: String...) -> TrustedProxies { TrustedProxies(proxies) }
}

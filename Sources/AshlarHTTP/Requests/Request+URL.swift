import NIOCore

extension Request {
    /// Path and query as they were sent to this app, without what it is mounted at.
    public var target: String { rawQuery.map { "\(path)?\($0)" } ?? path }

    /// Whether the client's connection is encrypted, as the server or a trusted proxy says.
    public var isSecure: Bool { scheme == "https" }

    /// The host name or address that the client asked for, in lower case, without the port; nil if it sent none.
    public var host: String? {
        guard let authority, !authority.isEmpty else { return nil }
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            return authority[...end].lowercased()
        }
        return authority.prefix { $0 != ":" }.lowercased()
    }

    /// What stands before a domain in the host that the client asked for: `tenant` of `tenant.example.com`, and `a.b` of
    /// `a.b.example.com`; nil for the domain itself, for another one and for an address of digits.
    ///
    /// ```swift
    /// request.subdomain(of: "example.co.uk")
    /// ```
    ///
    /// - Parameter domain: the app's domain; by default the last two labels of the host, which is right for `example.com` and
    ///   not for `example.co.uk`.
    public func subdomain(of domain: String? = nil) -> String? {
        guard let host, !host.hasPrefix("[") else { return nil }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.last?.allSatisfy(\.isNumber) != true else { return nil }
        guard let domain = domain?.lowercased() else {
            return labels.count > 2 ? labels.dropLast(2).joined(separator: ".") : nil
        }
        guard host.hasSuffix("." + domain), host.utf8.count > domain.utf8.count + 1 else { return nil }
        return String(host.dropLast(domain.count + 1))
    }

    /// The port that the client asked for: the one in the authority, or the scheme's own.
    public var port: Int {
        let standard = isSecure ? 443 : 80
        guard let authority, let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") else {
            return standard
        }
        return Int(authority[authority.index(after: colon)...]) ?? standard
    }

    /// Scheme and authority: `https://example.com:8443`, without the port where it is the scheme's own (RFC 6454 section 6.2). A
    /// client of HTTP/1.0 that names no host has asked for `localhost`.
    public var origin: String {
        let authority = authority ?? "localhost"
        let standard = isSecure ? ":443" : ":80"
        return "\(scheme)://\(authority.hasSuffix(standard) ? authority.dropLast(standard.count) : authority[...])"
    }

    /// The client's URL without the query: `https://example.com/admin/users`.
    public var url: String { "\(origin)\(mountPath)\(path)" }

    /// The client's URL with the query.
    public var fullURL: String { rawQuery.map { "\(url)?\($0)" } ?? url }

    /// The IP address at the other end of the connection, or of the client behind a trusted proxy; nil for a Unix socket
    /// and in memory.
    public var clientAddress: String? { remoteAddress?.ipAddress }

    /// Whether the decoded path matches a pattern in which `*` stands for any text: `/admin/*`.
    ///
    /// ```swift
    /// if request.path(is: "/api/*") { ... }
    /// ```
    public func path(is glob: String) -> Bool {
        Glob.matches(PercentEncoding.decode(path.utf8) ?? path, pattern: glob)
    }

    /// The request as an app sees it that is mounted at a prefix: the prefix moves from the path to ``mountPath``. Nil if
    /// the path is not below the prefix.
    ///
    /// - Parameter prefix: `/admin`, with a slash at its start and none at its end.
    public func mounted(at prefix: String) -> Request? {
        guard path.hasPrefix(prefix) else { return nil }
        let rest = path.dropFirst(prefix.count)
        guard rest.isEmpty || rest.hasPrefix("/") else { return nil }
        var request = self
        request.mountPath += prefix
        request.path = rest.isEmpty ? "/" : String(rest)
        return request
    }
}

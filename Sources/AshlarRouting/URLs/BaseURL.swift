/// Where an app lives: `https://example.com:8443/shop`.
struct BaseURL: Sendable {
    private let scheme: String
    private let authority: String
    /// Put before all paths; without a slash at its end.
    let path: String

    init(scheme: String, authority: String, path: String) {
        self.scheme = scheme
        self.authority = authority
        self.path = path
    }

    /// - Throws: ``RouteError`` for what is no scheme and host.
    init(_ text: String) throws {
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.dropFirst().first ?? ""
        let authority = rest.prefix { $0 != "/" }
        var path = rest.dropFirst(authority.count)
        while path.hasSuffix("/") { path = path.dropLast() }
        guard let scheme = parts.first, !scheme.isEmpty, scheme.allSatisfy({ $0.isLetter }), !authority.isEmpty,
            !rest.contains(where: { $0.isWhitespace || $0 == "?" || $0 == "#" || $0 == "@" || $0 == "\\" })
        else {
            throw RouteError(
                message: "The base URL \"\(text)\" is none.",
                suggestion: "Write scheme and host, and a path if the app lives under one: https://example.com")
        }
        self.init(scheme: scheme.lowercased(), authority: String(authority), path: String(path))
    }

    /// Scheme, host and port.
    ///
    /// - Parameters:
    ///   - other: another scheme.
    ///   - host: another host; the port stays.
    func origin(scheme other: String?, host: String?) -> String {
        guard let host else { return "\(other ?? scheme)://\(authority)" }
        let afterAddress = authority.lastIndex(of: "]") ?? authority.startIndex
        let port = authority[afterAddress...].lastIndex(of: ":").map { authority[$0...] } ?? ""
        return "\(other ?? scheme)://\(host)\(port)"
    }
}

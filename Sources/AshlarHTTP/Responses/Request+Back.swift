import HTTPTypes

extension Request {
    /// The path and query of the page that the user comes from, if it is one of this site; else the fallback. It can never
    /// lead to another site.
    ///
    /// - Parameter fallback: a path of this app.
    public func back(or fallback: String = "/") -> String { previousPath ?? fallback }

    /// The path and query of the page that the user comes from (`Referer`, RFC 9110 section 10.1.3); nil if none was sent, or
    /// it is of another site.
    public var previousPath: String? {
        guard let referer = headers[.referer], let authority, !authority.isEmpty else { return nil }
        // Behind a proxy that ends TLS the scheme may not be known: the host decides.
        for scheme in ["https://", "http://"] where referer.lowercased().hasPrefix(scheme) {
            let rest = referer.dropFirst(scheme.count)
            let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
            guard rest[..<end].lowercased() == authority.lowercased() else { return nil }
            let target = String(rest[end...].prefix { $0 != "#" })
            if target.isEmpty { return "/" }
            return Self.isLocal(target) ? target : nil
        }
        return nil
    }

    /// Whether a target is a path of this site to every browser: not `//host`, not `/\host`, nothing that is stripped.
    ///
    /// - Parameter target: a path with its query.
    public static func isLocal(_ target: String) -> Bool {
        var bytes = target.utf8.makeIterator()
        guard bytes.next() == UInt8(ascii: "/") else { return false }
        let second = bytes.next()
        return second != UInt8(ascii: "/") && second != UInt8(ascii: "\\")
            && target.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }
}

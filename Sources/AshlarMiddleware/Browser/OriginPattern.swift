/// An origin, or all origins below a host: `https://example.com:8443`, `https://*.example.com`.
struct OriginPattern: Equatable {
    /// As it was written.
    let text: String
    private let prefix: String
    /// `.example.com:8443` of a wildcard; nil where the prefix is the whole origin.
    private let suffix: String?

    /// - Returns: nil if it is no origin.
    init?(_ text: String) {
        self.text = text
        guard let mark = text.firstRange(of: "://"), mark.lowerBound != text.startIndex else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard scheme.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 42 }) else { return nil }
        let host = String(text[mark.upperBound...])
        let isWildcard = host.hasPrefix("*.")
        let rest = isWildcard ? String(host.dropFirst(2)) : host
        guard HostName(rest) != nil else { return nil }
        prefix = isWildcard ? "\(scheme)://" : "\(scheme)://\(rest.lowercased())"
        suffix = isWildcard ? ".\(rest.lowercased())" : nil
    }

    func matches(_ origin: String) -> Bool {
        guard let suffix else { return origin == prefix }
        guard origin.hasPrefix(prefix), origin.hasSuffix(suffix),
            origin.utf8.count > prefix.utf8.count + suffix.utf8.count
        else { return false }
        let below = origin.dropFirst(prefix.count).dropLast(suffix.count)
        return below.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}

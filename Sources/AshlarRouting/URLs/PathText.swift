import AshlarHTTP

/// Text as paths and fragments write it.
enum PathText {
    /// A value of one segment: a slash in it is encoded.
    static func encode(_ text: String) -> String { PercentEncoding.encode(text) }

    /// A value of several segments: its slashes stay, but for one at its beginning. Behind the slash before the value that
    /// would be `//`, which leads to another host.
    static func encodeRest(_ text: String) -> String {
        let path = text.split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
        return path.hasPrefix("/") ? "%2F" + path.dropFirst() : path
    }

    /// Text that a route's author wrote: what a segment may hold as it is (RFC 3986 section 3.3) stays.
    static func encodeLiteral(_ text: String) -> String {
        text.map { character in
            "!$&'()*+,;=:@".contains(character) ? String(character) : PercentEncoding.encode(String(character))
        }.joined()
    }

    /// The part after `#` (RFC 3986 section 3.5).
    static func encodeFragment(_ text: String) -> String {
        text.map { character in
            "!$&'()*+,;=:@/?".contains(character) ? String(character) : PercentEncoding.encode(String(character))
        }.joined()
    }
}

import AshlarHTTP

/// The path of a request as the name of a file.
enum FilePath {
    /// The path inside of the folder, or nil for one that no file can have: hidden, `..`, NUL, an encoded slash, a part
    /// without a name.
    static func name(of path: some StringProtocol) -> String? {
        guard path.utf8.count > 1, !path.hasSuffix("/") else { return nil }
        if isPlain(path.utf8) { return String(path.dropFirst()) }
        var parts: [String] = []
        for segment in path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let part = PercentEncoding.decode(segment), !part.isEmpty, !part.hasPrefix("."),
                !part.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") })
            else { return nil }
            parts.append(part)
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }

    /// Whether the name is the path as it stands.
    private static func isPlain(_ path: some Sequence<UInt8>) -> Bool {
        var last: UInt8 = 0
        for byte in path {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "/"):
                if last == UInt8(ascii: "/") { return false }
            case UInt8(ascii: "%"), UInt8(ascii: "\\"), 0, 0x80...: return false
            default: break
            }
            last = byte
        }
        return true
    }
}

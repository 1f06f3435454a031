/// How a browser treats a body: show it or keep it, and under which name (RFC 6266).
public enum ContentDisposition {
    /// `attachment; filename="a.pdf"; filename*=UTF-8''...` as the name needs it.
    ///
    /// - Parameter name: the suggested name; folders are taken away. Nil for none.
    public static func attachment(_ name: String?) -> String { field("attachment", name) }

    /// Shown in the browser, with a name for who saves it.
    public static func inline(_ name: String?) -> String { field("inline", name) }

    private static func field(_ type: String, _ name: String?) -> String {
        guard let name else { return type }
        let last = String(name.split { $0 == "/" || $0 == "\\" }.last ?? "")
        let clean = String(
            String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
        guard !clean.isEmpty else { return type }
        let isPlain = clean.utf8.allSatisfy { $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "%") }
        if isPlain { return "\(type); filename=\"\(clean)\"" }
        // For who does not know the second spelling: the same without what it cannot carry.
        let plain = String(
            clean.map { $0.isASCII && $0 != "\"" && $0 != "%" ? $0 : Character("_") })
        return "\(type); filename=\"\(plain)\"; filename*=UTF-8''\(PercentEncoding.encode(clean))"
    }
}

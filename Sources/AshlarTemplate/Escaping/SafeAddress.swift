/// Addresses that a page may open: a script in the place of one is refused.
enum SafeAddress {
    /// What is printed in place of a refused address.
    static let refused = "about:invalid#refused"

    private static let schemes: Set<String> = [
        "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "webcal", "geo", "maps", "xmpp", "irc", "ircs",
        "sip",
        "sips", "magnet", "whatsapp", "tg", "slack", "skype", "facetime", "matrix", "otpauth", "bitcoin", "news", "urn",
    ]

    /// The text, unless it begins with a scheme that is none of those that only lead somewhere.
    static func checked(_ text: String) -> String { isSafe(text) ? text : refused }

    /// The same for an address as it stands in a page, with character references.
    static func isSafe(html: String) -> Bool { isSafe(AddressReferences.decoded(html)) }

    static func isSafe(_ text: String) -> Bool {
        // Browsers drop control characters and spaces at the beginning, and line breaks and tabs anywhere.
        let kept = text.unicodeScalars.filter { $0.value > 0x20 }
        guard let end = kept.firstIndex(where: { ":/?#".unicodeScalars.contains($0) }), kept[end] == ":" else {
            return true
        }
        let scheme = String(String.UnicodeScalarView(kept[..<end])).lowercased()
        if schemes.contains(scheme) { return true }
        // An image in the page itself; SVG may hold scripts.
        let rest = String(String.UnicodeScalarView(kept[kept.index(after: end)...].prefix(20))).lowercased()
        return scheme == "data" && rest.hasPrefix("image/") && !rest.hasPrefix("image/svg")
    }
}

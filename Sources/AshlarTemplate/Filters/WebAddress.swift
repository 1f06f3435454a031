/// Telling web and mail addresses from other words.
enum WebAddress {
    private static let shortDomains: Set<Substring> = ["com", "net", "int", "edu", "gov", "org", "info", "mil"]

    /// Whether a word is a web address, with `http://`, `https://`, `www.` or a well-known top-level domain.
    static func isWeb(_ text: String) -> Bool {
        let lowered = text.lowercased()
        var rest = lowered[...]
        var hasScheme = false
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            hasScheme = true
            break
        }
        let hasMark = hasScheme || rest.hasPrefix("www.")
        if !hasScheme, hasMark { rest = rest.dropFirst(4) }
        if hasScheme, rest.hasPrefix("[") { return isAddressVersion6(rest) }
        let end = rest.firstIndex { ":/?#".contains($0) } ?? rest.endIndex
        guard hasRest(rest[end...]) else { return false }
        let labels = rest[..<end].split(separator: ".", omittingEmptySubsequences: false)
        if hasScheme, isAddressVersion4(labels) { return true }
        guard let last = labels.last, labels.allSatisfy(isLabel) else { return false }
        if hasMark { return isTopLevel(last) }
        return labels.count >= 2 && shortDomains.contains(last)
            && labels.dropLast().allSatisfy { (2...63).contains($0.count) }
    }

    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty && label.unicodeScalars.allSatisfy { TextFilters.isWordScalar($0) || $0 == "%" || $0 == "-" }
    }

    private static func isTopLevel(_ label: Substring) -> Bool {
        if label.hasPrefix("xn--") { return (6...63).contains(label.count) }
        return (2...63).contains(label.count) && label.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }

    private static func isAddressVersion4(_ labels: [Substring]) -> Bool {
        labels.count == 4 && labels.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isWholeNumber) }
    }

    private static func isAddressVersion6(_ text: Substring) -> Bool {
        guard let end = text.firstIndex(of: "]") else { return false }
        let groups = text[text.index(after: text.startIndex)..<end].split(
            separator: ":", omittingEmptySubsequences: false)
        return (3...9).contains(groups.count)
            && groups.allSatisfy { $0.count <= 4 && $0.allSatisfy(\.isHexDigit) }
            && hasRest(text[text.index(after: end)...])
    }

    /// A port, a path, a query: what may come behind the host.
    private static func hasRest(_ text: Substring) -> Bool {
        var rest = text
        if rest.first == ":" {
            let digits = rest.dropFirst().prefix { $0.isWholeNumber }
            guard (1...5).contains(digits.count) else { return false }
            rest = rest.dropFirst(1 + digits.count)
        }
        return rest.first.map { "/?#".contains($0) } ?? true
    }

    /// Whether a word is a mail address.
    static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard let domain = parts.last, parts.count >= 2, !(parts.first ?? "").isEmpty else { return false }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, let first = domain.unicodeScalars.first else { return false }
        return TextFilters.isWordScalar(first) && !last.isEmpty
            && last.unicodeScalars.allSatisfy(TextFilters.isWordScalar)
            && domain.unicodeScalars.allSatisfy { TextFilters.isWordScalar($0) || $0 == "." || $0 == "-" }
    }
}

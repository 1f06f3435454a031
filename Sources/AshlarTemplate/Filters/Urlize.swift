/// `urlize`: makes links of the addresses in a text.
struct Urlize {
    private let limit: Int?
    private let attributes: String
    private let schemes: [String]

    init(_ arguments: TemplateArguments) throws {
        let policies = arguments.state?.engine.configuration.policies ?? TemplatePolicies()
        limit = try arguments.integer(0, "trim_url_limit")
        let given = arguments.value(3, "rel").flatMap { $0.isNone ? nil : $0 }
        var rel = Set(try given?.text().split(separator: " ").map(String.init) ?? [])
        if try arguments.flag(1, "nofollow") { rel.insert("nofollow") }
        rel.formUnion(policies.urlizeRel.split(separator: " ").map(String.init))
        let target = arguments.value(2, "target").flatMap { $0.isNone ? nil : $0 }
        let targetText = try target?.text() ?? policies.urlizeTarget
        var attributes = ""
        if !rel.isEmpty { attributes += " rel=\"\(Markup.escaping(rel.sorted().joined(separator: " ")).html)\"" }
        if let targetText, !targetText.isEmpty { attributes += " target=\"\(Markup.escaping(targetText).html)\"" }
        self.attributes = attributes
        let extra = arguments.value(4, "extra_schemes").flatMap { $0.isNone ? nil : $0 }
        schemes = try extra?.requiredElements().values().map { try $0.text() } ?? policies.urlizeExtraSchemes
        for scheme in schemes where !Self.isScheme(scheme) {
            throw Failure("\"\(scheme)\" is no beginning of an address with a scheme")
        }
    }

    private static func isScheme(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":"), ["", "/", "//"].contains(text[text.index(after: colon)...]) else {
            return false
        }
        let name = text[..<colon]
        return name.count >= 2
            && name.unicodeScalars.allSatisfy { TextFilters.isWordScalar($0) || ".+-".unicodeScalars.contains($0) }
    }

    func html(of value: TemplateValue) throws -> String {
        let html = try value.html()
        var result = ""
        var word = ""
        for scalar in html.unicodeScalars {
            if scalar.properties.isWhitespace {
                result += link(word)
                word = ""
                result.unicodeScalars.append(scalar)
            } else {
                word.unicodeScalars.append(scalar)
            }
        }
        return result + link(word)
    }

    /// A word, with a link around the address in it.
    private func link(_ word: String) -> String {
        if word.isEmpty { return "" }
        var middle = word[...]
        var head = ""
        var tail = ""
        while let mark = ["(", "<", "&lt;"].first(where: { middle.hasPrefix($0) }) {
            head += mark
            middle = middle.dropFirst(mark.count)
        }
        while let mark = [")", "&gt;", ">", ".", ","].first(where: { middle.hasSuffix($0) }) {
            tail = mark + tail
            middle = middle.dropLast(mark.count)
        }
        for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
            let opened = TextSearch.ranges(of: open, in: String(middle)).count
            guard opened > TextSearch.ranges(of: close, in: String(middle)).count else { continue }
            for _ in 0..<min(opened, TextSearch.ranges(of: close, in: tail).count) {
                guard let range = TextSearch.firstRange(of: close, in: tail[...]) else { break }
                middle = middle + tail[..<range.upperBound]
                tail = String(tail[range.upperBound...])
            }
        }
        return head + linked(String(middle)) + tail
    }

    private func linked(_ text: String) -> String {
        if WebAddress.isWeb(text) {
            let address = text.hasPrefix("https://") || text.hasPrefix("http://") ? text : "https://\(text)"
            return anchor(address, trimmed(text), attributes)
        }
        if text.hasPrefix("mailto:"), WebAddress.isEmail(String(text.dropFirst(7))) {
            return anchor(text, String(text.dropFirst(7)), "")
        }
        if text.contains("@"), !text.hasPrefix("www."), !text.hasPrefix("@"), !text.contains(":"),
            WebAddress.isEmail(text)
        {
            return anchor("mailto:\(text)", text, "")
        }
        if schemes.contains(where: { text != $0 && text.hasPrefix($0) }) { return anchor(text, text, attributes) }
        return text
    }

    private func anchor(_ address: String, _ text: String, _ attributes: String) -> String {
        "<a href=\"\(address)\"\(attributes)>\(text)</a>"
    }

    private func trimmed(_ text: String) -> String {
        guard let limit, limit >= 0, text.unicodeScalars.count > limit else { return text }
        return String(text.unicodeScalars.prefix(limit)) + "..."
    }
}

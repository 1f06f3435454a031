/// `striptags`: the text of HTML without comments and tags, its whitespace put together and its references resolved.
enum StripTags {
    static func text(of html: String) -> String {
        let plain = removing(from: removing(from: html, "<!--", "-->"), "<", ">")
        let words = plain.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }
        return unescaped(words.joined(separator: " "))
    }

    private static func removing(from text: String, _ start: String, _ end: String) -> String {
        var result = ""
        var rest = text[...]
        while let open = TextSearch.firstRange(of: start, in: rest),
            let close = TextSearch.firstRange(of: end, in: rest[open.upperBound...])
        {
            result += rest[..<open.lowerBound]
            rest = rest[close.upperBound...]
        }
        return result + rest
    }

    private static let names: [Substring: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "\u{A9}",
        "reg": "\u{AE}", "hellip": "\u{2026}", "mdash": "\u{2014}", "ndash": "\u{2013}", "laquo": "\u{AB}",
        "raquo": "\u{BB}", "lsquo": "\u{2018}", "rsquo": "\u{2019}", "ldquo": "\u{201C}", "rdquo": "\u{201D}",
        "euro": "\u{20AC}", "trade": "\u{2122}", "bull": "\u{2022}", "middot": "\u{B7}", "times": "\u{D7}",
        "szlig": "\u{DF}", "auml": "\u{E4}", "ouml": "\u{F6}", "uuml": "\u{FC}", "Auml": "\u{C4}", "Ouml": "\u{D6}",
        "Uuml": "\u{DC}", "eacute": "\u{E9}", "egrave": "\u{E8}", "agrave": "\u{E0}", "ccedil": "\u{E7}",
    ]

    static func unescaped(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[mark...]
            if let end = rest.prefix(12).firstIndex(of: ";"),
                let scalar = scalar(rest[rest.index(after: rest.startIndex)..<end])
            {
                result.unicodeScalars.append(scalar)
                rest = rest[rest.index(after: end)...]
            } else {
                result.append("&")
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    private static func scalar(_ name: Substring) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return names[name] }
        let digits = name.dropFirst()
        let code = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return code.flatMap(Unicode.Scalar.init)
    }
}

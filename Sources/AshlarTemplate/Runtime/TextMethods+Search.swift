/// The methods that look for a text in a text.
extension TextMethods {
    static let searching: [String: Body] = [
        "startswith": { value, arguments in
            let (text, affixes) = try affixes(value, arguments)
            return .bool(affixes.contains { text.utf8.starts(with: $0.utf8) })
        },
        "endswith": { value, arguments in
            let (text, affixes) = try affixes(value, arguments)
            return .bool(affixes.contains { text.utf8.reversed().starts(with: $0.utf8.reversed()) })
        },
        "find": { value, arguments in .int(try place(value, arguments) ?? -1) },
        "rfind": { value, arguments in .int(try place(value, arguments, fromEnd: true) ?? -1) },
        "index": { value, arguments in .int(try found(place(value, arguments))) },
        "rindex": { value, arguments in .int(try found(place(value, arguments, fromEnd: true))) },
        "count": { value, arguments in
            let part = try arguments.string(0, "sub")
            guard let (text, _) = try range(value, arguments) else { return 0 }
            return .int(
                part.isEmpty ? text.unicodeScalars.count + 1 : TextSearch.ranges(of: part, in: String(text)).count)
        },
        "partition": { value, arguments in try partition(value, arguments, fromEnd: false) },
        "rpartition": { value, arguments in try partition(value, arguments, fromEnd: true) },
    ]

    private static func affixes(
        _ value: TemplateValue, _ arguments: TemplateArguments
    ) throws -> (text: Substring, affixes: [String]) {
        let affix = try arguments.required(0, "prefix")
        var affixes = [affix]
        if case .array(let sequence) = affix { affixes = try sequence.values() }
        guard let (text, _) = try range(value, arguments) else { return ("", []) }
        return (text, try affixes.map { try $0.text() })
    }

    /// The part of a text that the second and third argument choose, and where it begins; nil if it begins behind the end.
    private static func range(
        _ value: TemplateValue, _ arguments: TemplateArguments
    ) throws -> (text: Substring, start: Int)? {
        let text = try value.text()
        let (start, end) = (try arguments.integer(1, "start"), try arguments.integer(2, "end"))
        if start == nil, end == nil { return (text[...], 0) }
        let scalars = text.unicodeScalars
        let count = scalars.count
        if let start, start > count { return nil }
        let bounds = TextSearch.bounds(start, end, count: count)
        if let start, start < 0 ? start + count > bounds.upperBound : start > bounds.upperBound { return nil }
        let first = scalars.index(scalars.startIndex, offsetBy: bounds.lowerBound)
        return (text[first..<scalars.index(first, offsetBy: bounds.count)], bounds.lowerBound)
    }

    private static func place(
        _ value: TemplateValue, _ arguments: TemplateArguments, fromEnd: Bool = false
    ) throws -> Int? {
        let part = try arguments.string(0, "sub")
        guard let (text, start) = try range(value, arguments) else { return nil }
        if fromEnd, part.isEmpty { return start + text.unicodeScalars.count }
        let found =
            fromEnd ? TextSearch.lastRange(of: part, in: text) : TextSearch.firstRange(of: part, in: text)
        return found.map { start + text.unicodeScalars.distance(from: text.startIndex, to: $0.lowerBound) }
    }

    private static func found(_ place: Int?) throws -> Int {
        guard let place else { throw Failure("the text does not contain it") }
        return place
    }

    private static func partition(
        _ value: TemplateValue, _ arguments: TemplateArguments, fromEnd: Bool
    ) throws -> TemplateValue {
        let text = try value.text()[...]
        let separator = try arguments.string(0, "sep")
        if separator.isEmpty { throw Failure("the separator is empty") }
        let found =
            fromEnd ? TextSearch.lastRange(of: separator, in: text) : TextSearch.firstRange(of: separator, in: text)
        guard let found else {
            let parts: [Substring] = fromEnd ? ["", "", text] : [text, "", ""]
            return .tuple(parts.map { same(as: value, $0) })
        }
        return .tuple(
            [text[..<found.lowerBound], text[found], text[found.upperBound...]].map { same(as: value, $0) })
    }
}

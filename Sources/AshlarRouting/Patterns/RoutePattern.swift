/// A route's path: `/posts/{post}/comments/{comment:int}`, or `/files/{path*}` for everything below.
struct RoutePattern: Sendable {
    enum Segment: Sendable {
        case literal(String)
        case parameter(Placeholder)
        /// Everything from here on, slashes included.
        case rest(Placeholder)
    }

    let segments: [Segment]

    /// Parses a path.
    ///
    /// - Parameters:
    ///   - text: the path.
    ///   - converters: the app's own converters by their names.
    ///   - constraints: converters of placeholders that have none in the text, by the placeholders' names.
    /// - Throws: a sentence that says what is wrong.
    init(
        _ text: String, converters: [String: PathConverter] = [:], constraints: [String: PathConverter] = [:]
    ) throws(RoutePatternError) {
        var segments: [Segment] = []
        for part in Self.split(text, at: "/") {
            if case .rest = segments.last {
                throw RoutePatternError("nothing can follow a {name*}, which takes the rest of the path")
            }
            let segment = try Self.segment(part, converters, constraints)
            if segments.last?.placeholder?.isOptional == true, segment.placeholder?.isOptional != true {
                throw RoutePatternError("only optional placeholders can follow one, as in {year?}/{month?}")
            }
            segments.append(segment)
        }
        let names = segments.compactMap(\.placeholder?.name)
        if let twice = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
            throw RoutePatternError("it has {\(twice)} twice")
        }
        self.segments = segments
    }

    var placeholders: [Placeholder] { segments.compactMap(\.placeholder) }

    /// The pattern as it is written.
    var text: String { "/" + segments.map(\.text).joined(separator: "/") }

    /// The same without its last optional placeholders: `/posts/{page?}` is also `/posts`.
    var expansions: [[Segment]] {
        var all = [segments]
        while let last = all.last, last.last?.placeholder?.isOptional == true { all.append(Array(last.dropLast())) }
        return all
    }

    /// Splits at a character that does not stand between braces; without empty parts.
    static func split(_ text: String, at separator: Character) -> [Substring] {
        var depth = 0
        return text.split { character in
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            return character == separator && depth <= 0
        }
    }

    private static func segment(
        _ part: Substring, _ converters: [String: PathConverter], _ constraints: [String: PathConverter]
    ) throws(RoutePatternError) -> Segment {
        guard let placeholder = try placeholder(part, converters, constraints) else { return .literal(String(part)) }
        return placeholder.isRest ? .rest(placeholder) : .parameter(placeholder)
    }

    /// The placeholder that a part of a path or a host is, or nil if it is text.
    static func placeholder(
        _ part: Substring, _ converters: [String: PathConverter], _ constraints: [String: PathConverter]
    ) throws(RoutePatternError) -> Placeholder? {
        guard part.contains("{") || part.contains("}") else { return nil }
        guard part.hasPrefix("{"), part.hasSuffix("}") else {
            throw RoutePatternError(
                "\"\(part)\" mixes text and a placeholder: a placeholder is a whole segment, {name}")
        }
        var placeholder = try Placeholder(part.dropFirst().dropLast(), converters: converters)
        if let constraint = constraints[placeholder.name], !placeholder.isRest { placeholder.converter = constraint }
        if case .broken(let reason) = placeholder.converter.kind { throw RoutePatternError(reason) }
        return placeholder
    }
}

extension RoutePattern.Segment {
    var placeholder: Placeholder? {
        switch self {
        case .literal: nil
        case .parameter(let placeholder), .rest(let placeholder): placeholder
        }
    }

    /// As it is written.
    var text: String {
        switch self {
        case .literal(let text): text
        case .parameter(let placeholder), .rest(let placeholder): placeholder.text
        }
    }

    /// What it matches, whatever its placeholder's name: two routes of one shape collide.
    var shape: String {
        switch self {
        case .literal(let text): text
        case .parameter(let placeholder): "{:\(placeholder.converter.name)}"
        case .rest(let placeholder): "{:\(placeholder.converter.name)*}"
        }
    }
}

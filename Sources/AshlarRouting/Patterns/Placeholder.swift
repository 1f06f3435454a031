import AshlarSupport

/// A placeholder of a path or a host: `{id}`, `{id:int}`, `{post.slug}`, `{page?}`, `{path*}`.
struct Placeholder: Sendable {
    let name: String
    /// The column by which a model is found: `slug` in `{post.slug}`.
    let column: String?
    var converter: PathConverter
    let isOptional: Bool
    /// Whether it takes all that is left of the path.
    let isRest: Bool

    /// Parses what stands between the braces.
    ///
    /// - Parameters:
    ///   - text: `post.slug:slug?`
    ///   - converters: the app's own converters by their names.
    init(_ text: Substring, converters: [String: PathConverter]) throws(RoutePatternError) {
        var rest = text
        var isOptional = false
        var isRest = false
        if rest.hasSuffix("?") { (isOptional, rest) = (true, rest.dropLast()) }
        if rest.hasSuffix("*") { (isRest, rest) = (true, rest.dropLast()) }
        if rest.hasSuffix("...") { (isRest, rest) = (true, rest.dropLast(3)) }
        let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let names = (parts.first ?? "").split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = names.first, Self.isIdentifier(name), names.dropFirst().allSatisfy(Self.isIdentifier) else {
            throw RoutePatternError(
                "\"{\(text)}\" is no placeholder: write {name}, or {name*} for the rest of the path")
        }
        self.name = String(name)
        column = names.dropFirst().first.map(String.init)
        let converter =
            if let named = parts.dropFirst().first {
                try Self.converter(String(named), converters)
            } else {
                isRest ? PathConverter.path : PathConverter.string
            }
        if case .path = converter.kind { isRest = true }
        self.converter = converter
        self.isOptional = isOptional
        self.isRest = isRest
    }

    /// The placeholder as it is written.
    var text: String {
        var text = column.map { "\(name).\($0)" } ?? name
        if converter.name != (isRest ? "path" : "string") { text += ":" + converter.name }
        return "{\(text)\(isRest ? "*" : "")\(isOptional ? "?" : "")}"
    }

    private static func converter(
        _ name: String, _ own: [String: PathConverter]
    ) throws(RoutePatternError) -> PathConverter {
        if let converter = own[name] ?? PathConverter.builtIn[name] { return converter }
        if name.hasPrefix("any("), name.hasSuffix(")") {
            let words = name.dropFirst(4).dropLast().split(separator: ",")
                .map { String($0.drop { $0 == " " }) }
            if !words.isEmpty { return .any(words) }
        }
        if name.hasPrefix("int("), name.hasSuffix(")"),
            let dots = name.firstRange(of: "..."),
            let low = Int(name[..<dots.lowerBound].dropFirst(4)), let high = Int(name[dots.upperBound...].dropLast()),
            low <= high
        {
            return .int(in: low...high)
        }
        if name.hasPrefix("regex("), name.hasSuffix(")") { return .regex(String(name.dropFirst(6).dropLast())) }
        throw RoutePatternError(
            "there is no converter \"\(name)\"."
                + Suggestion.sentence(for: name, in: Array(own.keys) + Array(PathConverter.builtIn.keys))
                + " A model's column is written {name.column}, an own converter is registered with routes.converter")
    }

    private static func isIdentifier(_ text: Substring) -> Bool {
        guard let first = text.first, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}

import AshlarHTTP

/// A route's path: `/posts/{post}/comments/{comment}`, or `/files/{path*}` for everything below.
struct RoutePattern: Sendable, Equatable {
    enum Segment: Sendable, Equatable {
        case literal(String)
        case parameter(String)
        /// Everything from here on, slashes included.
        case rest(String)
    }

    let segments: [Segment]

    /// - Throws: a sentence that says what is wrong.
    init(_ text: String) throws(RoutePatternError) {
        var segments: [Segment] = []
        for part in text.split(separator: "/") {
            if case .rest = segments.last {
                throw RoutePatternError("nothing can follow a {name*}, which takes the rest of the path")
            }
            segments.append(try Self.segment(String(part)))
        }
        let names = segments.compactMap(\.name)
        if let twice = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
            throw RoutePatternError("it has {\(twice)} twice")
        }
        self.segments = segments
    }

    var parameterNames: [String] { segments.compactMap(\.name) }

    /// The pattern as it is written.
    var text: String {
        "/"
            + segments.map { segment in
                switch segment {
                case .literal(let text): text
                case .parameter(let name): "{\(name)}"
                case .rest(let name): "{\(name)*}"
                }
            }.joined(separator: "/")
    }

    private static func segment(_ part: String) throws(RoutePatternError) -> Segment {
        guard part.contains("{") || part.contains("}") else { return .literal(part) }
        guard part.hasPrefix("{"), part.hasSuffix("}") else {
            throw RoutePatternError(
                "\"\(part)\" mixes text and a placeholder: a placeholder is a whole segment, {name}")
        }
        var name = part.dropFirst().dropLast()
        let isRest = name.hasSuffix("*")
        if isRest { name = name.dropLast() }
        guard let first = name.first, first.isLetter || first == "_",
            name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
        else {
            throw RoutePatternError("\"\(part)\" is no placeholder: write {name}, or {name*} for the rest of the path")
        }
        return isRest ? .rest(String(name)) : .parameter(String(name))
    }
}

extension RoutePattern.Segment {
    fileprivate var name: String? {
        switch self {
        case .literal: nil
        case .parameter(let name), .rest(let name): name
        }
    }
}

/// What is wrong with a pattern.
struct RoutePatternError: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}

/// What a placeholder of a path takes, for documents.
package struct PathValue: Sendable {
    /// The kinds of values.
    package enum Kind: Sendable {
        /// Any text.
        case text
        /// A whole number.
        case integer(ClosedRange<Int>?)
        /// A number.
        case number
        /// A UUID.
        case uuid
        /// A day.
        case date
        /// One of these.
        case choices([String])
        /// What a regular expression matches as a whole.
        case pattern(String)
    }

    /// The placeholder's name.
    package let name: String
    /// What it takes.
    package let kind: Kind
    /// Whether it names a column of its model.
    package let hasColumn: Bool

    init(_ placeholder: Placeholder) {
        name = placeholder.name
        hasColumn = placeholder.column != nil
        kind =
            switch placeholder.converter.kind {
            case .text, .path, .custom, .broken: .text
            case .int(let range): .integer(range)
            case .float: .number
            case .uuid: .uuid
            case .date: .date
            case .ulid: .pattern("[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}")
            case .alpha: .pattern("[A-Za-z]+")
            case .alphanumeric: .pattern("[A-Za-z0-9]+")
            case .slug: .pattern("[A-Za-z0-9_-]+")
            case .oneOf(let words): .choices(words)
            case .pattern(let expression): .pattern(expression.source)
            }
    }
}

extension RouteTable.Entry {
    /// The paths that it answers at, with `{name}` for placeholders: several where some may be left out.
    package var templates: [(path: String, values: [PathValue])] {
        guard !isFallback, !isMount else { return [] }
        return expansions.map { segments in
            let parts = segments.map { segment in
                segment.placeholder.map { "{\($0.name)}" } ?? segment.text
            }
            return (path(of: parts), segments.compactMap(\.placeholder).map(PathValue.init))
        }
    }
}

public import AshlarSupport

/// A mistake in a template, found while reading or while rendering it.
///
/// ```
/// views/posts/show.html:3:8: "titel" is undefined. Did you mean "title"?
/// ```
public struct TemplateError: DetailedError, CustomDebugStringConvertible {
    /// What kind of mistake it is.
    public struct Kind: Sendable, Hashable, CustomStringConvertible {
        /// A word for it.
        public let description: String

        /// The template's text cannot be read: a tag without an end, an unknown filter.
        public static let syntax = Kind(description: "syntax")
        /// A name or a member that does not exist was used.
        public static let undefined = Kind(description: "undefined")
        /// A template that does not exist was asked for.
        public static let notFound = Kind(description: "not found")
        /// A template that cannot be read, or whose name is refused, was asked for.
        public static let refused = Kind(description: "refused")
        /// Something failed while rendering.
        public static let runtime = Kind(description: "runtime")
        /// One of ``TemplateLimits`` was reached.
        public static let limit = Kind(description: "limit")
    }

    /// What kind of mistake it is.
    public let kind: Kind
    /// What is wrong, as a sentence without its place.
    public let message: String
    /// The template's name: `posts/show.html`.
    public let template: String
    /// The template's file; nil if it came from no file.
    public let path: String?
    /// The line, counted from 1; nil when no line is to blame.
    public let line: Int?
    /// The column in characters, counted from 1.
    public let column: Int?
    /// The lines around the mistake.
    public let excerpt: SourceExcerpt?
    /// What to do about it.
    public let suggestion: String?
    /// The way to the mistake, outermost first: who extends, includes, calls. Of a long one the middle is left out.
    public var chain: [String] {
        let (first, last) = (5, 2)
        guard way.count > first + last + 1 else { return way }
        return way.prefix(first) + ["… \(way.count - first - last) more"] + way.suffix(last)
    }

    /// All of the way.
    var way: [String] = []
    /// The error of a function, a filter or a model's member that caused this one.
    public let underlying: (any Error)?

    /// The file or, without one, the name of the template, with line and column.
    public var location: SourceLocation? {
        line.map { SourceLocation(file: path ?? template, line: $0, column: column) }
    }

    /// The place and the message in one line.
    public var description: String {
        let place = location?.description ?? path ?? template
        let text = place.isEmpty ? message : "\(place): \(message)"
        guard let suggestion else { return text }
        return text.last.map { ".?!".contains($0) } == true ? "\(text) \(suggestion)" : "\(text). \(suggestion)"
    }

    /// The description with the lines around the mistake and the way to it.
    public var debugDescription: String {
        var lines = [description]
        if let excerpt { lines.append(excerpt.text(caretAt: column)) }
        lines += chain.map { "  via \($0)" }
        if let underlying { lines.append("  caused by \(String(reflecting: underlying))") }
        return lines.joined(separator: "\n")
    }
}

extension TemplateError {
    init(
        _ kind: Kind, _ message: String, in origin: TemplateOrigin, at offset: Int?, suggestion: String? = nil,
        underlying: (any Error)? = nil
    ) {
        let place = offset.map { origin.place(ofOffset: $0) }
        self.kind = kind
        self.message = message
        self.suggestion = suggestion
        self.underlying = underlying
        template = origin.name
        path = origin.path
        line = place?.line
        column = place?.column
        excerpt = place.map { SourceExcerpt(of: origin.text, around: $0.line, context: 3) }
    }

    /// A block that prints values in a place that its own template cannot see.
    init(misplaced block: CompiledBlock, of parent: CompiledTemplate, in entry: Context.BlockEntry) {
        self.init(
            .syntax,
            "the block \"\(block.name)\" \(entry.block.content.hasOutputs ? "prints values" : "includes templates"), but \"\(parent.origin.name)\" has it in a tag, a script or a style",
            in: entry.template.origin, at: entry.block.offset,
            suggestion: "Move the tag that is around the block in \"\(parent.origin.name)\" into the block.")
    }

    init(notFound name: String, path: String? = nil, suggestion: String?) {
        kind = .notFound
        message = "there is no template \"\(name)\""
        template = name
        self.path = path
        line = nil
        column = nil
        excerpt = nil
        self.suggestion = suggestion
        underlying = nil
    }
}

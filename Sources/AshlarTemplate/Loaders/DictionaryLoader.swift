/// Templates in memory, by name: for tests, and for templates that an executable carries with it.
public struct DictionaryLoader: TemplateLoader {
    private let sources: [String: String]

    /// Holds texts by their names.
    public init(_ sources: [String: String]) { self.sources = sources }

    /// A text.
    public func load(_ name: String) throws -> TemplateSource? {
        sources[name].map { TemplateSource(bytes: Array($0.utf8)) }
    }

    /// Always the same: the texts do not change.
    public func version(of name: String) -> TemplateVersion? { sources[name] == nil ? nil : TemplateVersion(0) }

    /// The texts do not change.
    public var watchesChanges: Bool { false }

    /// The names in alphabetical order.
    public func names() throws -> [String] { sources.keys.sorted() }
}

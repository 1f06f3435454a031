public import AshlarSupport

/// A relation was read where nothing may be sent, and it was not loaded before: by a view or as JSON, or lazily while
/// ``LazyLoading/refused``.
public struct RelationNotLoaded: DetailedError, Equatable {
    /// The model's name: `Comment`.
    public let model: String
    /// The relation's name: `author`.
    public let relation: String
    /// The model that the query was for: `Post`, where the comments are those of posts.
    public let root: String
    /// The relations from there: `comments.author`.
    public let path: String
    /// Whether the read would have loaded it, were that allowed.
    public let isLazy: Bool
    /// Where the query was made.
    public let location: SourceLocation?

    /// An error about a relation that was not loaded.
    public init(
        model: String, relation: String, root: String? = nil, path: String? = nil, isLazy: Bool = false,
        location: SourceLocation? = nil
    ) {
        self.model = model
        self.relation = relation
        self.root = root ?? model
        self.path = path ?? relation
        self.isLazy = isLazy
        self.location = location
    }

    /// Which relation is missing.
    public var description: String {
        "The relation \"\(relation)\" of \(model) is not loaded; "
            + (isLazy ? "lazy reads are refused" : "views and JSON never query")
    }

    /// The call that loads it.
    public var suggestion: String? {
        "Add .with { $0.\(path) } to the query of \(root)"
            + (isLazy ? "." : ", or read it with `try await` before.")
    }
}

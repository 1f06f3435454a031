public import AshlarSupport

/// How a read of a relation is taken that was not loaded with `with`.
public enum LazyLoading: Sendable {
    /// The relation is loaded for all models of the result in one statement.
    case allowed
    /// The same, and a function is told, unless the query gave one model alone: an app's development log.
    case reported(@Sendable (LazyLoad) -> Void)
    /// The read throws ``RelationNotLoaded``, which says the `with` that is missing.
    case refused
}

/// A relation that was loaded on its first read, for all models of a result.
public struct LazyLoad: Sendable, Equatable, CustomStringConvertible {
    /// The model's name: `Comment`.
    public let model: String
    /// The relation's name: `author`.
    public let relation: String
    /// How many models the relation was loaded for: all that came from the same statement.
    public let count: Int
    /// The model that the query was for: `Post`, where the comments are those of posts.
    public let root: String
    /// The relations from there: `comments.author`.
    public let path: String
    /// Where the query was made.
    public let location: SourceLocation

    /// What happened, and the call that makes it explicit.
    public var description: String {
        "\(model).\(relation) was loaded lazily for \(count) models; "
            + "add .with { $0.\(path) } to the query of \(root) at \(location)"
    }
}

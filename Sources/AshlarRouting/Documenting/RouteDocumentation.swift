public import AshlarSupport
public import HTTPTypes

/// What documents say of a route that its code does not say by itself.
///
/// ```swift
/// routes.group("/api") { ... }
///     .documented { $0.security = [.bearer] }
/// routes.get("/api/posts/{post}", PostController.show).documented {
///     $0.tags = ["Posts"]
///     $0.answers(.gone, "The post was taken down.")
/// }
/// ```
public struct RouteDocumentation: Sendable {
    /// One line; the first sentence of the action's comment unless it is set.
    public var summary: String?
    /// More than a line; the rest of the action's comment unless it is set.
    public var text: String?
    /// What it is listed under; the controller's name unless it is set.
    public var tags: [String] = []
    /// The operation's name for programs; the route's name unless it is set.
    public var operation: String?
    /// Whether clients should stop using it.
    public var isDeprecated: Bool?
    /// Whether documents leave it out.
    public var isHidden: Bool?
    /// How clients prove who they are, each way by itself; an empty list says that nobody has to.
    public var security: [SecurityScheme]?
    /// A body that can be sent as it stands.
    public var example: SentValue?
    /// Answers besides those that the code tells.
    public private(set) var answers: [Answer] = []

    /// Says nothing.
    public init() {}

    /// An answer.
    public struct Answer: Sendable {
        /// Its status.
        public let status: HTTPResponse.Status
        /// When it is given.
        public let text: String
        /// What its JSON is made of; nil for none, or for an error that is told as all errors are.
        public let type: Any.Type?
        /// One of them.
        public let example: SentValue?
    }

    /// Adds an answer.
    ///
    /// - Parameters:
    ///   - status: its status; one that the code tells as well is described anew, as far as it says something.
    ///   - text: when it is given.
    ///   - type: what its JSON is made of; nil where it has none, or, of an error, where it is told as all errors are.
    ///   - example: one of them.
    public mutating func answers(
        _ status: HTTPResponse.Status, _ text: String, _ type: Any.Type? = nil, example: SentValue? = nil
    ) {
        answers.append(Answer(status: status, text: text, type: type, example: example))
    }

    /// What is said of a group holds for its routes unless they say something else.
    func merging(_ inner: RouteDocumentation) -> RouteDocumentation {
        var merged = inner
        merged.summary = inner.summary ?? summary
        merged.text = inner.text ?? text
        if inner.tags.isEmpty { merged.tags = tags }
        merged.operation = inner.operation
        merged.isDeprecated = inner.isDeprecated ?? isDeprecated
        merged.isHidden = inner.isHidden ?? isHidden
        merged.security = inner.security ?? security
        merged.example = inner.example ?? example
        merged.answers = answers + inner.answers
        return merged
    }
}

extension RouteConfigurable {
    /// Says what documents tell of the route, or of all routes of the group, besides what the code tells.
    @discardableResult
    public func documented(_ describe: (inout RouteDocumentation) -> Void) -> Self {
        describe(&settings.documentation)
        return self
    }
}

public import AshlarContainer
public import AshlarHTTP
import Synchronization

/// A page is about to be rendered. A listener may give it values; what one throws is thrown in place of the page.
///
/// ```swift
/// container.listen(ViewRendering.self, where: { $0.name.hasPrefix("posts") }) { event in
///     event.set("categories", try await Category.all())
/// }
/// ```
public final class ViewRendering: Event {
    /// The view as it was named: `posts.index`, or `errors/404.html` for an error page.
    public let name: String
    /// The request that it is rendered for; nil for what is rendered outside of any, such as a mail of a command.
    public let request: Request?
    private let given: Mutex<[String: any Sendable]>

    init(name: String, request: Request?, values: [String: any Sendable]) {
        self.name = name
        self.request = request
        given = Mutex(values)
    }

    /// What the action gave to its view, and listeners before.
    public var values: [String: any Sendable] { given.withLock { $0 } }

    /// Gives the view a value; what had that name before is replaced.
    public func set(_ name: String, _ value: any Sendable) { given.withLock { $0[name] = value } }

    /// A scope that has the request, if there is one.
    public func makeScope() -> Scope { request.map { Scope(seed: $0) } ?? Scope() }
}

/// A page was rendered. What a listener throws is logged.
public struct ViewRendered: Event {
    /// The view as it was named: `posts.index`, or `errors/404.html` for an error page.
    public let name: String
    /// What its action and listeners gave to it.
    public let values: [String: any Sendable]
    /// The request that it was rendered for; nil for what was rendered outside of any.
    public let request: Request?

    /// A scope that has the request, if there is one.
    public func makeScope() -> Scope { request.map { Scope(seed: $0) } ?? Scope() }
}

/// Something that has happened, or is about to, and that others may want to hear of: a value of its own type.
///
/// ```swift
/// struct PostPublished: Event { let post: Post }
///
/// container.listen(PostPublished.self) { event in await feed.add(event.post) }
///
/// try await events.dispatch(PostPublished(post: post))
/// ```
public protocol Event: Sendable {
    /// The scope that listeners are made in which need something of one request. An event of a request gives one that has
    /// the request; any other an empty one.
    func makeScope() -> Scope
}

extension Event {
    /// An empty scope.
    public func makeScope() -> Scope { Scope() }
}

/// A type that hears of events of one type and is made by the container, with what it asks for.
///
/// ```swift
/// @Injectable
/// struct TellSubscribers: Listener {
///     let mailer: any Mailer
///     func handle(_ event: PostPublished) async throws { try await mailer.send(...) }
/// }
///
/// container.listen(TellSubscribers.self)
/// ```
public protocol Listener: Sendable {
    /// The event that it hears of.
    associatedtype Subject: Event

    /// Does what is to be done.
    ///
    /// - Throws: what ``Events/dispatch(_:)`` hands to whoever dispatched the event; ``Events/notify(_:)`` reports it.
    func handle(_ event: Subject) async throws
}

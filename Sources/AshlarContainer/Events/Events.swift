import Synchronization

/// Brings events to their listeners: one after the other, each awaited, in the task of whoever dispatches.
///
/// An app has one, which the container gives out. Providers add listeners in `register`, with
/// ``Container/listen(_:order:where:_:)``; later ones are added here.
///
/// ```swift
/// let events = Events()
/// events.listen(PostPublished.self, where: { $0.post.isPublic }) { event in await feed.add(event.post) }
/// try await events.dispatch(PostPublished(post: post))
/// ```
public final class Events: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any EventEnding]>([:])
    private let made = Mutex<[any MadeListening]>([])
    private let failures = ListenerFailures()

    /// Nobody listens yet.
    public init() {}

    /// Where the events of one type go. Who dispatches often keeps it: it says at the cost of one load that nobody listens.
    public func channel<E: Event>(_ type: E.Type = E.self) -> EventChannel<E> {
        channels.withLock { channels in
            if let channel = channels[ObjectIdentifier(type)] as? EventChannel<E> { return channel }
            let channel = EventChannel<E>(failures)
            channels[ObjectIdentifier(type)] = channel
            return channel
        }
    }

    /// Adds a listener.
    ///
    /// - Parameters:
    ///   - type: the event.
    ///   - order: listeners of a lower number hear first; of one number, those that were added first.
    ///   - condition: which events it hears of; all unless it is given.
    ///   - perform: does what is to be done.
    public func listen<E: Event>(
        _ type: E.Type, order: Int = 0, where condition: (@Sendable (E) -> Bool)? = nil,
        _ perform: @escaping @Sendable (E) async throws -> Void
    ) {
        channel(type).add(order, condition, perform)
    }

    /// Tells all listeners of an event, one after the other.
    ///
    /// - Throws: what a listener throws; those after it then hear nothing.
    public func dispatch<E: Event>(_ event: E) async throws { try await channel(E.self).dispatch(event) }

    /// Tells all listeners of what cannot be helped any more: each hears of it, and what one throws goes to ``onFailure(_:)``.
    public func notify<E: Event>(_ event: E) async { await channel(E.self).notify(event) }

    /// Says who is told of what listeners throw that were notified; nobody unless it is set. An app's kernel logs it.
    public func onFailure(_ report: @escaping @Sendable (ListenerFailure) -> Void) { failures.set(report) }

    // MARK: - For the container

    func add(_ listening: any MadeListening) { made.withLock { $0.append(listening) } }

    /// What listeners need that the container makes.
    var requirements: [(name: String, dependencies: [Dependency])] {
        made.withLock { $0 }.map { ($0.name, [$0.dependency]) }
    }

    /// Makes the listeners that the container makes, as far as they do not belong to a request.
    func attach(_ container: VerifiedContainer) throws {
        for listening in made.withLock({ $0 }) { try listening.attach(container) }
    }

    /// Forgets all listeners: when the app has shut down.
    public func end() {
        made.withLock { $0 = [] }
        let all = channels.withLock { Array($0.values) }
        for channel in all { channel.end() }
    }
}

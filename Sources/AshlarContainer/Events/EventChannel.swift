import Synchronization

/// A channel, whatever its events are.
protocol EventEnding: Sendable {
    func end()
}

/// The listeners of one type of events.
///
/// ```swift
/// let published = events.channel(PostPublished.self)                    // once
/// if !published.isSilent { try await published.dispatch(PostPublished(post: post)) }
/// ```
public final class EventChannel<E: Event>: EventEnding {
    private struct Listening: Sendable {
        let order: Int
        let condition: (@Sendable (E) -> Bool)?
        let perform: @Sendable (E) async throws -> Void
    }

    private let listeners = Mutex<[Listening]>([])
    private let count = Atomic(0)
    private let failures: ListenerFailures

    init(_ failures: ListenerFailures) { self.failures = failures }

    /// Whether nobody listens.
    public var isSilent: Bool { count.load(ordering: .relaxed) == 0 }

    /// Tells all listeners, one after the other. The event is not made where nobody listens.
    ///
    /// - Throws: what a listener throws; those after it then hear nothing.
    public func dispatch(_ event: @autoclosure () -> E) async throws {
        guard !isSilent else { return }
        let event = event()
        for listener in current where listener.condition?(event) ?? true { try await listener.perform(event) }
    }

    /// Tells all listeners; what one throws is reported, and the others hear of the event nevertheless.
    public func notify(_ event: @autoclosure () -> E) async {
        guard !isSilent else { return }
        let event = event()
        for listener in current where listener.condition?(event) ?? true {
            do {
                try await listener.perform(event)
            } catch {
                failures.report(ListenerFailure(event: "\(E.self)", reason: error))
            }
        }
    }

    /// Removes all listeners.
    func end() {
        listeners.withLock { $0 = [] }
        count.store(0, ordering: .relaxed)
    }

    func add(
        _ order: Int, _ condition: (@Sendable (E) -> Bool)?, _ perform: @escaping @Sendable (E) async throws -> Void
    ) {
        listeners.withLock { listeners in
            let place = listeners.firstIndex { $0.order > order } ?? listeners.endIndex
            listeners.insert(Listening(order: order, condition: condition, perform: perform), at: place)
        }
        count.add(1, ordering: .relaxed)
    }

    private var current: [Listening] { listeners.withLock { $0 } }
}

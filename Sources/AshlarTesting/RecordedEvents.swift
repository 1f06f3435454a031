public import Ashlar
import Synchronization

/// The events of one type since a test asked for them.
///
/// ```swift
/// let pages = app.record(ViewRendered.self)
/// try await app.get("/posts").assertOk()
/// #expect(pages.all.map(\.name) == ["posts.index"])
/// ```
public final class RecordedEvents<E: Event>: Sendable {
    private let events = Mutex<[E]>([])

    init() {}

    /// All so far, in the order in which they came.
    public var all: [E] { events.withLock { $0 } }

    func add(_ event: E) { events.withLock { $0.append(event) } }
}

extension TestApp {
    /// Records the events of a type from now on, behind the app's own listeners.
    public func record<E: Event>(_ type: E.Type) -> RecordedEvents<E> {
        let recorded = RecordedEvents<E>()
        kernel.events.listen(type, order: .max) { recorded.add($0) }
        return recorded
    }
}

import Ashlar
import Synchronization

/// What an app tells of one request of a test: the views that it rendered, and the error that became its answer.
final class AnswerNotes: Sendable {
    /// Those of the request that is being answered in this task.
    @TaskLocal static var current: AnswerNotes?

    private struct State {
        var views: [ViewRendered] = []
        var error: (any Error)?
    }

    private let state = Mutex(State())

    var views: [ViewRendered] { state.withLock { $0.views } }
    var error: (any Error)? { state.withLock { $0.error } }

    /// Has an app's events noted, behind its own listeners.
    static func listen(to events: Events) {
        events.listen(ViewRendered.self, order: .max) { event in
            current?.state.withLock { $0.views.append(event) }
        }
        events.listen(ExceptionReported.self, order: .max) { event in
            current?.state.withLock { $0.error = event.error }
        }
    }
}

import Synchronization

/// Whether what a task reads may come from a replica.
final class ReadingContext: Sendable {
    @TaskLocal static var current: ReadingContext?

    private let mustReadPrimary: Atomic<Bool>
    let notesWrites: Bool

    init(mustReadPrimary: Bool, notesWrites: Bool) {
        self.mustReadPrimary = Atomic(mustReadPrimary)
        self.notesWrites = notesWrites
    }

    var readsPrimary: Bool { mustReadPrimary.load(ordering: .relaxed) }

    /// From now on reads come from where the write went.
    func noteWrite() { if notesWrites { mustReadPrimary.store(true, ordering: .relaxed) } }
}

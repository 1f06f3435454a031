/// Requests that wait, in the order of their arrival. Any of them can leave early.
struct PoolQueue {
    struct Entry {
        let id: RequestID
        /// The order of arrival across all queues.
        let sequence: UInt64
        let deadline: PoolInstant
    }

    private var entries: [Entry] = []
    private var head = 0
    // Those that left are only taken out here: searching the row for each would take long when many leave at once.
    private var waiting: Set<RequestID> = []

    var count: Int { waiting.count }
    var isEmpty: Bool { waiting.isEmpty }

    mutating func append(_ entry: Entry) {
        entries.append(entry)
        waiting.insert(entry.id)
    }

    /// The one that waits longest.
    var first: Entry? { head < entries.count ? entries[head] : nil }

    mutating func popFirst() -> Entry? {
        guard let entry = first else { return nil }
        waiting.remove(entry.id)
        head += 1
        skipThoseThatLeft()
        return entry
    }

    /// - Returns: whether the request was waiting here.
    mutating func remove(_ id: RequestID) -> Bool {
        guard waiting.remove(id) != nil else { return false }
        skipThoseThatLeft()
        return true
    }

    private mutating func skipThoseThatLeft() {
        while head < entries.count, !waiting.contains(entries[head].id) { head += 1 }
        if head == entries.count {
            entries.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 1024, head > entries.count / 2 {
            entries.removeFirst(head)
            head = 0
        }
    }
}

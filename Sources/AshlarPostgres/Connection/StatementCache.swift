/// The prepared statements of one connection; the one that was not used for longest makes room for a new one.
struct StatementCache {
    final class Entry {
        let name: String
        let types: [PostgresType]
        /// The columns of its results, known after the first.
        var shape: RowShape?
        fileprivate var lastUse: UInt64

        fileprivate init(name: String, types: [PostgresType], lastUse: UInt64) {
            self.name = name
            self.types = types
            self.lastUse = lastUse
        }
    }

    let capacity: Int
    private var entries: [String: [Entry]] = [:]
    private(set) var count = 0
    private var uses: UInt64 = 0
    // Names are not used again: one that is forgotten may still exist on the server.
    private var names = 0

    init(capacity: Int) { self.capacity = capacity }

    /// The statement with that text and the types of those bindings.
    mutating func entry(text: String, bindings: [PostgresBinding]) -> Entry? {
        guard let candidates = entries[text] else { return nil }
        for entry in candidates where entry.types.elementsEqual(bindings, by: { $0 == $1.type }) {
            uses += 1
            entry.lastUse = uses
            return entry
        }
        return nil
    }

    /// Adds a statement that is about to be prepared.
    ///
    /// - Returns: the entry, and the name of the statement that had to go for it.
    mutating func insert(text: String, bindings: [PostgresBinding]) -> (entry: Entry, evicted: String?) {
        let evicted = count >= capacity ? evict() : nil
        uses += 1
        names += 1
        let entry = Entry(name: "ashlar_\(names)", types: bindings.map(\.type), lastUse: uses)
        entries[text, default: []].append(entry)
        count += 1
        return (entry, evicted)
    }

    /// Forgets a statement that the server does not have, or has in a form that is out of date.
    mutating func forget(_ entry: Entry, text: String) {
        guard let index = entries[text]?.firstIndex(where: { $0 === entry }) else { return }
        entries[text]?.remove(at: index)
        if entries[text]?.isEmpty == true { entries[text] = nil }
        count -= 1
    }

    /// Forgets all: the server was told to.
    mutating func removeAll() {
        entries.removeAll()
        count = 0
    }

    private mutating func evict() -> String? {
        var oldest: (text: String, entry: Entry)?
        for (text, candidates) in entries {
            for entry in candidates where entry.lastUse < oldest?.entry.lastUse ?? .max { oldest = (text, entry) }
        }
        guard let oldest else { return nil }
        forget(oldest.entry, text: oldest.text)
        return oldest.entry.name
    }
}

/// The prepared statements of one connection; the one that was not used for longest makes room for a new one.
struct StatementCache {
    final class Entry {
        let name: String
        let text: String
        let types: [PostgresType]
        /// The columns of its results, known after the first.
        var shape: RowShape?
        fileprivate var lastUse: UInt64

        fileprivate init(name: String, text: String, types: [PostgresType], lastUse: UInt64) {
            self.name = name
            self.text = text
            self.types = types
            self.lastUse = lastUse
        }

        fileprivate func fits(_ bindings: [PostgresBinding]) -> Bool {
            types.elementsEqual(bindings) { $0 == $1.type }
        }
    }

    let capacity: Int
    private var entries: [String: [Entry]] = [:]
    /// The one that was used last. Its text is mostly the very same string, which costs less to compare than to hash.
    private var latest: Entry?
    private(set) var count = 0
    private var uses: UInt64 = 0
    // Names are not used again: one that is forgotten may still exist on the server.
    private var names = 0

    init(capacity: Int) { self.capacity = capacity }

    /// The statement with that text and the types of those bindings.
    mutating func entry(text: String, bindings: [PostgresBinding]) -> Entry? {
        if let latest, latest.text == text, latest.fits(bindings) { return use(latest) }
        guard let candidates = entries[text] else { return nil }
        for entry in candidates where entry.fits(bindings) { return use(entry) }
        return nil
    }

    private mutating func use(_ entry: Entry) -> Entry {
        uses += 1
        entry.lastUse = uses
        latest = entry
        return entry
    }

    /// Adds a statement that is about to be prepared.
    ///
    /// - Returns: the entry, and the name of the statement that had to go for it.
    mutating func insert(text: String, bindings: [PostgresBinding]) -> (entry: Entry, evicted: String?) {
        let evicted = count >= capacity ? evict() : nil
        uses += 1
        names += 1
        let entry = Entry(name: "ashlar_\(names)", text: text, types: bindings.map(\.type), lastUse: uses)
        entries[text, default: []].append(entry)
        count += 1
        return (entry, evicted)
    }

    /// Forgets a statement that the server does not have, or has in a form that is out of date.
    mutating func forget(_ entry: Entry, text: String) {
        if latest === entry { latest = nil }
        guard let index = entries[text]?.firstIndex(where: { $0 === entry }) else { return }
        entries[text]?.remove(at: index)
        if entries[text]?.isEmpty == true { entries[text] = nil }
        count -= 1
    }

    /// Forgets all: the server was told to.
    mutating func removeAll() {
        entries.removeAll()
        latest = nil
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

import AshlarSecurity

/// What is known of a session during a request: a plain state machine without locks and time.
struct SessionState: Sendable {
    /// Stored names of flashed values begin with it, then comes a word of the request that flashed them: so that a request
    /// which takes its own away touches none that another one has just left.
    static let flashPrefix = "_flash."

    /// What ``Session/isPermanent`` was set to.
    static let permanentName = "_permanent"

    let loaded: SessionRecord?
    /// Made when it is first needed: most visitors of a public page need none.
    private var knownID: String?
    private(set) var values: [String: String]
    /// Flashed by the request before, readable in this one.
    private(set) var flashed: [String: String] = [:]
    /// Flashed by this request for the next.
    private(set) var next: [String: String] = [:]
    private var storedFlashNames: [String] = []
    private var changed: Set<String> = []
    private var removed: Set<String> = []
    private var agesFlash: Bool
    private var isMoved = false
    private var isReplaced = false
    /// Whether anybody looked into it.
    var isAccessed = false

    init(loaded: SessionRecord?, agesFlash: Bool) {
        self.loaded = loaded
        self.agesFlash = agesFlash
        knownID = loaded?.id
        values = loaded?.values ?? [:]
        for (name, value) in values where name.hasPrefix(Self.flashPrefix) {
            values[name] = nil
            storedFlashNames.append(name)
            let plain = name.dropFirst(Self.flashPrefix.count).drop { $0 != "." }.dropFirst()
            flashed[String(plain)] = value
        }
    }

    /// The id: 256 random bits.
    mutating func id() -> String {
        if let knownID { return knownID }
        let made = RandomToken.make(byteCount: 32)
        knownID = made
        return made
    }

    /// Whether the session is new and empty: nothing of it needs to be stored.
    var isNew: Bool { loaded == nil }

    /// Whether the browser keeps it when it is closed; nil where nobody has said so.
    var isPermanent: Bool? { values[Self.permanentName].map { $0 == "true" } }

    func value(_ name: String) -> String? { values[name] ?? next[name] ?? flashed[name] }

    mutating func set(_ name: String, _ value: String) {
        guard values[name] != value else { return }
        values[name] = value
        changed.insert(name)
        removed.remove(name)
    }

    mutating func remove(_ name: String) {
        flashed[name] = nil
        next[name] = nil
        guard values.removeValue(forKey: name) != nil else { return }
        changed.remove(name)
        removed.insert(name)
    }

    mutating func flash(_ name: String, _ value: String) { next[name] = value }

    mutating func flashNow(_ name: String, _ value: String) { flashed[name] = value }

    /// Keeps flashed values for one more request; all of them if no names are given.
    mutating func keep(_ names: [String]?) {
        for (name, value) in flashed where names?.contains(name) ?? true { next[name] = value }
    }

    mutating func removeAll() {
        for name in values.keys { remove(name) }
        flashed = [:]
        next = [:]
        agesFlash = true
    }

    mutating func regenerate() {
        knownID = nil
        isMoved = true
    }

    mutating func invalidate() {
        removeAll()
        knownID = nil
        isReplaced = true
        changed = []
        removed = []
    }

    /// What became of it in the end.
    enum Ending: Equatable {
        /// Nothing is to be done.
        case untouched
        /// What a driver has is to be dropped.
        case dropped(String)
        /// Something is to be written.
        case changed(SessionChanges)
    }

    /// Whether nothing was written, moved or flashed: most requests only read.
    private var isAsLoaded: Bool {
        changed.isEmpty && removed.isEmpty && next.isEmpty && storedFlashNames.isEmpty && !isMoved && !isReplaced
    }

    /// - Parameters:
    ///   - now: the time in seconds since 1970.
    ///   - settings: how long it lives.
    mutating func ending(now: Int, _ settings: SessionSettings) -> Ending {
        if loaded == nil, values.isEmpty, next.isEmpty { return .untouched }
        if let loaded, isAsLoaded, now - loaded.seenAt < settings.touchInterval { return .untouched }
        var set = values.filter { changed.contains($0.key) }
        var removed = Array(removed)
        var all = values
        if agesFlash || !next.isEmpty {
            let word = RandomToken.make(byteCount: 6)
            for (name, value) in next { set["\(Self.flashPrefix)\(word).\(name)"] = value }
            removed += agesFlash ? storedFlashNames : []
        }
        if !agesFlash, let loaded {
            for name in storedFlashNames { all[name] = loaded.values[name] }
        }
        all.merge(set) { _, new in new }
        guard let loaded else {
            guard !all.isEmpty else { return .untouched }
            return changes(.create, all, set, [], createdAt: now, now, settings)
        }
        if isReplaced {
            guard !all.isEmpty else { return .dropped(loaded.id) }
            return changes(.replace(old: loaded.id), all, all, [], createdAt: now, now, settings)
        }
        if isMoved {
            // Another id, the same session: its whole life is counted from its beginning.
            return changes(.move(from: loaded.id), all, set, removed, createdAt: loaded.createdAt, now, settings)
        }
        let isDue = now - loaded.seenAt >= settings.touchInterval
        guard isDue || !set.isEmpty || !removed.isEmpty else { return .untouched }
        return changes(.merge, all, set, removed, createdAt: loaded.createdAt, now, settings)
    }

    private mutating func changes(
        _ kind: SessionChanges.Kind, _ all: [String: String], _ set: [String: String], _ removed: [String],
        createdAt: Int, _ now: Int, _ settings: SessionSettings
    ) -> Ending {
        let record = SessionRecord(id: id(), values: all, createdAt: createdAt, seenAt: now)
        return .changed(
            SessionChanges(
                kind: kind, record: record, set: set, removed: removed.sorted(),
                expiresAt: settings.expiry(createdAt: createdAt, seenAt: now)))
    }
}

/// The values that travel with a request, by key. A request has a handful of them, so a list is faster than a dictionary.
struct RequestValues: Sendable {
    // It has nothing that could change.
    private class Box: @unchecked Sendable {}

    // Immutable, and of a `Sendable` value: safe to share.
    private final class Value<Wrapped: Sendable>: Box, @unchecked Sendable {
        let wrapped: Wrapped
        init(_ wrapped: Wrapped) { self.wrapped = wrapped }
    }

    private var entries: [(key: ObjectIdentifier, box: Box)] = []

    subscript<Key: RequestKey>(_ key: Key.Type) -> Key.Value? {
        get {
            let id = ObjectIdentifier(key)
            for entry in entries where entry.key == id {
                // Only the setter below makes entries, and a key has one type of value: no cast by name is needed.
                return unsafeDowncast(entry.box, to: Value<Key.Value>.self).wrapped
            }
            return nil
        }
        set {
            let id = ObjectIdentifier(key)
            let box = newValue.map(Value.init)
            if let index = entries.firstIndex(where: { $0.key == id }) {
                if let box { entries[index].box = box } else { entries.remove(at: index) }
            } else if let box {
                entries.append((id, box))
            }
        }
    }
}

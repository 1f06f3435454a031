/// One thing of a schema, with the statements that make it.
struct DumpObject: Sendable {
    /// The kinds, in the order in which they come where nothing else decides.
    enum Kind: Int, Sendable {
        case type
        case sequence
        case function
        case table
        case view
    }

    let id: UInt32
    let kind: Kind
    /// What tells it from others of its kind, such as a function's name with its arguments.
    let name: String
    var statements: [String]
}

/// Puts things in an order in which each comes after all that it needs, and which is the same for the same things.
enum DumpOrder {
    /// - Parameter needs: what each needs, by identifiers.
    static func sorted(_ objects: [DumpObject], needs: [UInt32: Set<UInt32>]) -> [DumpObject] {
        var waiting = objects.sorted { ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name) }
        var missing = Set(objects.map(\.id))
        var sorted: [DumpObject] = []
        while !waiting.isEmpty {
            // Where things need each other the first one has to do without.
            let index = waiting.firstIndex { object in
                (needs[object.id] ?? []).allSatisfy { $0 == object.id || !missing.contains($0) }
            }
            let next = waiting.remove(at: index ?? waiting.startIndex)
            missing.remove(next.id)
            sorted.append(next)
        }
        return sorted
    }
}

import AshlarSupport

/// The routes of one host by the segments of their paths, in flat arrays: finding one costs as many steps as its path has
/// segments, however many routes there are, and allocates nothing.
struct RouteTree: Sendable {
    /// A place in the tree. Numbers are places in the arrays below; -1 is none.
    struct Node: Sendable {
        var slotStart: Int32 = 0
        /// The number of slots, a power of two, or 0.
        var slotCount: Int32 = 0
        var placeholderStart: Int32 = 0
        var placeholderCount: Int32 = 0
        var restStart: Int32 = 0
        var restCount: Int32 = 0
        var endpoint: Int32 = -1
        var mount: Int32 = -1
        var fallback: Int32 = -1
    }

    /// A literal segment in the hash table of its node.
    struct Slot: Sendable {
        var hash: UInt32 = 0
        var textStart: Int32 = 0
        var textCount: Int32 = 0
        var node: Int32 = -1
    }

    /// A placeholder that leads on.
    struct Edge: Sendable {
        var converter: Int32
        /// Whether it accepts everything but nothing, so that no converter has to be asked.
        var isPlain: Bool
        var node: Int32
    }

    /// The routes of one method at a place.
    struct MethodSlot: Sendable {
        var code: UInt8
        var start: Int32
        var count: Int32
    }

    /// Where a place's methods lie.
    struct Endpoint: Sendable {
        var start: Int32
        var count: Int32
    }

    var nodes: [Node] = [Node()]
    var slots: [Slot] = []
    var text: [UInt8] = []
    var edges: [Edge] = []
    var converters: [PathConverter] = []
    var endpoints: [Endpoint] = []
    var methods: [MethodSlot] = []
    /// Places in the table's routes; those of one method with more predicates first.
    var candidates: [Int32] = []

    /// The node that a literal leads to, or -1.
    func literal(_ node: Node, _ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard node.slotCount > 0 else { return -1 }
        let hash = Self.hash(bytes)
        let mask = UInt32(node.slotCount - 1)
        var place = hash & mask
        while true {
            let slot = slots[Int(node.slotStart) + Int(place)]
            guard slot.node >= 0 else { return -1 }
            if slot.hash == hash, isText(slot, bytes) { return slot.node }
            place = (place + 1) & mask
        }
    }

    private func isText(_ slot: Slot, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(slot.textCount) == bytes.count else { return false }
        for index in 0..<bytes.count where text[Int(slot.textStart) + index] != bytes[index] { return false }
        return true
    }

    static func hash(_ bytes: some Sequence<UInt8>) -> UInt32 {
        let hash = FNV1a.hash32(bytes)
        return hash ^ (hash >> 15)
    }
}

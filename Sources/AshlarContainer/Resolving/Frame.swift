/// What a value is made in: who is being made, and what it is given.
///
/// Before everything is proven, frames also form the chain of what is being made, so that a cycle is an error and not a
/// stack overflow. Afterwards each binding has one frame, made at boot, with its needs in it.
@usableFromInline
final class Frame: Sendable {
    let parent: Frame?
    let key: BindingKey?
    let lifetime: Lifetime
    /// The bindings of the declared needs, in their order; nil for what has to be looked up.
    @usableFromInline let slots: [Slot?]
    /// Whether the type has bindings of its own.
    let hasContextual: Bool
    @usableFromInline let isTracked: Bool

    init(
        parent: Frame? = nil, key: BindingKey?, lifetime: Lifetime = .transient, slots: [Slot?] = [],
        hasContextual: Bool = false, isTracked: Bool
    ) {
        self.parent = parent
        self.key = key
        self.lifetime = lifetime
        self.slots = slots
        self.hasContextual = hasContextual
        self.isTracked = isTracked
    }

    /// Everything that is being made, outermost first.
    var chain: [Frame] {
        var frames: [Frame] = []
        var next: Frame? = self
        while let frame = next {
            if frame.key != nil { frames.append(frame) }
            next = frame.parent
        }
        return frames.reversed()
    }

    var names: [String] { chain.compactMap { $0.key?.description } }

    func contains(_ key: BindingKey) -> Bool {
        var next: Frame? = self
        while let frame = next {
            if frame.key == key { return true }
            next = frame.parent
        }
        return false
    }
}

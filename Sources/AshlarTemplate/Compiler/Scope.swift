/// A body with slots of its own while it is compiled: a template's top level, a block, a macro, a recursive loop.
final class FrameLayout {
    /// The slots that were handed out. Set to what it was, it takes back those of a body that is compiled anew.
    var state: (slotCount: Int, caches: [String: Int]) = (0, [:])

    var slotCount: Int { state.slotCount }

    func newSlot() -> Int {
        state.slotCount += 1
        return state.slotCount - 1
    }

    /// The slot that keeps what the context says of a name.
    func cache(for name: String) -> Int {
        if let slot = state.caches[name] { return slot }
        let slot = newSlot()
        state.caches[name] = slot
        return slot
    }
}

/// Names that are assigned in one place of a template and seen inside of it.
final class Scope {
    struct Variable {
        let slot: Int
        /// Whether the slot is filled before anything can read it.
        let isFilled: Bool
    }

    let layout: FrameLayout
    let parent: Scope?
    /// Whether what is assigned here is exported to the template's blocks and importers.
    let isTopLevel: Bool
    private(set) var variables: [String: Variable] = [:]
    /// The templates that are imported here whole, by the names that they get, where nothing else gets them.
    var modules: [String: String] = [:]
    private var order: [String] = []

    init(layout: FrameLayout, parent: Scope?, isTopLevel: Bool = false) {
        self.layout = layout
        self.parent = parent
        self.isTopLevel = isTopLevel
    }

    /// Makes room for a variable; the slots of the names in one scope are new each time the scope is entered.
    @discardableResult
    func declare(_ name: String, isFilled: Bool = false) -> Int {
        if let variable = variables[name] {
            if isFilled, !variable.isFilled { variables[name] = Variable(slot: variable.slot, isFilled: true) }
            return variable.slot
        }
        let slot = layout.newSlot()
        variables[name] = Variable(slot: slot, isFilled: isFilled)
        order.append(name)
        return slot
    }

    /// The slots that have to be emptied when the scope is entered.
    var slots: [Int] { order.compactMap { variables[$0]?.slot } }

    /// Where a name may have been assigned, innermost first, and whether one of the places is sure to be filled.
    func places(of name: String) -> (slots: [SlotReference], isCertain: Bool) {
        var slots: [SlotReference] = []
        var hops = 0
        var scope: Scope? = self
        while let current = scope {
            if let variable = current.variables[name] {
                slots.append(SlotReference(hops: hops, index: variable.slot))
                if variable.isFilled { return (slots, true) }
            }
            if let next = current.parent, next.layout !== current.layout { hops += 1 }
            scope = current.parent
        }
        return (slots, false)
    }

    /// The innermost scope that declares a name.
    func owner(of name: String) -> Scope? { variables[name] == nil ? parent?.owner(of: name) : self }

    /// All variables that are seen here.
    func snapshot() -> ScopeSnapshot {
        var names: [String] = []
        var seen: Set<String> = []
        var scope: Scope? = self
        while let current = scope {
            for name in current.order where seen.insert(name).inserted { names.append(name) }
            scope = current.parent
        }
        return ScopeSnapshot(variables: names.map { ($0, places(of: $0).slots) })
    }
}

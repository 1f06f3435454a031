import Synchronization

/// Keys with values, in the order in which they came.
///
/// Dictionaries that a template makes can be changed by it, as in Python: `counts.update(a=1)`. Those that it is given
/// cannot, since others may hold them too.
public final class TemplateDictionary: Sendable {
    private let initial: TemplatePairs
    /// A dictionary of Swift's is read where it is; its pairs are made when a template asks for more than a name.
    private let given: [String: any Sendable]?
    /// The pairs since the first change, or once those of ``given`` were asked for.
    private let current = Mutex(TemplatePairs())
    private let isCurrent = Atomic(false)
    /// 0: not known yet.
    private let depths: Atomic<Int>
    private let isFixed: Bool
    /// Whether it holds a component's slots: one that was not given is empty.
    let holdsSlots: Bool

    /// Makes a dictionary of pairs, which no template changes; of pairs with the same key the last one counts, at the place
    /// of the first.
    public convenience init(_ pairs: [(TemplateValue, TemplateValue)]) { self.init(pairs, isFixed: true) }

    init(_ pairs: [(TemplateValue, TemplateValue)], isFixed: Bool, holdsSlots: Bool = false) {
        self.holdsSlots = holdsSlots
        let initial = TemplatePairs(pairs)
        self.initial = initial
        self.isFixed = isFixed
        given = nil
        depths = Atomic(1 + (initial.values.lazy.map(\.depth).max() ?? 0))
    }

    /// A dictionary whose values become template values when they are read.
    init(_ given: [String: any Sendable]) {
        self.given = given
        initial = TemplatePairs()
        isFixed = true
        holdsSlots = false
        depths = Atomic(0)
    }

    /// The keys, in order.
    public var keys: [TemplateValue] { pairs.keys }

    /// The values, in the order of ``keys``.
    public var values: [TemplateValue] { pairs.values }

    /// Keys and values at one moment.
    var pairs: TemplatePairs {
        if isCurrent.load(ordering: .acquiring) { return current.withLock { $0 } }
        guard let given else { return initial }
        // In the order of their keys, so that a page looks the same every time.
        let keys = given.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let pairs = TemplatePairs(keys.map { (.string($0), given[$0].map { TemplateValue($0) } ?? .none) })
        current.withLock { $0 = pairs }
        isCurrent.store(true, ordering: .releasing)
        return pairs
    }

    /// How many pairs there are.
    public var count: Int { given?.count ?? (isCurrent.load(ordering: .acquiring) ? pairs : initial).keys.count }

    /// How deep containers are nested in it.
    var depth: Int {
        let known = depths.load(ordering: .relaxed)
        if known > 0 { return known }
        let depth = 1 + (values.lazy.map(\.depth).max() ?? 0)
        depths.store(depth, ordering: .relaxed)
        return depth
    }

    /// The value of a key that is a string.
    public subscript(name: String) -> TemplateValue? {
        if let given { return given[name].map { TemplateValue($0) } }
        return isCurrent.load(ordering: .acquiring) ? current.withLock { $0[name] } : initial[name]
    }

    /// The value of any key.
    public subscript(key: TemplateValue) -> TemplateValue? {
        if given != nil, let text = key.plainText { return self[text] }
        return pairs[key]
    }

    var items: [TemplateValue] { pairs.items }

    /// Whether the dictionary has been changed, and so may hold itself.
    var mayHoldItself: Bool { !isFixed && isCurrent.load(ordering: .relaxed) }

    /// Changes the dictionary; see ``TemplateArray/change(adding:in:_:)``.
    func change(
        adding added: [TemplateValue] = [], in state: RenderState?,
        _ change: (inout TemplatePairs) throws -> TemplateValue
    ) throws -> TemplateValue {
        if isFixed {
            throw Failure(
                "a dictionary that was given to the template does not change",
                suggestion: "Make one of its own: {% set items = dict(items) %}.")
        }
        if let depth = try Nesting.depth(of: added) {
            state?.hold(self)
            if depth > self.depth { depths.store(depth, ordering: .relaxed) }
        }
        // Keys may be compared by their content, which could be this dictionary's: not under its lock.
        var pairs = pairs
        current.withLock { $0 = TemplatePairs() }
        defer {
            let changed = pairs
            current.withLock { $0 = changed }
            isCurrent.store(true, ordering: .releasing)
        }
        return try change(&pairs)
    }

    /// Lets go of what was added: dictionaries may hold each other in a circle.
    func release() { current.withLock { if isCurrent.load(ordering: .acquiring) { $0 = TemplatePairs() } } }
}

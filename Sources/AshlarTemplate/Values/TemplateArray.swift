import Synchronization

/// A list or a tuple whose elements are there already.
///
/// Lists that a template makes can be changed by it, as in Python: `items.append(1)`. Those that it is given cannot, since
/// others may hold them too.
public final class TemplateArray: TemplateSequence {
    private let initial: [TemplateValue]
    /// The elements since the first change.
    private let current = Mutex<[TemplateValue]>([])
    private let isChanged = Atomic(false)
    private let depths: Atomic<Int>
    let isTuple: Bool
    private let isFixed: Bool

    /// A list of values, which no template changes.
    public convenience init(_ elements: [TemplateValue]) { self.init(elements, isTuple: false, isFixed: true) }

    init(_ elements: [TemplateValue], isTuple: Bool, isFixed: Bool = false) {
        initial = elements
        self.isTuple = isTuple
        self.isFixed = isFixed || isTuple
        depths = Atomic(1 + (elements.lazy.map(\.depth).max() ?? 0))
    }

    /// The elements.
    public var elements: [TemplateValue] { isChanged.load(ordering: .acquiring) ? current.withLock { $0 } : initial }

    /// How deep lists are nested in it; templates that nest without end are stopped by it.
    var depth: Int { depths.load(ordering: .relaxed) }

    /// How many elements there are.
    public var count: Int { isChanged.load(ordering: .acquiring) ? current.withLock { $0.count } : initial.count }

    /// An element.
    public func element(at index: Int) throws -> TemplateValue {
        guard isChanged.load(ordering: .acquiring) else { return try Self.element(at: index, of: initial) }
        return try current.withLock { try Self.element(at: index, of: $0) }
    }

    private static func element(at index: Int, of elements: [TemplateValue]) throws -> TemplateValue {
        guard elements.indices.contains(index) else { throw Failure("index \(index) is out of range") }
        return elements[index]
    }

    /// Whether the list has been changed, and so may hold itself.
    var mayHoldItself: Bool { isChanged.load(ordering: .relaxed) }

    /// Changes the list.
    ///
    /// - Parameters:
    ///   - added: what comes into it.
    ///   - state: the render, which lets go of the list at its end.
    ///   - change: what happens; it must not look at values, which could be this list.
    func change(
        adding added: [TemplateValue] = [], in state: RenderState?,
        _ change: (inout [TemplateValue]) throws -> TemplateValue
    ) throws -> TemplateValue {
        if isFixed {
            throw Failure(
                "a list that was given to the template does not change",
                suggestion: "Make one of its own: {% set items = items|list %}.")
        }
        if let depth = try Nesting.depth(of: added) {
            state?.hold(self)
            if depth > self.depth { depths.store(depth, ordering: .relaxed) }
        }
        return try current.withLock { elements in
            if !isChanged.load(ordering: .acquiring) {
                elements = initial
                isChanged.store(true, ordering: .releasing)
            }
            return try change(&elements)
        }
    }

    /// Lets go of what was added: lists may hold each other in a circle.
    func release() { current.withLock { if isChanged.load(ordering: .acquiring) { $0 = [] } } }
}

/// What is allowed to be put into a list or a dictionary.
enum Nesting {
    /// How deep a container will be with such values; nil if they hold nothing.
    ///
    /// - Throws: if that is too deep.
    static func depth(of values: [TemplateValue]) throws -> Int? {
        var deepest: Int?
        for value in values where value.isReference {
            deepest = max(deepest ?? 0, 1 + value.depth)
            if value.depth >= Target.deepest {
                throw Failure(.limit, "lists are nested more than \(Target.deepest) levels deep")
            }
        }
        return deepest
    }
}

extension TemplateValue {
    /// How deep containers are nested in this value.
    var depth: Int {
        switch self {
        case .array(let sequence): sequence.depth
        case .dictionary(let dictionary): dictionary.depth
        case .object(let object): (object as? LoopObject)?.nesting ?? (object as? Cycler)?.depth ?? 1
        default: 0
        }
    }

    /// Whether the value may hold others.
    var isReference: Bool {
        switch self {
        case .array, .dictionary, .object, .function: true
        default: false
        }
    }
}

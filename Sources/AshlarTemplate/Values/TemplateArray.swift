/// A list or a tuple whose elements are there already.
public final class TemplateArray: TemplateSequence {
    /// The elements.
    public let elements: [TemplateValue]
    let isTuple: Bool
    /// How deep lists are nested in it; templates that nest without end are stopped by it.
    let depth: Int

    /// A list of values.
    public convenience init(_ elements: [TemplateValue]) { self.init(elements, isTuple: false) }

    init(_ elements: [TemplateValue], isTuple: Bool) {
        self.elements = elements
        self.isTuple = isTuple
        depth = 1 + (elements.lazy.map(\.depth).max() ?? 0)
    }

    /// How many elements there are.
    public var count: Int { elements.count }

    /// An element.
    public func element(at index: Int) throws -> TemplateValue {
        guard elements.indices.contains(index) else { throw Failure("index \(index) is out of range") }
        return elements[index]
    }
}

extension TemplateValue {
    /// How deep containers are nested in this value.
    var depth: Int {
        switch self {
        case .array(let sequence): (sequence as? TemplateArray)?.depth ?? (sequence as? GroupTuple)?.depth ?? 1
        case .dictionary(let dictionary): dictionary.depth
        case .object(let object): (object as? LoopObject)?.nesting ?? (object as? Cycler)?.depth ?? 1
        default: 0
        }
    }
}

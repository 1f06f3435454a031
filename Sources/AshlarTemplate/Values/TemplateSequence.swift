/// Elements in order, made when they are read.
public protocol TemplateSequence: AnyObject, Sendable {
    /// How many elements there are.
    var count: Int { get }

    /// An element.
    ///
    /// - Parameter index: from 0, less than ``count``.
    func element(at index: Int) throws -> TemplateValue

    /// The Swift value behind the sequence.
    var rawValue: any Sendable { get }
}

extension TemplateSequence {
    /// The raw values of the elements.
    public var rawValue: any Sendable { (0..<count).map { (try? element(at: $0).rawValue) ?? String?.none } }

    /// How deep containers are nested in it.
    var depth: Int {
        switch self {
        case let array as TemplateArray: array.depth
        case let group as GroupTuple: group.depth
        case let view as DictionaryView: view.depth
        default: 1
        }
    }

    /// All elements.
    func values() throws -> [TemplateValue] {
        if let array = self as? TemplateArray { return array.elements }
        if let view = self as? DictionaryView { return view.values() }
        return try (0..<count).map { try element(at: $0) }
    }

    var isTuple: Bool { (self as? TemplateArray)?.isTuple ?? (self is GroupTuple) }
}

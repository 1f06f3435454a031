/// What `items()`, `keys()` and `values()` of a dictionary answer: it prints as in Python, and is read when it is gone
/// through.
final class DictionaryView: TemplateSequence {
    enum Part: String { case items, keys, values }

    private let dictionary: TemplateDictionary
    private let part: Part

    init(_ part: Part, of dictionary: TemplateDictionary) {
        self.part = part
        self.dictionary = dictionary
    }

    var count: Int { dictionary.count }
    var typeName: String { "dict_\(part)" }
    var depth: Int { dictionary.depth + 1 }

    func element(at index: Int) throws -> TemplateValue {
        let pairs = dictionary.pairs
        guard pairs.keys.indices.contains(index) else { throw Failure("the dictionary was changed while it was read") }
        return switch part {
        case .items: .tuple([pairs.keys[index], pairs.values[index]])
        case .keys: pairs.keys[index]
        case .values: pairs.values[index]
        }
    }

    func values() -> [TemplateValue] {
        switch part {
        case .items: dictionary.items
        case .keys: dictionary.keys
        case .values: dictionary.values
        }
    }
}

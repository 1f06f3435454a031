/// Keys with values, in the order in which they came.
public final class TemplateDictionary: Sendable {
    /// The keys, in order.
    public let keys: [TemplateValue]
    /// The values, in the order of ``keys``.
    public let values: [TemplateValue]
    private let strings: [String: Int]
    private let others: [TemplateKey: Int]
    let depth: Int

    /// Makes a dictionary of pairs; of pairs with the same key the last one counts, at the place of the first.
    public init(_ pairs: [(TemplateValue, TemplateValue)]) {
        var keys: [TemplateValue] = []
        var values: [TemplateValue] = []
        var strings: [String: Int] = [:]
        var others: [TemplateKey: Int] = [:]
        keys.reserveCapacity(pairs.count)
        values.reserveCapacity(pairs.count)
        for (key, value) in pairs {
            let place: Int?
            if let text = key.plainText {
                place = strings[text]
                if place == nil { strings[text] = keys.count }
            } else {
                place = others[TemplateKey(key)]
                if place == nil { others[TemplateKey(key)] = keys.count }
            }
            if let place {
                values[place] = value
            } else {
                keys.append(key)
                values.append(value)
            }
        }
        self.keys = keys
        self.values = values
        self.strings = strings
        self.others = others
        depth = 1 + (values.lazy.map(\.depth).max() ?? 0)
    }

    /// How many pairs there are.
    public var count: Int { keys.count }

    /// The value of a key that is a string.
    public subscript(name: String) -> TemplateValue? { strings[name].map { values[$0] } }

    /// The value of any key.
    public subscript(key: TemplateValue) -> TemplateValue? {
        if let text = key.plainText { return self[text] }
        return others[TemplateKey(key)].map { values[$0] }
    }

    var items: [TemplateValue] { zip(keys, values).map { .tuple([$0, $1]) } }
}

/// A template value as a key of a dictionary: equal and hashed as Python does it, `1` and `1.0` are the same key.
struct TemplateKey: Hashable {
    let value: TemplateValue

    init(_ value: TemplateValue) { self.value = value }

    static func == (left: TemplateKey, right: TemplateKey) -> Bool { (try? left.value.equals(right.value)) ?? false }

    func hash(into hasher: inout Hasher) {
        switch value {
        case .string(let text): hasher.combine(text)
        case .markup(let markup): hasher.combine(markup.html)
        case .bool(let flag): hasher.combine(flag ? 1.0 : 0.0)
        case .int(let number): hasher.combine(Double(number))
        case .double(let number): hasher.combine(number)
        case .array(let sequence): hasher.combine(sequence.count)
        case .dictionary(let dictionary): hasher.combine(dictionary.count)
        default: break
        }
    }
}

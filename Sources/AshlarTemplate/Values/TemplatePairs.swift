/// Keys with values in order, and where each key stands.
struct TemplatePairs: Sendable {
    private(set) var keys: [TemplateValue] = []
    private(set) var values: [TemplateValue] = []
    private var strings: [CodePoints: Int] = [:]
    private var others: [TemplateKey: Int] = [:]

    init() {}

    /// Of pairs with the same key the last one counts, at the place of the first.
    init(_ pairs: [(TemplateValue, TemplateValue)]) {
        keys.reserveCapacity(pairs.count)
        values.reserveCapacity(pairs.count)
        for (key, value) in pairs { self[key] = value }
    }

    subscript(name: String) -> TemplateValue? { strings[CodePoints(text: name)].map { values[$0] } }

    subscript(key: TemplateValue) -> TemplateValue? {
        get { place(of: key).map { values[$0] } }
        set {
            guard let newValue else { return remove(key) }
            if let place = place(of: key) {
                values[place] = newValue
                return
            }
            setPlace(keys.count, of: key)
            keys.append(key)
            values.append(newValue)
        }
    }

    private func place(of key: TemplateValue) -> Int? {
        if let text = key.plainText { return strings[CodePoints(text: text)] }
        // Apart from strings, most dictionaries have no keys, and hashing costs.
        return others.isEmpty ? nil : others[TemplateKey(key)]
    }

    private mutating func setPlace(_ place: Int?, of key: TemplateValue) {
        if let text = key.plainText {
            strings[CodePoints(text: text)] = place
        } else {
            others[TemplateKey(key)] = place
        }
    }

    private mutating func remove(_ key: TemplateValue) {
        guard let place = place(of: key) else { return }
        setPlace(nil, of: keys[place])
        keys.remove(at: place)
        values.remove(at: place)
        for index in place..<keys.count { setPlace(index, of: keys[index]) }
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
        case .object(let object): hash(of: object, into: &hasher)
        default: break
        }
    }

    /// A decimal or a large integer may be equal to a number.
    private func hash(of object: any TemplateObject, into hasher: inout Hasher) {
        switch object {
        case let record as RecordObject: record.hash(into: &hasher)
        case let decimal as DecimalObject: hasher.combine(decimal.number)
        case let integer as IntegerObject: hasher.combine(integer.value.double)
        default: break
        }
    }
}

/// A text as a key: Swift takes texts for equal that are written in several ways, Python does not.
private struct CodePoints: Hashable {
    let text: String

    static func == (left: CodePoints, right: CodePoints) -> Bool { TextSearch.areSame(left.text, right.text) }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

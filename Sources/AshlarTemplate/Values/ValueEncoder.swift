/// Encodes `Encodable` values into template values: keyed containers become dictionaries, unkeyed ones lists.
struct ValueEncoder: Encoder {
    /// What becomes of a key whose value is nil and which the type does not write then.
    enum Absence {
        /// The key has none: a template that names it means something that exists.
        case isNone
        /// There is no such key, as in the JSON of the value.
        case leavesOut
    }

    /// The place that a container writes its result to when it is done.
    final class Box {
        var value: TemplateValue = .none
        var pairs: [(String, Box)]?
        var elements: [Box]?

        func resolved() -> TemplateValue {
            if let pairs { return .dictionary(TemplateDictionary(pairs.map { (.string($0.0), $0.1.resolved()) })) }
            if let elements { return .list(elements.map { $0.resolved() }) }
            return value
        }
    }

    let box: Box
    let codingPath: [any CodingKey]
    let absence: Absence
    var userInfo: [CodingUserInfoKey: Any] { [:] }
    /// A value that encodes itself within itself would never end.
    private static let deepest = 64

    static func encode(_ value: any Encodable, absence: Absence = .isNone) throws -> TemplateValue {
        let box = Box()
        try value.encode(to: ValueEncoder(box: box, codingPath: [], absence: absence))
        return box.resolved()
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if box.pairs == nil { box.pairs = [] }
        return KeyedEncodingContainer(Keyed(box: box, codingPath: codingPath, absence: absence))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if box.elements == nil { box.elements = [] }
        return Unkeyed(box: box, codingPath: codingPath, absence: absence)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        Single(box: box, codingPath: codingPath, absence: absence)
    }

    private static func write(
        _ value: some Encodable, to box: Box, path: [any CodingKey], absence: Absence
    ) throws {
        if let convertible = value as? any TemplateConvertible {
            box.value = convertible.templateValue
        } else {
            guard path.count < deepest else {
                throw EncodingError.invalidValue(value, .init(codingPath: path, debugDescription: "nested too deeply"))
            }
            try value.encode(to: ValueEncoder(box: box, codingPath: path, absence: absence))
        }
    }

    struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let box: Box
        let codingPath: [any CodingKey]
        let absence: Absence

        private func child(_ key: any CodingKey) -> Box {
            let child = Box()
            box.pairs?.append((key.stringValue, child))
            return child
        }

        mutating func encodeNil(forKey key: Key) { _ = child(key) }

        mutating func encode(_ value: some Encodable, forKey key: Key) throws {
            try ValueEncoder.write(value, to: child(key), path: codingPath + [key], absence: absence)
        }

        /// `encodeIfPresent`, which is that of the protocol for each type that has one of its own.
        mutating func write(optional value: (some Encodable)?, forKey key: Key) throws {
            if let value {
                try encode(value, forKey: key)
            } else if absence == .isNone {
                encodeNil(forKey: key)
            }
        }

        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) -> KeyedEncodingContainer<Nested> {
            ValueEncoder(box: child(key), codingPath: codingPath + [key], absence: absence).container(keyedBy: type)
        }

        mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            ValueEncoder(box: child(key), codingPath: codingPath + [key], absence: absence).unkeyedContainer()
        }

        mutating func superEncoder() -> any Encoder { ValueEncoder(box: box, codingPath: codingPath, absence: absence) }

        mutating func superEncoder(forKey key: Key) -> any Encoder {
            ValueEncoder(box: child(key), codingPath: codingPath + [key], absence: absence)
        }
    }

    private struct Unkeyed: UnkeyedEncodingContainer {
        let box: Box
        let codingPath: [any CodingKey]
        let absence: Absence
        var count: Int { box.elements?.count ?? 0 }

        private func child() -> Box {
            let child = Box()
            box.elements?.append(child)
            return child
        }

        mutating func encodeNil() { _ = child() }

        mutating func encode(_ value: some Encodable) throws {
            try ValueEncoder.write(value, to: child(), path: codingPath + [IndexKey(count)], absence: absence)
        }

        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type
        ) -> KeyedEncodingContainer<Nested> {
            ValueEncoder(box: child(), codingPath: codingPath + [IndexKey(count)], absence: absence).container(
                keyedBy: type)
        }

        mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            ValueEncoder(box: child(), codingPath: codingPath + [IndexKey(count)], absence: absence).unkeyedContainer()
        }

        mutating func superEncoder() -> any Encoder {
            ValueEncoder(box: child(), codingPath: codingPath, absence: absence)
        }
    }

    private struct Single: SingleValueEncodingContainer {
        let box: Box
        let codingPath: [any CodingKey]
        let absence: Absence

        mutating func encodeNil() { box.value = .none }

        mutating func encode(_ value: some Encodable) throws {
            try ValueEncoder.write(value, to: box, path: codingPath + [IndexKey(0)], absence: absence)
        }
    }

    private struct IndexKey: CodingKey {
        let intValue: Int?
        var stringValue: String { String(intValue ?? 0) }

        init(_ index: Int) { intValue = index }
        init(intValue: Int) { self.intValue = intValue }
        init?(stringValue: String) { intValue = Int(stringValue) }
    }
}

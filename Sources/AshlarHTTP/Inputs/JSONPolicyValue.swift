#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A value that is written as a ``JSONPolicy`` says, within Foundation's encoder, which knows no choice for decimals and UUIDs.
struct JSONPolicyValue<Value: Encodable>: Encodable {
    private let value: Value
    private let policy: JSONPolicy

    init(_ value: Value, _ policy: JSONPolicy) {
        self.value = value
        self.policy = policy
    }

    func encode(to encoder: any Encoder) throws {
        // What Foundation writes in its own way it must be given as it is.
        if let own = policy.own(value) {
            var container = encoder.singleValueContainer()
            return try container.encode(own)
        }
        try value.encode(to: JSONPolicyEncoder(base: encoder, policy: policy))
    }
}

extension JSONPolicy {
    /// Whether Foundation's encoder alone does all that is asked for.
    var isPlain: Bool { decimals == .number && uuids == .uppercase }

    /// What is written in place of a value; nil for one that is taken apart.
    fileprivate func own(_ value: some Encodable) -> (any Encodable)? {
        switch value {
        case let uuid as UUID: uuids == .lowercase ? uuid.uuidString.lowercased() : uuid.uuidString
        case let decimal as Decimal: decimals == .text ? decimal.description : decimal
        case let members as any JSONMembers: members.values(by: self)
        case is Date, is Data, is URL: value
        default: nil
        }
    }
}

/// A dictionary whose keys are names: Foundation leaves them as they are, whatever becomes of the keys of properties.
private protocol JSONMembers {
    func values(by policy: JSONPolicy) -> any Encodable
}

extension Dictionary: JSONMembers where Key == String, Value: Encodable {
    fileprivate func values(by policy: JSONPolicy) -> any Encodable { mapValues { JSONPolicyValue($0, policy) } }
}

/// Puts a policy's values in place of those that are written.
private struct JSONPolicyEncoder: Encoder {
    let base: any Encoder
    let policy: JSONPolicy

    var codingPath: [any CodingKey] { base.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { base.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Keyed(base: base.container(keyedBy: type), policy: policy))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        Unkeyed(base: base.unkeyedContainer(), policy: policy)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        Single(base: base.singleValueContainer(), policy: policy)
    }

    private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
        var base: KeyedEncodingContainer<Key>
        let policy: JSONPolicy
        var codingPath: [any CodingKey] { base.codingPath }

        mutating func encodeNil(forKey key: Key) throws { try base.encodeNil(forKey: key) }
        mutating func encode(_ value: Bool, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: String, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: Double, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: Float, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: Int, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: Int8, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: Int16, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: Int32, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: Int64, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: UInt, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: UInt8, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: UInt16, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: UInt32, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: UInt64, forKey key: Key) throws { try base.encode(value, forKey: key) }
        mutating func encode(_ value: some Encodable, forKey key: Key) throws {
            try base.encode(JSONPolicyValue(value, policy), forKey: key)
        }
        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) -> KeyedEncodingContainer<Nested> {
            .init(Keyed<Nested>(base: base.nestedContainer(keyedBy: type, forKey: key), policy: policy))
        }
        mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            Unkeyed(base: base.nestedUnkeyedContainer(forKey: key), policy: policy)
        }
        mutating func superEncoder() -> any Encoder { JSONPolicyEncoder(base: base.superEncoder(), policy: policy) }
        mutating func superEncoder(forKey key: Key) -> any Encoder {
            JSONPolicyEncoder(base: base.superEncoder(forKey: key), policy: policy)
        }
    }

    private struct Unkeyed: UnkeyedEncodingContainer {
        var base: any UnkeyedEncodingContainer
        let policy: JSONPolicy
        var codingPath: [any CodingKey] { base.codingPath }
        var count: Int { base.count }

        mutating func encodeNil() throws { try base.encodeNil() }
        mutating func encode(_ value: Bool) throws { try base.encode(value) }
        mutating func encode(_ value: String) throws { try base.encode(value) }
        mutating func encode(_ value: Double) throws { try base.encode(value) }
        mutating func encode(_ value: Float) throws { try base.encode(value) }
        mutating func encode(_ value: Int) throws { try base.encode(value) }
        mutating func encode(_ value: Int8) throws { try base.encode(value) }
        mutating func encode(_ value: Int16) throws { try base.encode(value) }
        mutating func encode(_ value: Int32) throws { try base.encode(value) }
        mutating func encode(_ value: Int64) throws { try base.encode(value) }
        mutating func encode(_ value: UInt) throws { try base.encode(value) }
        mutating func encode(_ value: UInt8) throws { try base.encode(value) }
        mutating func encode(_ value: UInt16) throws { try base.encode(value) }
        mutating func encode(_ value: UInt32) throws { try base.encode(value) }
        mutating func encode(_ value: UInt64) throws { try base.encode(value) }
        mutating func encode(_ value: some Encodable) throws { try base.encode(JSONPolicyValue(value, policy)) }
        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type
        ) -> KeyedEncodingContainer<Nested> {
            .init(Keyed<Nested>(base: base.nestedContainer(keyedBy: type), policy: policy))
        }
        mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            Unkeyed(base: base.nestedUnkeyedContainer(), policy: policy)
        }
        mutating func superEncoder() -> any Encoder { JSONPolicyEncoder(base: base.superEncoder(), policy: policy) }
    }

    private struct Single: SingleValueEncodingContainer {
        var base: any SingleValueEncodingContainer
        let policy: JSONPolicy
        var codingPath: [any CodingKey] { base.codingPath }

        mutating func encodeNil() throws { try base.encodeNil() }
        mutating func encode(_ value: Bool) throws { try base.encode(value) }
        mutating func encode(_ value: String) throws { try base.encode(value) }
        mutating func encode(_ value: Double) throws { try base.encode(value) }
        mutating func encode(_ value: Float) throws { try base.encode(value) }
        mutating func encode(_ value: Int) throws { try base.encode(value) }
        mutating func encode(_ value: Int8) throws { try base.encode(value) }
        mutating func encode(_ value: Int16) throws { try base.encode(value) }
        mutating func encode(_ value: Int32) throws { try base.encode(value) }
        mutating func encode(_ value: Int64) throws { try base.encode(value) }
        mutating func encode(_ value: UInt) throws { try base.encode(value) }
        mutating func encode(_ value: UInt8) throws { try base.encode(value) }
        mutating func encode(_ value: UInt16) throws { try base.encode(value) }
        mutating func encode(_ value: UInt32) throws { try base.encode(value) }
        mutating func encode(_ value: UInt64) throws { try base.encode(value) }
        mutating func encode(_ value: some Encodable) throws { try base.encode(JSONPolicyValue(value, policy)) }
    }
}

/// A key whose value is nil is known all the same. The protocol leaves it out for each of these types.
extension ValueEncoder.Keyed {
    mutating func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) throws {
        try write(optional: value, forKey: key)
    }

    mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try write(optional: value, forKey: key) }

    mutating func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try write(optional: value, forKey: key) }
}

/// In JSON a range is an object: `{"lower": "2026-02-01", "upper": "2026-03-01", "bounds": "[)"}`. A side without a bound has no
/// member, and the range without values is `{"bounds": "empty"}`. Read, `bounds` may be left out: it is `[)` then.
extension PostgresRange: Encodable where Bound: Encodable {
    /// Writes the bounds, and which of them belong to the range.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: RangeKey.self)
        guard !isEmpty else { return try container.encode("empty", forKey: .bounds) }
        try container.encodeIfPresent(lower.bound, forKey: .lower)
        try container.encodeIfPresent(upper.bound, forKey: .upper)
        try container.encode((lower.isIncluded ? "[" : "(") + (upper.isIncluded ? "]" : ")"), forKey: .bounds)
    }
}

extension PostgresRange: Decodable where Bound: Decodable {
    /// Reads what ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: RangeKey.self)
        let bounds = try container.decodeIfPresent(String.self, forKey: .bounds) ?? "[)"
        if bounds == "empty" {
            self = .empty
            return
        }
        guard ["[)", "[]", "()", "(]"].contains(bounds) else {
            throw DecodingError.dataCorruptedError(
                forKey: .bounds, in: container,
                debugDescription: "\"\(bounds)\" is none of [), [], (), (] and empty")
        }
        let lower = try container.decodeIfPresent(Bound.self, forKey: .lower)
        let upper = try container.decodeIfPresent(Bound.self, forKey: .upper)
        self.init(
            lower: End(lower, isIncluded: bounds.hasPrefix("[")), upper: End(upper, isIncluded: bounds.hasSuffix("]")))
    }
}

/// In JSON a multirange is an array of ranges.
extension PostgresMultirange: Encodable where Bound: Encodable {
    /// Writes the ranges.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ranges)
    }
}

extension PostgresMultirange: Decodable where Bound: Decodable {
    /// Reads the ranges.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([PostgresRange<Bound>].self))
    }
}

/// The members of a range in JSON.
private enum RangeKey: String, CodingKey { case lower, upper, bounds }

extension PostgresRange.End {
    fileprivate init(_ bound: Bound?, isIncluded: Bool) {
        self = bound.map { isIncluded ? .including($0) : .excluding($0) } ?? .unbounded
    }

    fileprivate var bound: Bound? {
        switch self {
        case .unbounded: nil
        case .including(let bound), .excluding(let bound): bound
        }
    }

    /// Whether the bound belongs to the range; what has none is written as PostgreSQL writes it.
    fileprivate var isIncluded: Bool { if case .including = self { true } else { false } }
}

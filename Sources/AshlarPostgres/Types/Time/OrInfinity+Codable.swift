/// In JSON it is the value, `"infinity"` or `"-infinity"`.
extension OrInfinity: Encodable where Value: Encodable {
    /// Writes the value or its name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .negativeInfinity: try container.encode("-infinity")
        case .finite(let value): try container.encode(value)
        case .infinity: try container.encode("infinity")
        }
    }
}

extension OrInfinity: Decodable where Value: Decodable {
    /// Reads what ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        switch try? container.decode(String.self) {
        case "infinity": self = .infinity
        case "-infinity": self = .negativeInfinity
        default: self = .finite(try container.decode(Value.self))
        }
    }
}

/// Any JSON, to be written as literals in a test: `["name": "Ada", "tags": ["new"]]`.
public enum TestJSON: Sendable, Equatable {
    /// JSON's null.
    case null
    /// True or false.
    case bool(Bool)
    /// A number.
    case number(Double)
    /// Text.
    case string(String)
    /// A list.
    case array([TestJSON])
    /// Values by name.
    case object([String: TestJSON])

    /// The value at a path, `data.0.title`; nil if there is none. An empty path is the value itself.
    public subscript(path path: String) -> TestJSON? {
        var value = self
        for part in path.split(separator: ".").map(String.init) {
            switch value {
            case .object(let members):
                guard let member = members[part] else { return nil }
                value = member
            case .array(let elements):
                guard let index = Int(part), elements.indices.contains(index) else { return nil }
                value = elements[index]
            default: return nil
            }
        }
        return value
    }

    /// Whether it has all that another value has: of objects the members that are asked for, of lists the same elements in the
    /// same order.
    func contains(_ other: TestJSON) -> Bool {
        switch (self, other) {
        case (.object(let members), .object(let wanted)):
            wanted.allSatisfy { name, value in members[name]?.contains(value) ?? false }
        case (.array(let elements), .array(let wanted)):
            elements.count == wanted.count && zip(elements, wanted).allSatisfy { $0.contains($1) }
        default: self == other
        }
    }
}

extension TestJSON: Codable {
    /// Reads any JSON.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([TestJSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: TestJSON].self))
        }
    }

    /// Writes it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension TestJSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// `null`
    public init(nilLiteral: ()) { self = .null }
    /// `true`
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// `7`
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    /// `1.5`
    public init(floatLiteral value: Double) { self = .number(value) }
    /// `"Ada"`
    public init(stringLiteral value: String) { self = .string(value) }
    /// `[1, 2]`
    public init(arrayLiteral elements: TestJSON...) { self = .array(elements) }
    /// `{"name": "Ada"}`
    public init(dictionaryLiteral elements: (String, TestJSON)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}

extension TestJSON: CustomStringConvertible {
    /// As JSON, with the names in order.
    public var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let value): Int(exactly: value).map { "\($0)" } ?? "\(value)"
        case .string(let value): value.debugDescription
        case .array(let value): "[\(value.map(\.description).joined(separator: ", "))]"
        case .object(let value):
            "{\(value.sorted { $0.key < $1.key }.map { "\($0.key.debugDescription): \($0.value)" }.joined(separator: ", "))}"
        }
    }
}

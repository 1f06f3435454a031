/// What was sent from outside, before anything is made of it: JSON, the fields of a form, a query. One shape for all of
/// them, in the order in which it was sent.
public enum SentValue: Sendable {
    /// JSON's null.
    case null
    /// JSON's true or false.
    case bool(Bool)
    /// A JSON number, as it was written: nothing of it is lost.
    case number(String)
    /// Text. All that a form sends is text.
    case text(String)
    /// A list.
    case list([SentValue])
    /// Values by name.
    case members([Member])
    /// What is no text: an uploaded file.
    indirect case other(any Sendable)

    /// A value with its name.
    public struct Member: Sendable {
        /// The name.
        public let name: String
        /// The value.
        public let value: SentValue

        /// Makes a member.
        public init(_ name: String, _ value: SentValue) {
            self.name = name
            self.value = value
        }
    }

    /// The value of a name; of several the last. Nil if there is none.
    public subscript(_ name: String) -> SentValue? {
        guard case .members(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }
}

extension [SentValue.Member] {
    /// The value of the first member of a name; nil if there is none.
    package func value(of name: String) -> SentValue? { place(of: name).map { self[$0].value } }

    /// Where the first member of a name is: nothing but names is looked at, as copying members costs more than comparing them.
    package func place(of name: String) -> Int? {
        withUnsafeBufferPointer { members in
            var index = 0
            while index < members.count {
                if members[index].name == name { return index }
                index += 1
            }
            return nil
        }
    }
}

extension SentValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .number(String(value)) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(String(value)) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// Null.
    public init(nilLiteral: ()) { self = .null }
    /// A list.
    public init(arrayLiteral elements: SentValue...) { self = .list(elements) }
    /// The name of a member, in a literal.
    public typealias Key = String
    /// The value of a member, in a literal.
    public typealias Value = SentValue
    /// Values by name.
    public init(dictionaryLiteral elements: (String, SentValue)...) {
        self = .members(elements.map { Member($0.0, $0.1) })
    }
}

extension SentValue: Equatable {
    /// Whether both are the same; what is no text is never.
    public static func == (left: SentValue, right: SentValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.text(let left), .text(let right)): left == right
        case (.list(let left), .list(let right)): left == right
        case (.members(let left), .members(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.name == $1.name && $0.value == $1.value }
        default: false
        }
    }
}

extension SentValue: Encodable {
    private struct MemberKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Writes it as it was sent; a whole number beyond 64 bits as text, a file as null.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .list(let values):
            var container = encoder.unkeyedContainer()
            for value in values { try container.encode(value) }
        case .members(let members):
            var container = encoder.container(keyedBy: MemberKey.self)
            for member in members { try container.encode(member.value, forKey: MemberKey(stringValue: member.name)) }
        default:
            var container = encoder.singleValueContainer()
            switch self {
            case .bool(let value): try container.encode(value)
            case .text(let text): try container.encode(text)
            case .number(let text):
                if let number = Int(text) {
                    try container.encode(number)
                } else if let number = UInt64(text) {
                    try container.encode(number)
                } else if text.utf8.contains(where: { !(0x30...0x39).contains($0) && $0 != UInt8(ascii: "-") }),
                    let number = Double(text), number.isFinite
                {
                    try container.encode(number)
                } else {
                    try container.encode(text)
                }
            default: try container.encodeNil()
            }
        }
    }
}

/// One step on the way to a value: a name, or a number in a list.
public enum InputKey: Sendable, Hashable, Encodable, CustomStringConvertible, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral
{
    /// A member of an object, a field of a form.
    case name(String)
    /// An element of a list, counted from 0.
    case index(Int)

    /// A name.
    public init(stringLiteral value: String) { self = .name(value) }
    /// A number in a list.
    public init(integerLiteral value: Int) { self = .index(value) }

    /// As it is written in a path: `lines.0.price`.
    public var description: String {
        switch self {
        case .name(let name): name
        case .index(let index): String(index)
        }
    }

    /// Writes a name as text and a number as a number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .name(let name): try container.encode(name)
        case .index(let index): try container.encode(index)
        }
    }
}

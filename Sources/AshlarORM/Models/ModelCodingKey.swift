/// A key of a model's JSON: the name of a property, as it is declared.
public struct ModelCodingKey: CodingKey, ExpressibleByStringLiteral, Sendable {
    /// The name.
    public let stringValue: String

    /// A key by its name.
    public init(stringValue: String) { self.stringValue = stringValue }

    /// A key by its name.
    public init(stringLiteral value: String) { stringValue = value }

    /// There are no keys by number.
    public var intValue: Int? { nil }

    /// There are no keys by number.
    public init?(intValue: Int) { nil }
}

/// A name in the session together with the type of its value.
///
/// ```swift
/// extension SessionKey where Value == [Int] {
///     static var cart: SessionKey { "cart" }
/// }
///
/// try session.set(.cart, [7, 9])
/// let cart = session.get(.cart) ?? []
/// ```
public struct SessionKey<Value: Codable & Sendable>: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The name.
    public let name: String

    /// Makes a key of a name.
    public init(_ name: String) { self.name = name }

    /// Makes a key of a literal.
    public init(stringLiteral name: String) { self.name = name }
}

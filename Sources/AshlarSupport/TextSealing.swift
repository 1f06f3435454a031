/// Protects text on its way through somebody else's hands, such as a cookie's: a signer lets it be read but not changed, an
/// encrypter neither.
public protocol TextSealing: Sendable {
    /// The protected text, in letters, digits, `-`, `_` and `.`.
    ///
    /// - Parameters:
    ///   - text: what is protected.
    ///   - context: what it is for: text that was sealed for one purpose does not open for another.
    func seal(_ text: String, context: String) throws -> String

    /// The text that was sealed, or nil if it was not sealed for this context by one of the keys.
    func open(_ sealed: String, context: String) -> String?
}

/// Where a value was sent.
public enum InputSource: String, Sendable, Encodable {
    /// The body: JSON, a form, a form with files.
    case body
    /// The query of the address.
    case query
    /// The path of the address.
    case path
    /// A header field.
    case header
    /// A cookie.
    case cookie
}

/// HTML that is printed without being escaped again.
///
/// ```swift
/// let field = Markup("<input name=\"\(Markup.escaping(name).html)\">")
/// ```
public struct Markup: Sendable, Hashable {
    /// The HTML.
    public let html: String

    /// Declares a text to be HTML. What comes from a person must be escaped first: see ``escaping(_:)``.
    public init(_ html: String) { self.html = html }

    /// Makes HTML of a text: `& < > " '` become character references.
    public static func escaping(_ text: String) -> Markup {
        var bytes: [UInt8] = []
        HTMLEscape.append(text, to: &bytes)
        return Markup(String(decoding: bytes, as: UTF8.self))
    }
}

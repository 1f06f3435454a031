/// A call of a function as a template writes it, whose first argument is a text that is written out.
public struct TemplateCall: Sendable {
    /// The text.
    public let literal: String
    /// How many values follow it.
    public let valueCount: Int
    /// The names of the named values.
    public let names: [String]
    /// Whether there may be more values, which are known only when the page is rendered: `*values`, `**named`.
    public let hasMore: Bool
}

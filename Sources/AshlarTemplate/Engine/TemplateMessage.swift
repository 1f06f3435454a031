/// A text that a template wants in the reader's language.
public struct TemplateMessage: Sendable, Hashable {
    /// The text as it stands in the template, with places such as `%(name)s`.
    public let text: String
    /// The text for several; nil where nothing is counted.
    public let plural: String?
    /// How many there are; nil where nothing is counted.
    public let count: Int?
    /// What tells two equal texts apart, such as "menu" and "verb"; nil if nothing does.
    public let context: String?

    /// Describes a text.
    public init(_ text: String, plural: String? = nil, count: Int? = nil, context: String? = nil) {
        self.text = text
        self.plural = plural
        self.count = count
        self.context = context
    }

    /// The text in the template's own language.
    public var untranslated: String { count == 1 || plural == nil ? text : plural ?? text }
}

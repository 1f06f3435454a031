public import AshlarSupport

/// One thing that is wrong with what was sent: where, by which rule, in words, and the value itself.
public struct FieldError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where the value was sent.
    public var source: InputSource
    /// The way to it: `lines`, `0`, `price`; empty for the whole.
    public var path: [InputKey]
    /// The rule that it breaks: `length`, `required`, `type`.
    public var rule: String
    /// What is wrong, as a sentence for who has sent it.
    public var message: String
    /// What the message says of the rule's parameters, by name.
    public var parameters: [String: String]
    /// What was sent; nil for a value that is missing, is secret, or is too large to be sent back.
    public var value: SentValue?

    /// Makes an error.
    public init(
        source: InputSource = .body, path: [InputKey], rule: String, message: String,
        parameters: [String: String] = [:], value: SentValue? = nil
    ) {
        self.source = source
        self.path = path
        self.rule = rule
        self.message = message
        self.parameters = parameters
        self.value = value
    }

    /// The path as text: `lines.0.price`.
    public var field: String { path.map(\.description).joined(separator: ".") }

    /// `title: The title is required.`
    public var description: String { path.isEmpty ? message : "\(field): \(message)" }
}

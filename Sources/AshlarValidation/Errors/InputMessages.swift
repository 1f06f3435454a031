/// Says in which words an error is told: a translation, or the house's own style. Bound in the container, it is asked for
/// every error.
///
/// ```swift
/// struct German: InputMessages {
///     func message(for rule: String, field: String, parameters: [String: String], in language: String?) -> String? {
///         rule == "required" ? "\(field) fehlt." : nil
///     }
/// }
/// ```
public protocol InputMessages: Sendable {
    /// The message; nil for the framework's own.
    ///
    /// - Parameters:
    ///   - rule: what is broken: `required`, `length`.
    ///   - field: the field's label.
    ///   - parameters: the rule's parameters as text, by name.
    ///   - language: the language that the client asks for, as a tag; nil if it did not say.
    func message(for rule: String, field: String, parameters: [String: String], in language: String?) -> String?

    /// What a field is called in a language; nil for the label that is written beside it.
    func label(of field: String, in language: String?) -> String?
}

extension InputMessages {
    /// As it is written.
    public func label(of field: String, in language: String?) -> String? { nil }
}

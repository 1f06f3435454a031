import AshlarSupport

/// What a visitor had typed into a form that was sent back.
///
/// ```swift
/// session.oldInput["title"]       // what to show in the field again
/// ```
public struct OldInput: Sendable, Equatable {
    static let sessionName = "_old_input"

    /// Fields that are never remembered: by these words in their names, in any spelling.
    public static let secretWords = SecretName.words

    /// Names with all of their values, in the order in which they were sent.
    public let values: [String: [String]]

    init(values: [String: [String]]) { self.values = values }

    /// The last value of a field; nil if it was not sent.
    public subscript(_ name: String) -> String? { values[name]?.last }

    /// All values of a field.
    public func all(_ name: String) -> [String] { values[name] ?? [] }

    /// Whether there is anything.
    public var isEmpty: Bool { values.isEmpty }

    /// Whether a name is that of a secret, which nobody should read on a screen and no form remembers.
    package static func isSecret(_ name: String) -> Bool { name.hasPrefix("_") || SecretName.matches(name) }
}

/// What is known of one field of an input, for forms, documents and checks.
public struct FieldDescription: Sendable {
    /// The property's name, by which it is sent.
    public let name: String
    /// What people read: `Starts at` for `startsAt`, unless `@Label` says otherwise.
    public let label: String
    /// The kind of value.
    public let shape: InputShape
    /// Whether it has to be sent.
    public let isRequired: Bool
    /// Whether it may be null.
    public let isOptional: Bool
    /// Whether it is never sent back: a password.
    public let isSecret: Bool
    /// The default as JSON would have it; nil if there is none, or it is worked out.
    public let fallback: String?
    /// The names of its rules, in their order.
    public let rules: [String]
    /// What its rules say in a way that browsers understand.
    public let constraints: [FieldConstraint]
    /// Whether it must not be sent: forms and documents leave it out.
    public var isProhibited: Bool { constraints.contains { $0 == .prohibited || $0 == .missing } }
    /// What its documentation comment says.
    public let documentation: String?
}

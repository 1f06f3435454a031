/// What a binding is found by: a type.
struct BindingKey: Hashable, Sendable, CustomStringConvertible {
    let id: ObjectIdentifier
    /// The type's name as its author writes it, without the module: `any Mailer`, `PostFeed`.
    let description: String

    init<T>(_ type: T.Type) {
        id = ObjectIdentifier(type)
        description = TypeName.of(type)
    }

    static func == (left: BindingKey, right: BindingKey) -> Bool { left.id == right.id }
    func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// Names of types for people.
enum TypeName {
    /// `any Mailer` rather than `Mailer`: an error should show what can be pasted into code.
    static func of<T>(_ type: T.Type) -> String {
        let name = String(describing: type)
        guard isExistential(type), !name.hasPrefix("any "), !name.contains("&") else { return name }
        return "any \(name)"
    }

    /// The metatype of a protocol's existential is no instance of itself, so its description carries `.Protocol`.
    private static func isExistential<T>(_ type: T.Type) -> Bool {
        String(describing: Swift.type(of: type)).hasSuffix(".Protocol")
    }
}

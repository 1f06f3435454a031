/// Names of types for people.
enum TypeName {
    /// `any Mailer` rather than `Mailer`: an error should show what can be pasted into code.
    static func of(_ type: Any.Type) -> String {
        let name = String(describing: type)
        guard isExistential(type), !name.hasPrefix("any "), !name.contains("&") else { return name }
        return "any \(name)"
    }

    /// The metatype of a protocol's existential is no instance of itself, so its description carries `.Protocol`.
    private static func isExistential(_ type: Any.Type) -> Bool {
        String(describing: Swift.type(of: type)).hasSuffix(".Protocol")
    }

    /// The module that declares a type: `Blog` for `Blog.AppProvider`.
    static func module(of type: Any.Type) -> Substring {
        String(reflecting: type).prefix { $0 != "." }[...]
    }
}

/// One thing that a type needs from the container: what `@Injectable` and `@Controller` write down for each property, so
/// that everything can be proven at boot.
public struct Dependency: Sendable {
    let key: BindingKey
    /// The property's or parameter's name.
    public let label: String
    /// The type, as it is written in code.
    public var typeName: String { key.description }
    /// An optional is nil where nothing is bound.
    let isOptional: Bool
    /// The type itself where it resolves itself, without a binding.
    let injectable: (any Injectable.Type)?

    /// A needed type.
    ///
    /// - Parameters:
    ///   - type: the type as it is resolved, `(any Mailer).self` or `PostFeed.self`.
    ///   - label: the name of the property or parameter.
    public init<T: Sendable>(_ type: T.Type, _ label: String) {
        key = BindingKey(type)
        self.label = label
        isOptional = false
        injectable = type as? any Injectable.Type
    }

    /// A type that may be missing.
    public init<T: Sendable>(_ type: T?.Type, _ label: String) {
        key = BindingKey(T.self)
        self.label = label
        isOptional = true
        injectable = T.self as? any Injectable.Type
    }
}

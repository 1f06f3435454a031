/// One thing that a type needs from the container: what `@Injectable` and `@Controller` write down for each property, so
/// that everything can be proven at boot.
public struct Dependency: Sendable {
    let key: BindingKey
    /// The property's or parameter's name.
    public let label: String
    /// The type, as it is written in code.
    public var typeName: String { key.typeName }
    /// Which of several bindings of the type.
    public var qualifier: Qualifier? { key.qualifier }
    /// An optional is nil where nothing is bound.
    let isOptional: Bool
    /// Resolved later: it may lead back to who needs it.
    let isLazy: Bool
    /// The type itself where it resolves itself, without a binding.
    let injectable: (any Injectable.Type)?
    /// Makes the binding for a value that a scope has from the start.
    let seed: @Sendable () -> any AnyBinding
    /// Makes the binding for an array out of the bindings of its elements.
    let collection: (@Sendable (BindingTable) -> (any AnyBinding)?)?

    /// A needed type.
    ///
    /// - Parameters:
    ///   - type: the type as it is resolved, `(any Mailer).self` or `PostFeed.self`.
    ///   - label: the name of the property or parameter.
    ///   - qualifier: which of several bindings of the type.
    public init<T: Sendable>(_ type: T.Type, _ label: String, named qualifier: Qualifier? = nil) {
        self.init(type, label, qualifier, isOptional: false, isLazy: false)
    }

    /// A type that may be missing.
    public init<T: Sendable>(_ type: T?.Type, _ label: String, named qualifier: Qualifier? = nil) {
        self.init(T.self, label, qualifier, isOptional: true, isLazy: false)
    }

    /// A type that is resolved later.
    public init<T: Sendable>(_ type: Lazy<T>.Type, _ label: String, named qualifier: Qualifier? = nil) {
        self.init(T.self, label, qualifier, isOptional: false, isLazy: true)
    }

    /// All that is bound to a type, or carries a tag.
    public init<T: Sendable>(_ type: [T].Type, _ label: String, named qualifier: Qualifier? = nil) {
        self.init(type, label, qualifier, isOptional: false, isLazy: false) { table in
            Binding<[T]>.collecting(T.self, tag: qualifier, from: table)
        }
    }

    private init<T: Sendable>(
        _ type: T.Type, _ label: String, _ qualifier: Qualifier?, isOptional: Bool, isLazy: Bool,
        collection: (@Sendable (BindingTable) -> (any AnyBinding)?)? = nil
    ) {
        key = BindingKey(type, named: qualifier)
        self.label = label
        self.isOptional = isOptional
        self.isLazy = isLazy
        injectable = qualifier == nil ? type as? any Injectable.Type : nil
        seed = { Binding<T>.seed() }
        self.collection = collection
    }

    /// The need of a binding that is known already.
    init<T: Sendable>(of binding: Binding<T>) {
        self.init(T.self, "", binding.key.qualifier, isOptional: false, isLazy: false)
    }
}

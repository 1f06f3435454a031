/// What a binding is found by: a type, and a qualifier where there are several of one type.
struct BindingKey: Hashable, Sendable, CustomStringConvertible {
    let id: ObjectIdentifier
    let qualifier: Qualifier?
    /// The type that alone is given this binding; nil for a binding that everybody finds.
    let consumer: ObjectIdentifier?
    private let type: Any.Type

    init<T>(_ type: T.Type, named qualifier: Qualifier? = nil, for consumer: ObjectIdentifier? = nil) {
        id = ObjectIdentifier(type)
        self.qualifier = qualifier
        self.consumer = consumer
        self.type = type
    }

    /// The type's name as its author writes it, without the module: `any Mailer`, `PostFeed`. Found when it is asked for,
    /// as keys are made while serving and names are not needed then.
    var typeName: String { TypeName.of(type) }

    /// The key that everybody else finds what a type has of its own by.
    var withoutConsumer: BindingKey { BindingKey(id: id, qualifier: qualifier, type: type) }

    private init(id: ObjectIdentifier, qualifier: Qualifier?, type: Any.Type) {
        self.id = id
        self.qualifier = qualifier
        self.type = type
        consumer = nil
    }

    /// The type and, in quotation marks, the qualifier: `any Store "replica"`.
    var description: String { qualifier.map { "\(typeName) \($0)" } ?? typeName }

    /// `(any Store).self`, as it is written in a call.
    var metatype: String { typeName.hasPrefix("any ") ? "(\(typeName)).self" : "\(typeName).self" }

    /// `(any Store).self, named: "replica"`
    var arguments: String { qualifier.map { "\(metatype), named: \($0)" } ?? metatype }

    static func == (left: BindingKey, right: BindingKey) -> Bool {
        left.id == right.id && left.qualifier == right.qualifier && left.consumer == right.consumer
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(qualifier)
    }
}

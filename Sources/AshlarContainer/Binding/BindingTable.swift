/// Bindings by type, unchanging: reading needs no lock.
@usableFromInline
final class BindingTable: Sendable {
    private let plain: [ObjectIdentifier: Slot]
    private let named: [BindingKey: any AnyBinding]
    /// All of them, in the order of binding.
    let all: [any AnyBinding]
    /// For a type: what it alone is given.
    let contextual: [ObjectIdentifier: [BindingKey: any AnyBinding]]
    /// Providers that register when something of theirs is asked for, by what they offer.
    let deferred: [ObjectIdentifier: ObjectIdentifier]
    /// Whether everything is proven, so that nothing has to be tracked.
    let isLinked: Bool
    /// How many values a scope may hold.
    let scopedCount: Int
    let teardowns: Teardowns
    let successor: Successor

    init(
        _ bindings: [any AnyBinding], contextual: [ObjectIdentifier: [BindingKey: any AnyBinding]] = [:],
        deferred: [ObjectIdentifier: ObjectIdentifier] = [:], teardowns: Teardowns, successor: Successor = Successor(),
        isLinked: Bool = false, scopedCount: Int = 0
    ) {
        var plain: [ObjectIdentifier: Slot] = [:]
        var named: [BindingKey: any AnyBinding] = [:]
        for binding in bindings {
            if binding.key.qualifier == nil {
                plain[binding.key.id] = Slot(binding)
            } else {
                named[binding.key] = binding
            }
        }
        self.plain = plain
        self.named = named
        all = bindings
        self.contextual = contextual
        self.deferred = deferred
        self.teardowns = teardowns
        self.successor = successor
        self.isLinked = isLinked
        self.scopedCount = scopedCount
    }

    /// The names of what is bound, for suggestions.
    var names: [String] { all.filter { $0.tag == nil }.map(\.key.description) }

    /// The binding without a name of the type with an identifier.
    func slot(_ id: ObjectIdentifier) -> Slot? { plain[id] }

    subscript<T: Sendable>(_ type: T.Type) -> Binding<T>? {
        guard let binding = plain[ObjectIdentifier(type)]?.object else { return nil }
        // A binding is stored under the identifier of the type it is a Binding of (its key is made from T), so the class
        // is known.
        return unsafeDowncast(binding, to: Binding<T>.self)
    }

    subscript<T: Sendable>(_ type: T.Type, named qualifier: Qualifier?) -> Binding<T>? {
        guard let qualifier else { return self[type] }
        return named[BindingKey(type, named: qualifier)] as? Binding<T>
    }

    subscript(_ key: BindingKey) -> (any AnyBinding)? {
        if let consumer = key.consumer { return contextual[consumer]?[key.withoutConsumer] }
        return key.qualifier == nil ? plain[key.id]?.binding : named[key]
    }

    /// All bindings of a type in the order of binding, or those of one list.
    func members(_ id: ObjectIdentifier, tag: Qualifier? = nil) -> [any AnyBinding] {
        all.filter { $0.key.id == id && (tag == nil || $0.tag == tag) }
    }

    /// The named bindings of a type: what somebody may have meant who gave no name.
    func named(_ id: ObjectIdentifier) -> [any AnyBinding] {
        all.filter { $0.key.id == id && $0.key.qualifier != nil && $0.tag == nil }
    }
}

/// Bindings by type, unchanging: reading needs no lock.
final class BindingTable: Sendable {
    private let bindings: [ObjectIdentifier: any AnyBinding]

    init(_ bindings: [ObjectIdentifier: any AnyBinding]) {
        self.bindings = bindings
    }

    var all: some Collection<any AnyBinding> { bindings.values }
    var names: [String] { bindings.values.map(\.key.description) }

    subscript<T: Sendable>(_ type: T.Type) -> Binding<T>? {
        guard let binding = bindings[ObjectIdentifier(type)] else { return nil }
        // A binding is stored under the identifier of the type it is a Binding of (Container.add), so the class is known.
        return unsafeDowncast(binding, to: Binding<T>.self)
    }

    subscript(_ key: BindingKey) -> (any AnyBinding)? { bindings[key.id] }

    func replacing(_ replacement: [any AnyBinding]) -> BindingTable {
        BindingTable(bindings.merging(replacement.map { ($0.key.id, $0) }) { _, new in new })
    }
}

/// Bindings that nobody wrote: what a type, a scope or a list brings with it.
extension Binding {
    /// A type that makes itself.
    static func implicit(_ type: T.Type) -> Binding where T: Injectable {
        var recipe = Recipe(BindingKey(type), .transient, dependencies: type.dependencies) { resolver in
            try type.init(resolver: resolver)
        }
        recipe.isPlain = true
        return Binding(recipe)
    }

    /// What a scope has from the start.
    static func seed() -> Binding {
        let key = BindingKey(T.self)
        var recipe = Recipe<T>(key, .transient, dependencies: []) { resolver in
            guard let scope = resolver.scope else { throw ContainerError.noScope(key, frame: resolver.frame) }
            guard let value = scope.existing(T.self) else {
                throw ContainerError.missing(key, chain: resolver.chain, table: resolver.table)
            }
            return value
        }
        recipe.isSeed = true
        return Binding(recipe)
    }

    /// All bindings of a type as one array; nil if there are none.
    static func collecting<Element: Sendable>(
        _ element: Element.Type, tag: Qualifier?, from table: BindingTable
    ) -> Binding? where T == [Element] {
        let members = table.members(ObjectIdentifier(element), tag: tag).compactMap { $0 as? Binding<Element> }
        guard !members.isEmpty else { return nil }
        let keys = members.map(\.key.qualifier)
        return Binding(
            Recipe(
                BindingKey(T.self, named: tag), .transient, dependencies: members.map { Dependency(of: $0) }
            ) { resolver in
                try keys.enumerated().map { try resolver.dependency($0.offset, element, named: $0.element) }
            })
    }
}

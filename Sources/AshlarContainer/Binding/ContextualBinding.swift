import AshlarSupport

extension Container {
    /// Begins a binding that holds for one type only.
    ///
    /// ```swift
    /// container.when(PhotoController.self).needs((any Storage).self).give { _ in BucketStorage("photos") }
    /// container.when(ReportController.self).needs((any Store).self).give(named: "replica")
    /// ```
    ///
    /// - Parameter consumer: the `@Injectable` or `@Controller` type that is given something of its own, or the type that a
    ///   factory makes.
    public func when<Consumer: Sendable>(_ consumer: Consumer.Type) -> ContextualConsumer {
        ContextualConsumer(container: self, id: ObjectIdentifier(consumer), name: TypeName.of(consumer))
    }
}

/// A type that is to be given something of its own.
public struct ContextualConsumer: Sendable {
    let container: Container
    let id: ObjectIdentifier
    let name: String

    /// Names what the type needs.
    public func needs<T: Sendable>(_ type: T.Type, named qualifier: Qualifier? = nil) -> ContextualBinding<T> {
        ContextualBinding(consumer: self, key: BindingKey(type, named: qualifier))
    }
}

/// A need of one type that is to be met in a way of its own.
public struct ContextualBinding<T: Sendable>: Sendable {
    let consumer: ContextualConsumer
    let key: BindingKey

    private var contextKey: BindingKey { BindingKey(T.self, named: key.qualifier, for: consumer.id) }

    /// Gives what a factory makes, each time.
    public func give(
        file: String = #filePath, line: Int = #line, _ factory: @escaping @Sendable (Resolver) throws -> T
    ) {
        let location = SourceLocation(file: file, line: line)
        consumer.container.give(
            Recipe(contextKey, .transient, at: location, make: factory), for: key, to: consumer.id)
    }

    /// Gives a value.
    public func give(_ value: T, file: String = #filePath, line: Int = #line) {
        let location = SourceLocation(file: file, line: line)
        consumer.container.give(.constant(value, contextKey, at: location), for: key, to: consumer.id)
    }

    /// Gives what is bound to the same type under another name.
    public func give(named qualifier: Qualifier, file: String = #filePath, line: Int = #line) {
        let location = SourceLocation(file: file, line: line)
        let recipe = Recipe<T>(
            contextKey, .transient, at: location, dependencies: [Dependency(T.self, "", named: qualifier)]
        ) { resolver in
            try resolver.dependency(0, T.self, named: qualifier)
        }
        consumer.container.give(recipe, for: key, to: consumer.id)
    }
}

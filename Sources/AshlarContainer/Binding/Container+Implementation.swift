import AshlarSupport

/// Binding to types that make themselves.
extension Container {
    /// Binds a protocol to an `@Injectable` type that conforms to it, made each time.
    ///
    /// The closure is the conversion to the protocol, which Swift cannot express for a generic type:
    ///
    /// ```swift
    /// container.bind((any Clock).self, to: SystemClock.self) { $0 }
    /// ```
    public func bind<T: Sendable, Implementation: Injectable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, to implementation: Implementation.Type,
        file: String = #filePath, line: Int = #line, as convert: @escaping @Sendable (Implementation) -> T
    ) {
        let location = SourceLocation(file: file, line: line)
        add(Recipe(BindingKey(type, named: qualifier), .transient, at: location, to: implementation, convert))
    }

    /// Binds a protocol to an `@Injectable` type that conforms to it, made once.
    public func singleton<T: Sendable, Implementation: Injectable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, to implementation: Implementation.Type,
        file: String = #filePath, line: Int = #line, as convert: @escaping @Sendable (Implementation) -> T
    ) {
        let location = SourceLocation(file: file, line: line)
        add(Recipe(BindingKey(type, named: qualifier), .singleton, at: location, to: implementation, convert))
    }

    /// Binds a protocol to an `@Injectable` type that conforms to it, made once for each request.
    public func scoped<T: Sendable, Implementation: Injectable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, to implementation: Implementation.Type,
        file: String = #filePath, line: Int = #line, as convert: @escaping @Sendable (Implementation) -> T
    ) {
        let location = SourceLocation(file: file, line: line)
        add(Recipe(BindingKey(type, named: qualifier), .scoped, at: location, to: implementation, convert))
    }
}

extension Recipe {
    init<Implementation: Injectable>(
        _ key: BindingKey, _ lifetime: Lifetime, at location: SourceLocation, to implementation: Implementation.Type,
        _ convert: @escaping @Sendable (Implementation) -> T
    ) {
        // A type bound to itself must not look its own binding up again.
        let isItself = key.id == ObjectIdentifier(implementation) && key.qualifier == nil
        let dependencies = isItself ? implementation.dependencies : [Dependency(implementation, "")]
        self.init(key, lifetime, at: location, dependencies: dependencies) { resolver in
            try convert(
                isItself ? implementation.init(resolver: resolver) : resolver.dependency(0, implementation))
        }
    }
}

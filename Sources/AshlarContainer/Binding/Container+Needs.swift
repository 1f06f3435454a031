import AshlarSupport

/// Binding to closures that are given what they need. As the needs are declared, they are proven without running the
/// closure, and the closure may take its time.
extension Container {
    /// Binds a type to a factory with declared needs that runs each time the type is resolved.
    ///
    /// ```swift
    /// container.bind(Invoice.self, needs: (any Clock).self, Numbering.self) { clock, numbering in
    ///     Invoice(number: numbering.next(), date: clock.now)
    /// }
    /// ```
    public func bind<T: Sendable, each Need: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, needs: repeat (each Need).Type, file: String = #filePath,
        line: Int = #line, factory: @escaping @Sendable (repeat each Need) throws -> T
    ) {
        let location = SourceLocation(file: file, line: line)
        let key = BindingKey(type, named: qualifier)
        add(Recipe(key, .transient, at: location, needs: repeat each needs, factory: factory))
    }

    /// Binds a type to a factory with declared needs that runs once, at boot.
    public func singleton<T: Sendable, each Need: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, needs: repeat (each Need).Type, file: String = #filePath,
        line: Int = #line, factory: @escaping @Sendable (repeat each Need) throws -> T,
        teardown: (@Sendable (T) async throws -> Void)? = nil
    ) {
        let location = SourceLocation(file: file, line: line)
        let key = BindingKey(type, named: qualifier)
        var recipe = Recipe(key, .singleton, at: location, needs: repeat each needs, factory: factory)
        recipe.teardown = teardown
        add(recipe)
    }

    /// Binds a type to an asynchronous factory that runs once, at boot: what needs the value finds it made.
    ///
    /// ```swift
    /// container.singleton(SearchIndex.self, needs: Config.self) { config in
    ///     try await SearchIndex.open(config.indexPath)
    /// } teardown: {
    ///     await $0.close()
    /// }
    /// ```
    @_disfavoredOverload
    public func singleton<T: Sendable, each Need: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, needs: repeat (each Need).Type, file: String = #filePath,
        line: Int = #line, factory: @escaping @Sendable (repeat each Need) async throws -> T,
        teardown: (@Sendable (T) async throws -> Void)? = nil
    ) {
        let location = SourceLocation(file: file, line: line)
        let key = BindingKey(type, named: qualifier)
        var recipe = Recipe(slowly: key, .singleton, at: location, needs: repeat each needs, factory: factory)
        recipe.teardown = teardown
        add(recipe)
    }

    /// Binds a type to a factory with declared needs that runs once for each request.
    public func scoped<T: Sendable, each Need: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, needs: repeat (each Need).Type, file: String = #filePath,
        line: Int = #line, factory: @escaping @Sendable (repeat each Need) throws -> T,
        teardown: (@Sendable (T) async throws -> Void)? = nil
    ) {
        let location = SourceLocation(file: file, line: line)
        let key = BindingKey(type, named: qualifier)
        var recipe = Recipe(key, .scoped, at: location, needs: repeat each needs, factory: factory)
        recipe.teardown = teardown
        add(recipe)
    }

    /// Binds a type to an asynchronous factory that runs once for each request, before the action of a route that needs
    /// the value.
    ///
    /// ```swift
    /// container.scoped(CurrentUser.self, needs: Request.self, (any Users).self) { request, users in
    ///     try await users.user(of: request)
    /// }
    /// ```
    ///
    /// It does not run at boot: what it needs is declared, and so proven without it.
    @_disfavoredOverload
    public func scoped<T: Sendable, each Need: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, needs: repeat (each Need).Type, file: String = #filePath,
        line: Int = #line, factory: @escaping @Sendable (repeat each Need) async throws -> T,
        teardown: (@Sendable (T) async throws -> Void)? = nil
    ) {
        let location = SourceLocation(file: file, line: line)
        let key = BindingKey(type, named: qualifier)
        var recipe = Recipe(slowly: key, .scoped, at: location, needs: repeat each needs, factory: factory)
        recipe.teardown = teardown
        add(recipe)
    }
}

extension Recipe {
    init<each Need: Sendable>(
        _ key: BindingKey, _ lifetime: Lifetime, at location: SourceLocation, needs: repeat (each Need).Type,
        factory: @escaping @Sendable (repeat each Need) throws -> T
    ) {
        var dependencies: [Dependency] = []
        repeat dependencies.append(Dependency(each needs, ""))
        self.init(key, lifetime, at: location, dependencies: dependencies) { resolver in
            var needs = DeclaredNeeds(resolver)
            return try factory(repeat needs.next((each Need).self))
        }
    }

    init<each Need: Sendable>(
        slowly key: BindingKey, _ lifetime: Lifetime, at location: SourceLocation, needs: repeat (each Need).Type,
        factory: @escaping @Sendable (repeat each Need) async throws -> T
    ) {
        var dependencies: [Dependency] = []
        repeat dependencies.append(Dependency(each needs, ""))
        self.init(slowly: key, lifetime, at: location, dependencies: dependencies) { resolver in
            var needs = DeclaredNeeds(resolver)
            return try await factory(repeat needs.next((each Need).self))
        }
    }
}

/// Resolves declared needs, one after the other.
private struct DeclaredNeeds {
    private let resolver: Resolver
    private var index = 0

    init(_ resolver: Resolver) { self.resolver = resolver }

    mutating func next<T: Sendable>(_ type: T.Type) throws -> T {
        defer { index += 1 }
        return try resolver.dependency(index, type)
    }
}

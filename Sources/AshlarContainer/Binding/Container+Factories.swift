import AshlarSupport

/// Binding to closures that ask the resolver for what they need.
extension Container {
    /// Binds a type to a factory that runs each time the type is resolved.
    ///
    /// The factory makes a value and does nothing else: it also runs once at boot, to prove that what it needs is there.
    ///
    /// - Parameters:
    ///   - type: the type.
    ///   - qualifier: tells several bindings of the type apart.
    ///   - factory: makes a value.
    public func bind<T: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, file: String = #filePath, line: Int = #line,
        factory: @escaping @Sendable (Resolver) throws -> T
    ) {
        let location = SourceLocation(file: file, line: line)
        add(Recipe(BindingKey(type, named: qualifier), .transient, at: location, make: factory))
    }

    /// Binds a type to a factory that runs once: at boot, or when the type is first resolved before that.
    ///
    /// ```swift
    /// container.singleton(SearchIndex.self) { try SearchIndex($0.resolve(Config.self)) } teardown: { $0.close() }
    /// ```
    ///
    /// - Parameters:
    ///   - type: the type.
    ///   - qualifier: tells several bindings of the type apart.
    ///   - factory: makes the value.
    ///   - teardown: ends the value when the app shuts down.
    public func singleton<T: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, file: String = #filePath, line: Int = #line,
        factory: @escaping @Sendable (Resolver) throws -> T, teardown: (@Sendable (T) async throws -> Void)? = nil
    ) {
        let location = SourceLocation(file: file, line: line)
        var recipe = Recipe(BindingKey(type, named: qualifier), .singleton, at: location, make: factory)
        recipe.teardown = teardown
        add(recipe)
    }

    /// Binds a type to a factory that runs once for each request.
    ///
    /// The factory makes a value and does nothing else: it also runs once at boot, to prove that what it needs is there.
    ///
    /// - Parameters:
    ///   - type: the type.
    ///   - qualifier: tells several bindings of the type apart.
    ///   - factory: makes a request's value.
    ///   - teardown: ends the value when the request is over, also when its action has thrown.
    public func scoped<T: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, file: String = #filePath, line: Int = #line,
        factory: @escaping @Sendable (Resolver) throws -> T, teardown: (@Sendable (T) async throws -> Void)? = nil
    ) {
        let location = SourceLocation(file: file, line: line)
        var recipe = Recipe(BindingKey(type, named: qualifier), .scoped, at: location, make: factory)
        recipe.teardown = teardown
        add(recipe)
    }

    /// Binds a type to a value.
    public func instance<T: Sendable>(
        _ value: T, as type: T.Type = T.self, named qualifier: Qualifier? = nil, file: String = #filePath,
        line: Int = #line
    ) {
        let location = SourceLocation(file: file, line: line)
        add(.constant(value, BindingKey(type, named: qualifier), at: location))
    }
}

extension Recipe {
    static func constant(_ value: T, _ key: BindingKey, at location: SourceLocation) -> Recipe {
        var recipe = Recipe(key, .singleton, at: location, dependencies: []) { _ in value }
        recipe.constant = value
        return recipe
    }
}

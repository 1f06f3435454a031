import AshlarSupport

/// Replacing bindings in tests.
extension Container {
    /// Puts a fake in the place of whatever is bound to a type, or will be: no provider replaces it, nothing decorates it.
    ///
    /// ```swift
    /// container.swap((any Mailer).self, with: RecordingMailer())
    /// ```
    public func swap<T: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, with fake: T, file: String = #filePath, line: Int = #line
    ) {
        var recipe = Recipe.constant(
            fake, BindingKey(type, named: qualifier), at: SourceLocation(file: file, line: line))
        recipe.isFake = true
        add(recipe)
    }

    /// Puts a factory of fakes in the place of whatever is bound to a type, or will be. It runs each time the type is
    /// resolved.
    public func swap<T: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, file: String = #filePath, line: Int = #line,
        factory: @escaping @Sendable (Resolver) throws -> T
    ) {
        let location = SourceLocation(file: file, line: line)
        var recipe = Recipe(BindingKey(type, named: qualifier), .transient, at: location, make: factory)
        recipe.isFake = true
        add(recipe)
    }
}

import AshlarSupport

/// Steps behind the making of a type: decorators and hooks.
extension Container {
    /// Wraps what is made of a type, whether it is bound already or will be, and by whomever.
    ///
    /// ```swift
    /// container.decorate((any Mailer).self) { mailer, resolver in
    ///     LoggingMailer(around: mailer, logger: try resolver.resolve())
    /// }
    /// ```
    ///
    /// Several decorators lie around each other, the last one outermost. What a test swaps in is not decorated.
    ///
    /// - Parameters:
    ///   - type: the type. That nothing binds it is an error at boot.
    ///   - qualifier: which of several bindings of the type.
    ///   - wrap: gets the value and gives the one to be used.
    public func decorate<T: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, file: String = #filePath, line: Int = #line,
        _ wrap: @escaping @Sendable (T, Resolver) throws -> T
    ) {
        let location = SourceLocation(file: file, line: line)
        modify(Modifier(key: BindingKey(type, named: qualifier), location: location, step: .made(wrap)))
    }

    /// Calls a hook for each value of a type that has been made, before anybody gets it: for a singleton once.
    public func onMake<T: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, file: String = #filePath, line: Int = #line,
        _ hook: @escaping @Sendable (T, Resolver) throws -> Void
    ) {
        decorate(type, named: qualifier, file: file, line: line) { value, resolver in
            try hook(value, resolver)
            return value
        }
    }

    /// Calls a hook each time that a type is resolved, also where the value was made before.
    public func onResolve<T: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, file: String = #filePath, line: Int = #line,
        _ hook: @escaping @Sendable (T, Resolver) throws -> Void
    ) {
        let location = SourceLocation(file: file, line: line)
        modify(Modifier(key: BindingKey(type, named: qualifier), location: location, step: .resolved(hook)))
    }

    /// Calls a hook each time that a type is bound from now on.
    public func onBind<T: Sendable>(
        _ type: T.Type, named qualifier: Qualifier? = nil, _ hook: @escaping @Sendable (BoundType) -> Void
    ) {
        observeBinding(BindingKey(type, named: qualifier), hook)
    }

    /// Calls a hook each time that anything is bound from now on.
    public func onBind(_ hook: @escaping @Sendable (BoundType) -> Void) {
        observeBinding(nil, hook)
    }
}

/// A container whose bindings are proven and settled: resolving takes no lock and tracks no chain.
public struct VerifiedContainer: Sendable {
    let table: BindingTable
    /// By what is resolved: what has to be prepared for it.
    let preparations: [BindingKey: [any AnyBinding]]
    /// What cannot be kept longer than a scope.
    let scoped: Set<BindingKey>

    /// Tells this container from another one.
    public var identity: ObjectIdentifier { ObjectIdentifier(table) }

    /// The resolver of a scope: of a request.
    public func resolver(in scope: Scope? = nil) -> Resolver { Resolver(table, scope: scope) }

    /// What has to be made asynchronously in a scope before something can be resolved in it. To be asked for once, and run
    /// in each scope.
    ///
    /// - Parameter dependencies: what will be resolved, such as an action's needs; they were among the roots that the
    ///   container was verified with.
    public func preparation(for dependencies: [Dependency]) -> Preparation {
        var bindings: [any AnyBinding] = []
        for dependency in dependencies {
            for binding in preparations[dependency.key] ?? [] where !bindings.contains(where: { $0 === binding }) {
                bindings.append(binding)
            }
        }
        return Preparation(table: table, bindings: bindings)
    }

    /// Whether a value belongs to one scope, or is made of what does, so that it cannot be kept for all. A closure that makes
    /// a value anew each time might resolve anything: what it makes counts as such.
    ///
    /// - Parameter dependency: a need that was among the roots that the container was verified with.
    public func belongsToScope(_ dependency: Dependency) -> Bool { scoped.contains(dependency.key) }

    /// Runs code in a scope of its own and ends the scope, also when the code throws: for what is no request, such as a job
    /// or a command.
    ///
    /// ```swift
    /// try await verified.withScope { resolver in
    ///     try await resolver.prepare(NightlyReport.self).send()
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - scope: the scope; an empty one if none is given.
    ///   - preparation: what to make in it beforehand.
    ///   - body: gets the scope's resolver.
    /// - Throws: what the code throws, or the preparation; otherwise the first ``TeardownFailure``.
    public func withScope<R>(
        _ scope: Scope = Scope(), preparing preparation: Preparation? = nil,
        isolation: isolated (any Actor)? = #isolation, _ body: (Resolver) async throws -> sending R
    ) async throws -> sending R {
        let result: R
        do {
            try await preparation?.run(in: scope)
            result = try await body(resolver(in: scope))
        } catch {
            await scope.end()
            throw error
        }
        if let failure = await scope.end().first { throw failure }
        return result
    }

    /// Ends the singletons that have a teardown, the last one made first: when the app shuts down, after its providers.
    ///
    /// - Returns: what could not be ended; everything else has been.
    @discardableResult
    public func shutdown() async -> [TeardownFailure] { await table.teardowns.run() }
}

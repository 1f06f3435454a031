extension Container {
    /// Proves that everything can be resolved, makes all singletons, and gives the container for serving: resolving takes no
    /// lock and follows no chain. Deferred providers register as they are needed.
    ///
    /// - Parameters:
    ///   - roots: what will be resolved while serving, each with the name of who asks: a route's action.
    ///   - scope: the scope that factories are tried in; it stands for all scopes, and is ended.
    /// - Throws: ``VerificationError`` with all that is wrong: missing, ambiguous and cyclic needs, singletons that would
    ///   keep what belongs to a request, bindings that two providers claim, factories that fail. What was made is ended.
    public func booted(roots: [(name: String, dependencies: [Dependency])], scope: Scope) async throws
        -> VerifiedContainer
    {
        var boot = Boot(self, roots: roots, scope: scope)
        while let binding = boot.advance() {
            do {
                try await binding.prepare(with: boot.resolver)
                boot.finished(binding, error: nil)
            } catch {
                boot.finished(binding, error: error)
            }
        }
        await scope.end()
        do {
            return try boot.finish()
        } catch {
            await shutdown()
            throw error
        }
    }

    /// The same for a container without asynchronous singletons: one is reported as a problem.
    ///
    /// - Throws: ``VerificationError`` with all that is wrong.
    public func verified(roots: [(name: String, dependencies: [Dependency])], scope: Scope) throws -> VerifiedContainer
    {
        var boot = Boot(self, roots: roots, scope: scope)
        while let binding = boot.advance() {
            boot.finished(binding, error: ContainerError.needsBooting(binding))
        }
        return try boot.finish()
    }
}

/// A container whose bindings are proven and settled: resolving takes no lock and tracks no chain.
public struct VerifiedContainer: Sendable {
    let bindings: BindingTable

    /// The resolver of a scope: of a request.
    public func resolver(in scope: Scope? = nil) -> Resolver {
        Resolver(bindings: bindings, scope: scope, path: nil)
    }
}

/// What has to be made asynchronously before an action can be called: decided at boot, done for each request.
///
/// ```swift
/// let preparation = verified.preparation(for: action.dependencies)      // once
///
/// let scope = Scope(seed: request)                                      // for each request
/// if !preparation.isEmpty { try await preparation.run(in: scope) }
/// ```
public struct Preparation: Sendable {
    let table: BindingTable
    let bindings: [any AnyBinding]

    /// Whether there is nothing to do.
    public var isEmpty: Bool { bindings.isEmpty }

    /// Makes the values, each after what it needs, and keeps them in the scope.
    ///
    /// - Throws: what a factory throws; what was made before stays in the scope until it ends.
    public func run(in scope: Scope) async throws {
        for binding in bindings { try await binding.prepare(with: Resolver(table, scope: scope)) }
    }
}

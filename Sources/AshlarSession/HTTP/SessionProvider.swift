public import AshlarContainer
import AshlarHTTP

/// Lets actions and services ask for the ``Session`` of the request by its type.
///
/// ```swift
/// func store(session: Session, input: CartInput) throws -> Redirect { ... }
/// ```
public struct SessionProvider: ServiceProvider {
    /// Made by the app's kernel.
    public init() {}

    /// Binds ``Session`` to the request's.
    public func register(_ container: Container) {
        container.scoped(Session.self) { try $0.resolve(Request.self).session }
    }
}

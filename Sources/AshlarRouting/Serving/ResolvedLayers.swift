import AshlarContainer
import AshlarHTTP
import Synchronization

/// The layers of a router that the container makes, each once.
final class ResolvedLayers: Sendable {
    private struct State {
        var made: [ObjectIdentifier: any Middleware] = [:]
        var problems: [any Error] = []
    }

    private let state = Mutex(State())

    /// What was wrong with those that could not be made.
    var problems: [any Error] { state.withLock { $0.problems } }

    /// The layer of a type: the one value of it, or what makes it for each request.
    func layer<Layer: Middleware & Injectable>(_ type: Layer.Type, for services: RouterServices) -> any Middleware {
        if let made = state.withLock({ $0.made[ObjectIdentifier(type)] }) { return made }
        let dependency = Dependency(type, "middleware")
        let layer: any Middleware
        if services.container.belongsToScope(dependency) {
            layer = RequestLayer<Layer>(services, services.container.preparation(for: [dependency]))
        } else {
            do {
                let made = try services.container.resolver().resolve(type)
                try made.check()
                layer = made
            } catch {
                state.withLock { $0.problems.append(error) }
                layer = ResolvedMiddleware<Layer>()
            }
        }
        state.withLock { $0.made[ObjectIdentifier(type)] = layer }
        return layer
    }
}

/// A layer that is made for each request, in the request's own scope.
struct RequestLayer<Layer: Middleware & Injectable>: Middleware {
    /// The services keep their layers: the way back must not keep the services.
    private let container: VerifiedContainer
    private let onTeardownFailure: @Sendable (TeardownFailure) -> Void
    private let preparation: Preparation

    init(_ services: RouterServices, _ preparation: Preparation) {
        container = services.container
        onTeardownFailure = services.onTeardownFailure
        self.preparation = preparation
    }

    var name: String { "\(Layer.self)" }

    nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        try await RequestScope.run(request, in: container, onTeardownFailure) { request, scope in
            if !preparation.isEmpty { try await preparation.run(in: scope) }
            let layer = try container.resolver(in: scope).resolve(Layer.self)
            return try await layer.respond(to: request, next: next)
        }
    }
}

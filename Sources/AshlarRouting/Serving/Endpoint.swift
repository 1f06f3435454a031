import AshlarContainer
import AshlarHTTP
import HTTPTypes

/// The inside of a route's layers: makes the request's scope and calls the action in it.
final class Endpoint: Responder {
    /// Nil for the answers that belong to no route.
    let route: CompiledRoute?
    let services: RouterServices
    /// What has to be made before the action runs; nil if nothing has.
    private let preparation: Preparation?

    init(_ route: CompiledRoute?, _ services: RouterServices) {
        self.route = route
        let preparation = route.map { services.container.preparation(for: $0.action.dependencies) }
        self.preparation = preparation?.isEmpty == false ? preparation : nil
        self.services = services
    }

    /// The route's layers around this, composed once.
    func chain() -> any Responder {
        guard let route, !route.layers.isEmpty else { return self }
        return bound(route.layers).wrapping(self)
    }

    /// Those of the route's layers that answer preflights, around an answer of the router; nil if there are none.
    func crossOrigin(around answer: any Responder) -> (any Responder)? {
        let layers = (route?.layers ?? []).filter { $0.identity is any PreflightAnswering.Type }
        return layers.isEmpty ? nil : bound(layers).wrapping(answer)
    }

    /// Layers, given what they need of the router.
    func bound(_ layers: [any Middleware]) -> [any Middleware] {
        layers.map { layer in (layer as? any BoundAtBoot)?.bound(to: self) ?? layer }
    }

    nonisolated(nonsending) func respond(to request: Request) async throws -> Response {
        guard let action = route?.action else { throw HTTPError(.notFound) }
        return try await answer(request, action.run)
    }

    /// Answers a request in its scope, which ends after the response: for a stream when it is closed.
    ///
    /// - Throws: what the answer throws, or what could not be ended: then the answer may not be true.
    nonisolated(nonsending) func answer(
        _ request: Request, _ answer: nonisolated(nonsending) (ActionContext) async throws -> Response
    ) async throws -> Response {
        if let outer = RequestScope.outer(of: request, in: services.container) {
            return try await run(request, in: Scope(seed: request, in: outer), answer)
        }
        let scope = Scope(seed: request)
        return try await RequestScope.ending(scope, services.onTeardownFailure) {
            try await run(request, in: scope, answer)
        }
    }

    private nonisolated(nonsending) func run(
        _ request: Request, in scope: Scope, _ answer: nonisolated(nonsending) (ActionContext) async throws -> Response
    ) async throws -> Response {
        if let preparation { try await preparation.run(in: scope) }
        let context = ActionContext(
            request: request, resolver: services.container.resolver(in: scope), endpoint: self)
        var response = try await Request.$inTask.withValue(request) { try await answer(context) }
        try await request.changeAfterwards(&response)
        response.body = response.body.within { body in
            try await Request.$inTask.withValue(request) { try await body() }
        }
        return response
    }
}

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
        return route.layers.map { layer in (layer as? any BoundAtBoot)?.bound(to: self) ?? layer }.wrapping(self)
    }

    func respond(to request: Request) async throws -> Response {
        guard let action = route?.action else { throw HTTPError(.notFound) }
        return try await answer(request, action.run)
    }

    /// Answers a request in a scope of its own, which ends after the response: for a stream when it is closed.
    ///
    /// - Throws: what the answer throws, or what could not be ended: then the answer may not be true.
    func answer(
        _ request: Request, _ answer: (ActionContext) async throws -> Response
    ) async throws -> Response {
        let scope = Scope(seed: request)
        let response: Response
        do {
            if let preparation { try await preparation.run(in: scope) }
            let context = ActionContext(
                request: request, resolver: services.container.resolver(in: scope), endpoint: self)
            response = try await Request.$inTask.withValue(request) { try await answer(context) }
        } catch {
            for failure in await scope.end() { services.onTeardownFailure(failure) }
            throw error
        }
        let report = services.onTeardownFailure
        if case .stream(let stream) = response.body,
            stream.onClose({ for failure in await scope.end() { report(failure) } })
        {
            return response
        }
        if let failure = await scope.end().first { throw failure }
        return response
    }
}

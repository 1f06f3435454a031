import AshlarContainer
import AshlarHTTP

/// The scope of a request: made by the outermost that needs one, and ended by it after the response.
enum RequestScope {
    /// Runs code in the request's scope; makes the scope, and ends it after the response, for a stream when it is closed,
    /// if there is none yet.
    ///
    /// - Parameter body: gets the request, which carries the scope inwards, and the scope as this request is seen in it.
    /// - Throws: what the answer throws, or what could not be ended: then the answer may not be true.
    nonisolated(nonsending) static func run(
        _ request: Request, in container: VerifiedContainer, _ report: @escaping @Sendable (TeardownFailure) -> Void,
        _ body: nonisolated(nonsending) (Request, Scope) async throws -> Response
    ) async throws -> Response {
        if let outer = outer(of: request, in: container) {
            return try await body(request, Scope(seed: request, in: outer))
        }
        let scope = Scope(seed: request)
        var request = request
        request[RequestScopeKey.self] = CarriedScope(scope: scope, owner: container.identity)
        return try await ending(scope, report) { try await body(request, scope) }
    }

    /// The scope that a layer further outside has made for the same container.
    static func outer(of request: Request, in container: VerifiedContainer) -> Scope? {
        guard let carried = request[RequestScopeKey.self] as? CarriedScope, carried.owner == container.identity else {
            return nil
        }
        return carried.scope
    }

    /// Ends a scope after the response that is made in it.
    nonisolated(nonsending) static func ending(
        _ scope: Scope, _ report: @escaping @Sendable (TeardownFailure) -> Void,
        _ body: nonisolated(nonsending) () async throws -> Response
    ) async throws -> Response {
        let response: Response
        do {
            response = try await body()
        } catch {
            for failure in await scope.end() { report(failure) }
            throw error
        }
        if case .stream(let stream) = response.body,
            stream.onClose({ for failure in await scope.end() { report(failure) } })
        {
            return response
        }
        if let failure = await scope.end().first { throw failure }
        return response
    }
}

/// The scope that a request carries inwards, and whose values are in it: a mounted app has a container of its own.
private final class CarriedScope: Sendable {
    let scope: Scope
    let owner: ObjectIdentifier

    init(scope: Scope, owner: ObjectIdentifier) {
        self.scope = scope
        self.owner = owner
    }
}

import AshlarHTTP
import AshlarSession

/// Lets the development page show the session of the request that failed.
struct SessionTrace: Middleware {
    static let under: [any Middleware.Type] = [SessionMiddleware.self]

    nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        if let session = request[Session.self] {
            request.trace?.note {
                session.json.sorted { $0.key < $1.key }.map { name, value in
                    (name, OldInput.isSecret(name) ? SecretText.mask : SecretText.json(value))
                }
            }
        }
        return try await next.respond(to: request)
    }
}

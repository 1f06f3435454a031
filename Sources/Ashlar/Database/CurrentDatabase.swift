import AshlarHTTP
import AshlarPostgres

/// Makes the app's database the one that models use while a request is answered, which reads what it has written.
struct CurrentDatabase: Middleware {
    private let database: Database
    private let hasReplicas: Bool

    init(_ database: Database) {
        self.database = database
        hasReplicas = !database.configuration.replicas.isEmpty
    }

    nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        var response = try await Database.$current.withValue(database) {
            guard hasReplicas else { return try await next.respond(to: request) }
            return try await Database.readingOwnWrites { try await next.respond(to: request) }
        }
        // A stream is made when this has returned, and reads models all the same.
        let database = database
        response.body = response.body.within { body in
            try await Database.$current.withValue(database) { try await body() }
        }
        return response
    }
}

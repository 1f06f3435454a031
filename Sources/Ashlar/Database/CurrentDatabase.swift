import AshlarHTTP
import AshlarPostgres

/// Makes the app's database the one that models use while a request is answered.
struct CurrentDatabase: Middleware {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func respond(to request: Request, next: any Responder) async throws -> Response {
        try await Database.$current.withValue(database) { try await next.respond(to: request) }
    }
}

import AshlarHTTP
import AshlarPostgres
import HTTPTypes

/// Answers whether the app can do its work: 200 if it can, 503 if its database does not answer in time. Whoever balances
/// load or restarts processes asks it, so it stands outside of everything that could refuse.
struct HealthCheck: Middleware {
    private let path: String
    private let database: Database?
    private let patience: Duration

    /// - Parameters:
    ///   - path: the address that is asked.
    ///   - database: asked as well, if there is one.
    ///   - patience: how long the database may take.
    init(path: String = "/up", database: Database?, patience: Duration = .seconds(2)) {
        self.path = path
        self.database = database
        self.patience = patience
    }

    nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard request.path == path, request.method == .get || request.method == .head else {
            return try await next.respond(to: request)
        }
        let isUp = await databaseAnswers()
        var response = Response(
            status: isUp ? .ok : .serviceUnavailable, text: isUp ? "up\n" : "The database does not answer.\n")
        response.headers[.cacheControl] = "no-store"
        if !isUp { response.headers[.retryAfter] = "1" }
        return response
    }

    private func databaseAnswers() async -> Bool {
        guard let database else { return true }
        let patience = patience
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask { (try? await database.query("select 1")) != nil }
            group.addTask {
                try? await Task.sleep(for: patience)
                return false
            }
            let answer = await group.next() ?? false
            group.cancelAll()
            return answer
        }
    }
}

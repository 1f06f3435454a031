import AshlarContainer
import AshlarHTTP
import AshlarPostgres

/// The outermost of an app: a request begins here and ends here, after the last byte of its answer.
struct RequestLife: Responder {
    private let inner: any Responder
    let app: RequestApp
    private let ready: EventChannel<ResponseReady>
    private let finished: EventChannel<RequestFinished>
    private let database: Database?

    /// - Parameters:
    ///   - inner: everything that answers.
    ///   - app: answers requests that are sent inside of others.
    ///   - events: whom to tell.
    ///   - database: the current one of what happens at the end.
    init(_ inner: any Responder, app: RequestApp, events: Events, database: Database?) {
        self.inner = inner
        self.app = app
        ready = events.channel()
        finished = events.channel()
        self.database = database
    }

    nonisolated(nonsending) func respond(to request: Request) async throws -> Response {
        let request = request.began(app)
        let response: Response
        do {
            response = try await inner.respond(to: request)
        } catch {
            // Only a layer outside of the error pages gets here; whoever hosts the app answers.
            await request.end()
            await finished.notify(RequestFinished(request: request, status: .internalServerError))
            throw error
        }
        if !ready.isSilent { await ready.notify(ResponseReady(request: request, response: response)) }
        let status = response.status
        return request.ending(response, isWatched: !finished.isSilent, during: withDatabase) {
            [finished] in await finished.notify(RequestFinished(request: request, status: status))
        }
    }

    /// What happens at the end happens outside of the layer that makes the database current.
    private var withDatabase: Request.Surrounding? {
        guard let database else { return nil }
        return { work in await Database.$current.withValue(database) { await work() } }
    }
}

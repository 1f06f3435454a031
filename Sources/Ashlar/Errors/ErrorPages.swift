import AshlarHTTP
import AshlarPostgres
import AshlarRouting
import HTTPTypes

/// Turns every error into an answer. The outermost layer: nothing inside of it is lost.
///
/// What the router and the actions throw is an answer already where the layers of the app see it: ``Inner`` stands behind
/// them. What those layers throw themselves is answered here.
struct ErrorPages: Middleware {
    private let answer: ErrorAnswer
    private let received: EventChannel<RequestReceived>

    /// - Parameters:
    ///   - answer: makes the answers.
    ///   - events: hears of requests.
    init(_ answer: ErrorAnswer, events: Events) {
        self.answer = answer
        received = events.channel()
    }

    /// The innermost of all layers around the router.
    var inner: Inner { Inner(answer: answer) }

    nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard answer.showsDetails else { return await respond(request, next) }
        var request = request
        request.trace = RequestTrace()
        let statements = StatementRecorder()
        request[StatementRecorder.self] = statements
        return await Database.recordingStatements(in: statements) { await respond(request, next) }
    }

    private nonisolated(nonsending) func respond(_ request: Request, _ next: any Responder) async -> Response {
        do {
            if !received.isSilent { try await received.dispatch(RequestReceived(request: request)) }
            var response = try await next.respond(to: request)
            // What a layer has left that answered in place of the action, or of an error.
            try await request.changeAfterwards(&response)
            try await request.recover(&response)
            return response
        } catch {
            return await answer.response(for: error, to: request)
        }
    }

    /// Lets every layer of the app see an answer where the router or an action has thrown: an unknown address has the fields
    /// that a layer adds, as any other.
    struct Inner: Middleware {
        fileprivate let answer: ErrorAnswer

        nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
            do {
                return try await next.respond(to: request)
            } catch {
                return await answer.response(for: error, to: request)
            }
        }
    }
}

extension StatementRecorder: RequestKey {
    /// A request holds one while its statements are shown to a developer.
    public typealias Value = StatementRecorder
}

import AshlarContainer
import AshlarHTTP
import AshlarMiddleware
import AshlarPostgres
import AshlarRouting
import AshlarSupport
import HTTPTypes
import Logging

/// Turns every error into an answer. The outermost layer: nothing inside of it is lost.
struct ErrorPages: Middleware {
    private let views: ViewRenderer
    private let showsDetails: Bool
    private let isJSON: Bool
    private let logger: Logger
    private let routes: RouteTable
    private let root: String
    private let editor: EditorLink
    private let received: EventChannel<RequestReceived>
    private let reported: EventChannel<ExceptionReported>

    init(
        views: ViewRenderer, showsDetails: Bool, isJSON: Bool = false, logger: Logger, routes: RouteTable, root: String,
        editor: EditorLink, events: Events
    ) {
        received = events.channel()
        reported = events.channel()
        self.views = views
        self.showsDetails = showsDetails
        self.isJSON = isJSON
        self.logger = logger
        self.routes = routes
        self.root = root
        self.editor = editor
    }

    func respond(to request: Request, next: any Responder) async throws -> Response {
        guard showsDetails else {
            do { return try await answer(request, next) } catch { return await response(for: error, to: request) }
        }
        var request = request
        request.trace = RequestTrace()
        let statements = StatementRecorder()
        do {
            return try await Database.recordingStatements(in: statements) { try await answer(request, next) }
        } catch {
            return await response(for: error, to: request, after: statements.all)
        }
    }

    private func answer(_ request: Request, _ next: any Responder) async throws -> Response {
        if !received.isSilent { try await received.dispatch(RequestReceived(request: request)) }
        var response = try await next.respond(to: request)
        // What a layer has left that answered in place of the action, or of an error.
        try await request.changeAfterwards(&response)
        try await request.recover(&response)
        return response
    }

    private func response(
        for error: any Error, to request: Request, after statements: [StatementRecord] = []
    ) async -> Response {
        // As it was where the error passed its session: the page may show it, and the session is stored with the page.
        let failed = request.failed ?? request
        var response = await page(for: error, to: failed, after: statements)
        do {
            try await request.changeAfterwards(&response)
            try await request.recover(&response)
        } catch {
            logger.error("An error page went out as it was: \(ErrorAdvice.line(for: error))")
        }
        return response
    }

    private func page(
        for error: any Error, to request: Request, after statements: [StatementRecord]
    ) async -> Response {
        // Nobody is left to read an answer, and nothing of the app has failed.
        if error is CancellationError, Task.isCancelled { return Self.clientHasGone }
        let answer = (error as? any HTTPErrorConvertible)?.httpError ?? HTTPError(.internalServerError)
        if answer.status.kind == .serverError, answer.isReported {
            report(error, answer, request)
            await reported.notify(ExceptionReported(error: error, request: request, status: answer.status))
        }
        var response =
            showsDetails ? detailed(error, answer, request, statements) : await plain(answer, request)
        // A field may be there several times.
        for field in answer.headers { response.headers[field.name] = nil }
        for field in answer.headers { response.headers.append(field) }
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// What web servers write into their logs for it.
    private static let clientHasGone = Response(
        status: HTTPResponse.Status(code: 499, reasonPhrase: "Client Closed Request"))

    private func report(_ error: any Error, _ answer: HTTPError, _ request: Request) {
        logger.error(
            "\(request.method.rawValue) \(request.path) failed with \(answer.status.code): \(ErrorAdvice.line(for: error))",
            metadata: request[RequestID.self].map { ["request-id": "\($0)"] }
        )
    }

    private func detailed(
        _ error: any Error, _ answer: HTTPError, _ request: Request, _ statements: [StatementRecord]
    ) -> Response {
        let report = ErrorReport(
            error, answer: answer, request: request, statements: statements, routes: routes, root: root)
        if request.prefersHTML, !isJSON {
            return Response(status: answer.status, html: DevelopmentErrorPage(report, editor: editor).html)
        }
        if wantsJSON(request) { return problem(answer, detail: report.message, id: nil) }
        return Response(status: answer.status, text: report.text)
    }

    private func plain(_ answer: HTTPError, _ request: Request) async -> Response {
        // What is looked for in the log: the text of an error that was nobody's message stays there.
        let id = answer.status.kind == .serverError ? request[RequestID.self] : nil
        if wantsJSON(request) { return problem(answer, detail: answer.message, id: id) }
        guard request.prefersHTML else {
            return Response(status: answer.status, text: answer.message + (id.map { "\nError \($0)" } ?? "") + "\n")
        }
        let view = "errors/\(answer.status.code).html"
        if views.has(view) {
            do {
                let values: [String: any Sendable] = [
                    "status": answer.status.code, "message": answer.message, "error_id": id ?? "",
                ]
                let page = try await views.render(view, values, for: request)
                return Response(status: answer.status, contentType: "text/html; charset=utf-8", bytes: page)
            } catch {
                logger.error("The error page views/\(view) cannot be rendered: \(String(reflecting: error))")
            }
        }
        return Response(status: answer.status, html: PlainErrorPage.html(answer, id: id))
    }

    private func wantsJSON(_ request: Request) -> Bool {
        isJSON || request.headers[.accept]?.contains("json") == true
            || request.headers[.contentType]?.contains("json") == true
    }

    /// RFC 9457: problem details.
    private func problem(_ answer: HTTPError, detail: String, id: String?) -> Response {
        let detail = detail == answer.status.phrase ? nil : detail
        return Problem(answer.status, detail: detail, instance: id.map { "urn:request:\($0)" }).response()
    }
}

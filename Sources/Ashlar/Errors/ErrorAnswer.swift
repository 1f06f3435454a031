import AshlarContainer
import AshlarHTTP
import AshlarMiddleware
import AshlarRouting
import AshlarSupport
import AshlarValidation
import HTTPTypes
import Logging

/// Makes the answer to an error: a page, problem details or text, with all that helps while developing, and nothing of the
/// error in production.
struct ErrorAnswer: Sendable {
    private let views: ViewRenderer
    /// Whether who asks is a developer.
    let showsDetails: Bool
    /// Whether browsers get JSON too: an app without pages.
    private let isJSON: Bool
    private let logger: Logger
    private let routes: RouteTable
    private let root: String
    private let invalid: InvalidInputAnswer
    /// How programs are told; nil: as they want it.
    private let shape: InputErrorShape?
    private let editor: EditorLink
    private let reported: EventChannel<ExceptionReported>

    init(
        views: ViewRenderer, showsDetails: Bool, logger: Logger, routes: RouteTable, root: String, editor: EditorLink,
        events: Events, shape: InputErrorShape? = nil, isJSON: Bool = false
    ) {
        self.isJSON = isJSON
        self.shape = shape
        invalid = InvalidInputAnswer(shape: shape)
        reported = events.channel()
        self.views = views
        self.showsDetails = showsDetails
        self.logger = logger
        self.routes = routes
        self.root = root
        self.editor = editor
    }

    /// The answer to an error.
    func response(for error: any Error, to request: Request) async -> Response {
        // As it was where the error passed its session: the page may show it, and the session is stored with the page.
        let failed = request.failed ?? request
        request[MatchedRoute.self]?.note(error: error)
        var response = await page(for: error, to: failed)
        do {
            try await request.changeAfterwards(&response)
            try await request.recover(&response)
        } catch {
            logger.error("An error page went out as it was: \(ErrorAdvice.line(for: error))")
        }
        return response
    }

    private func page(for error: any Error, to request: Request) async -> Response {
        // Nobody is left to read an answer, and nothing of the app has failed.
        if error is CancellationError, Task.isCancelled { return Self.clientHasGone }
        if let errors = error as? InputErrors {
            do {
                let told = try await invalid.response(to: errors, for: request, wantsJSON: wantsJSON(request))
                if var told {
                    told.headers[.cacheControl] = "no-store"
                    return told
                }
            } catch {
                logger.error("The errors of an input could not be handed back: \(ErrorAdvice.line(for: error))")
            }
        }
        let answer = (error as? any HTTPErrorConvertible)?.httpError ?? HTTPError(.internalServerError)
        if answer.status.kind == .serverError, answer.isReported {
            report(error, answer, request)
            await reported.notify(ExceptionReported(error: error, request: request, status: answer.status))
        }
        var response = showsDetails ? detailed(error, answer, request) : await plain(answer.shown, request)
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

    private func detailed(_ error: any Error, _ answer: HTTPError, _ request: Request) -> Response {
        // Programs are told the message alone: no source is read for them.
        if !prefersHTML(request), wantsJSON(request) {
            let message = ErrorReport.message(of: error, answer: answer, request: request)
            let id = answer.status.kind == .serverError ? request[RequestID.self] : nil
            return json(answer, detail: message, id: id, request)
        }
        let report = ErrorReport(
            error, answer: answer, request: request, routes: routes, root: root)
        if prefersHTML(request) {
            let page = DevelopmentErrorPage(report, editor: editor, nonce: request[CSPNonce.self]?.value)
            return Response(status: answer.status, html: page.html)
        }
        return Response(status: answer.status, text: report.text)
    }

    private func plain(_ answer: HTTPError, _ request: Request) async -> Response {
        // What is looked for in the log: the text of an error that was nobody's message stays there.
        let id = answer.status.kind == .serverError ? request[RequestID.self] : nil
        if wantsJSON(request) { return json(answer, detail: answer.message, id: id, request) }
        guard prefersHTML(request) else {
            return Response(status: answer.status, text: answer.message + (id.map { "\nError \($0)" } ?? "") + "\n")
        }
        let view = "errors/\(answer.status.code).html"
        if views.has(view) {
            do {
                let values: [String: any Sendable] = [
                    "status": answer.status.code, "message": answer.message, "error_id": id ?? "",
                ]
                // No route has made the request the current one, of this app.
                let page = try await Request.$inTask.withValue(request) {
                    try await views.render(view, values, for: request)
                }
                return Response(status: answer.status, contentType: "text/html; charset=utf-8", bytes: page)
            } catch {
                logger.error("The error page views/\(view) cannot be rendered: \(String(reflecting: error))")
            }
        }
        return Response(
            status: answer.status, html: PlainErrorPage.html(answer, id: id, nonce: request[CSPNonce.self]?.value))
    }

    private func prefersHTML(_ request: Request) -> Bool { !isJSON && request.prefersHTML }

    private func wantsJSON(_ request: Request) -> Bool { isJSON || request.wantsJSON }

    /// Problem details (RFC 9457), or plain JSON for who wants that more.
    private func json(_ answer: HTTPError, detail: String, id: String?, _ request: Request) -> Response {
        guard shape.map({ $0 == .plain }) ?? request.prefersPlainJSON else {
            let detail = detail == answer.status.phrase ? nil : detail
            return Problem(answer.status, detail: detail, instance: id.map { "urn:request:\($0)" }).response()
        }
        return ErrorMessage(detail, errorID: id).response(status: answer.status)
    }
}

extension HTTPError {
    /// The error as a visitor is told of it: what failed in a server, or behind it, is nothing for visitors, whoever wrote
    /// the text. That of a 503 is for them, when to come back, and so is that of what is no failure: maintenance.
    fileprivate var shown: HTTPError {
        guard status.kind == .serverError, status != .serviceUnavailable, isReported else { return self }
        var shown = self
        shown.message = status.phrase
        return shown
    }
}

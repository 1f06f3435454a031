import AshlarHTTP
import AshlarRouting
import AshlarSupport
import HTTPTypes
import Logging

/// Turns every error into an answer. The outermost layer: nothing inside of it is lost.
struct ErrorPages: Middleware {
    private let views: ViewRenderer
    private let showsDetails: Bool
    private let logger: Logger
    private let routes: RouteTable
    private let root: String

    init(views: ViewRenderer, showsDetails: Bool, logger: Logger, routes: RouteTable, root: String) {
        self.views = views
        self.showsDetails = showsDetails
        self.logger = logger
        self.routes = routes
        self.root = root
    }

    func respond(to request: Request, next: any Responder) async throws -> Response {
        var request = request
        if showsDetails { request.trace = RequestTrace() }
        do {
            return try await next.respond(to: request)
        } catch {
            return response(for: error, to: request)
        }
    }

    private func response(for error: any Error, to request: Request) -> Response {
        let answer = (error as? any HTTPErrorConvertible)?.httpError ?? HTTPError(.internalServerError)
        if answer.status.kind == .serverError { report(error, answer, request) }
        var response = showsDetails ? detailed(error, answer, request) : plain(answer, request)
        for field in answer.headers { response.headers[field.name] = field.value }
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func report(_ error: any Error, _ answer: HTTPError, _ request: Request) {
        logger.error(
            "\(request.method.rawValue) \(request.path) failed with \(answer.status.code): \(ErrorAdvice.line(for: error))"
        )
    }

    private func detailed(_ error: any Error, _ answer: HTTPError, _ request: Request) -> Response {
        let report = ErrorReport(error, answer: answer, request: request, routes: routes, root: root)
        if request.prefersHTML { return Response(status: answer.status, html: DevelopmentErrorPage(report).html) }
        if wantsJSON(request) { return problem(answer, detail: report.message) }
        return Response(status: answer.status, text: report.text)
    }

    private func plain(_ answer: HTTPError, _ request: Request) -> Response {
        if wantsJSON(request) { return problem(answer, detail: answer.message) }
        guard request.prefersHTML else { return Response(status: answer.status, text: answer.message + "\n") }
        let view = "errors/\(answer.status.code).html"
        if views.has(view) {
            do {
                let page = try views.render(view, ["status": answer.status.code, "message": answer.message])
                return Response(status: answer.status, contentType: "text/html; charset=utf-8", bytes: page)
            } catch {
                logger.error("The error page views/\(view) cannot be rendered: \(String(reflecting: error))")
            }
        }
        return Response(status: answer.status, html: PlainErrorPage.html(answer))
    }

    private func wantsJSON(_ request: Request) -> Bool {
        request.headers[.accept]?.contains("json") == true || request.headers[.contentType]?.contains("json") == true
    }

    /// RFC 9457: problem details.
    private func problem(_ answer: HTTPError, detail: String) -> Response {
        let problem = ProblemDetails(status: answer.status.code, title: answer.status.reasonPhrase, detail: detail)
        guard let bytes = try? FoundationJSON().encode(problem) else {
            return Response(status: answer.status, text: detail)
        }
        return Response(status: answer.status, contentType: "application/problem+json", bytes: bytes)
    }
}

/// An error as JSON (RFC 9457 section 3.1).
private struct ProblemDetails: Encodable {
    let status: Int
    let title: String
    let detail: String
}

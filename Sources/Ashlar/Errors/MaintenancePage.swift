import AshlarHTTP
import AshlarMiddleware
import HTTPTypes
import Logging

/// The view that browsers are shown while the app is down: what `craft down --render` names.
struct MaintenancePage: Sendable {
    let views: ViewRenderer
    let logger: Logger

    /// Nil where none is named, the client wants no page, or the view cannot be rendered.
    func response(to request: Request, _ notice: MaintenanceNotice) async -> Response? {
        guard let view = notice.view, request.prefersHTML else { return nil }
        let values: [String: any Sendable] = [
            "status": notice.status ?? 503, "message": notice.message ?? "", "error_id": "",
            "retry_after": notice.retryAfter ?? 0,
        ]
        do {
            let page = try await Request.$inTask.withValue(request) {
                try await views.render(view, values, for: request)
            }
            return Response(status: .serviceUnavailable, contentType: "text/html; charset=utf-8", bytes: page)
        } catch {
            logger.error("The maintenance page \(view) cannot be shown: \(ErrorAdvice.line(for: error))")
            return nil
        }
    }
}

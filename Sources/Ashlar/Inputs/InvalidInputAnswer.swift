import AshlarHTTP
import AshlarRouting
import AshlarSession
import AshlarValidation
import HTTPTypes

/// The answer to an input that is wrong: for programs all errors, for a browser the page that it came from, with the
/// errors and what was typed.
struct InvalidInputAnswer {
    /// Nil: what the client wants more of plain JSON and problem details.
    let shape: InputErrorShape?

    /// Nil where neither is wanted, or a browser does not say where it came from.
    func response(to errors: InputErrors, for request: Request, wantsJSON: Bool) async throws -> Response? {
        if wantsJSON { return try errors.response(as: shape ?? (request.prefersPlainJSON ? .plain : .problem)) }
        guard request.prefersHTML, request.method != .get, request.method != .head, let back = request.previousPath,
            let session = request[Session.self]
        else { return nil }
        try session.flashErrors(ErrorBag(errors.messages))
        // A body that is no form has nothing that a page could show again.
        if let form = try? await request.form() { session.flashInput(form.fields) }
        return Response(status: .seeOther, headers: [.location: back])
    }
}

import HTTPTypes

/// Lets an HTML form, which can only send GET and POST, say which method it means: a hidden field `_method` with `PUT`,
/// `PATCH` or `DELETE` in a POST.
public struct MethodOverride: Middleware {
    private let limit: Int

    /// - Parameter limit: the largest form that is looked into, in bytes.
    public init(upTo limit: Int = RequestBody.defaultLimit) {
        self.limit = limit
    }

    /// Changes the method, and keeps the body for whoever reads it next.
    public func respond(to request: Request, next: any Responder) async throws -> Response {
        guard request.method == .post,
            MediaType.of(request.headers[.contentType]) == "application/x-www-form-urlencoded"
        else { return try await next.respond(to: request) }
        var request = request
        request.body = RequestBody(try await request.body.collect(upTo: limit))
        switch try await request.form(upTo: limit)["_method"]?.uppercased() {
        case "PUT": request.method = .put
        case "PATCH": request.method = .patch
        case "DELETE": request.method = .delete
        default: break
        }
        return try await next.respond(to: request)
    }
}

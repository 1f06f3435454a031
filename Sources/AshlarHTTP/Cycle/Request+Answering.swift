extension Request {
    /// Lets a middleware change the answer, whether it was returned or is made of an error that passes: by an error handler, or
    /// as an error page.
    ///
    /// ```swift
    /// func respond(to request: Request, next: any Responder) async throws -> Response {
    ///     try await request.answering { $0.headers[.via] = "cache" } by: { try await next.respond(to: request) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - change: changes the answer; called once.
    ///   - body: answers the request, or throws.
    /// - Throws: what `body` throws. Where nobody outside makes an answer of it, as with a middleware that is called by
    ///   itself, an ``HTTPError`` takes the header fields with it.
    public nonisolated(nonsending) func answering(
        _ change: @escaping @Sendable (inout Response) -> Void,
        by body: nonisolated(nonsending) () async throws -> Response
    ) async throws -> Response {
        do {
            var response = try await body()
            change(&response)
            return response
        } catch {
            guard !onRecovery(change), var known = error as? HTTPError else { throw error }
            var carrier = Response(status: known.status, headers: known.headers)
            change(&carrier)
            known.headers = carrier.headers
            throw known
        }
    }
}

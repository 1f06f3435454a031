public import AshlarHTTP
import HTTPTypes

extension Optional: ResponseConvertible where Wrapped: ResponseConvertible {
    /// What there is.
    ///
    /// - Throws: ``HTTPError`` 404 for what there is not.
    public func response(in context: ActionContext) async throws -> Response {
        guard let self else { throw HTTPError(.notFound) }
        return try await self.response(in: context)
    }
}

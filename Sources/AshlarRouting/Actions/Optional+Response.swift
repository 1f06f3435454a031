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

/// An optional of any type.
protocol OptionalResult {
    var isNil: Bool { get }
}

extension Optional: OptionalResult {
    var isNil: Bool { if case .none = self { true } else { false } }
}

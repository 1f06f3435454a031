public import AshlarHTTP
public import HTTPTypes

/// A value that an action may return: it knows how to become a response.
public protocol ResponseConvertible: Sendable {
    /// The response.
    ///
    /// - Throws: whatever keeps it from being made, such as a template's error.
    func response(in context: ActionContext) async throws -> Response
}

/// The ways from what an action returns to a response. The compiler chooses, where `@Controller` writes the call.
public enum ActionResult {
    /// A view, a redirect, a response, text: whatever knows how.
    public static func response(
        from value: some ResponseConvertible, in context: ActionContext
    ) async throws -> Response {
        try await value.response(in: context)
    }

    /// Any other encodable value, as JSON.
    public static func response(from value: some Encodable & Sendable, in context: ActionContext) async throws
        -> Response
    {
        Response(contentType: "application/json", bytes: try context.json.encode(value))
    }

    /// A value that is both: it knows best.
    public static func response(
        from value: some Encodable & ResponseConvertible, in context: ActionContext
    ) async throws -> Response {
        try await value.response(in: context)
    }

    /// What there is, as JSON; 404 for what there is not.
    public static func response<T: Encodable & Sendable>(from value: T?, in context: ActionContext) async throws
        -> Response
    {
        guard let value else { throw HTTPError(.notFound) }
        return try await response(from: value, in: context)
    }

    /// What there is; 404 for what there is not.
    public static func response<T: ResponseConvertible>(from value: T?, in context: ActionContext) async throws
        -> Response
    {
        guard let value else { throw HTTPError(.notFound) }
        return try await value.response(in: context)
    }

    /// What there is; 404 for what there is not.
    public static func response<T: Encodable & ResponseConvertible>(
        from value: T?, in context: ActionContext
    ) async throws -> Response {
        guard let value else { throw HTTPError(.notFound) }
        return try await value.response(in: context)
    }

    /// A status without a value: nothing more, or an error that is told as all errors are.
    ///
    /// - Throws: ``HTTPError`` for a status of an error.
    public static func response(status: HTTPResponse.Status) throws -> Response {
        guard status.kind != .clientError, status.kind != .serverError else { throw HTTPError(status) }
        return Response(status: status)
    }

    /// Nothing: 204.
    public static func noContent() -> Response {
        Response(status: .noContent)
    }
}

extension Response: ResponseConvertible {
    /// Itself.
    public func response(in context: ActionContext) async throws -> Response { self }
}

extension String: ResponseConvertible {
    /// Plain text: a string from anywhere can never become markup by being returned.
    public func response(in context: ActionContext) async throws -> Response { Response(text: self) }
}

public import AshlarHTTP
public import AshlarORM
public import AshlarPostgres
import HTTPTypes

extension ModelNotFound: HTTPErrorConvertible {
    /// 404, without the model's name: what exists is nobody's business.
    public var httpError: HTTPError { HTTPError(.notFound) }
}

extension InvalidCursor: HTTPErrorConvertible {
    /// 400: cursors come from URLs.
    public var httpError: HTTPError { HTTPError(.badRequest, "This link leads to no page.") }
}

extension StaleModel: HTTPErrorConvertible {
    /// 409: somebody else has deleted or changed the row in the meantime (RFC 9110 section 15.5.10).
    public var httpError: HTTPError {
        HTTPError(
            .conflict,
            isChanged
                ? "This was changed by somebody else in the meantime."
                : "This was deleted by somebody else in the meantime.")
    }
}

extension PostgresError: HTTPErrorConvertible {
    /// 503 while the database cannot be reached, so that a client tries again; 500 otherwise.
    public var httpError: HTTPError {
        isUnavailable
            ? HTTPError(
                .serviceUnavailable, "The database cannot be reached at the moment. Try again shortly.",
                headers: [.retryAfter: "1"])
            : HTTPError(.internalServerError)
    }
}

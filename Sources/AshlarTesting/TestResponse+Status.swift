public import Ashlar
public import Testing

extension TestResponse {
    /// Expects a status.
    @discardableResult
    public func assertStatus(
        _ expected: HTTPResponse.Status, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        if status.code != expected.code {
            fail("Expected \(expected.code), got \(status.code): \(text.prefix(400))", sourceLocation, showsError: true)
        }
        return self
    }

    /// Expects any status of success, 200 to 299.
    @discardableResult
    public func assertSuccessful(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertKind(.successful, "a success", sourceLocation)
    }

    /// Expects any status that says that the request was wrong, 400 to 499.
    @discardableResult
    public func assertClientError(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertKind(.clientError, "an error of the client", sourceLocation)
    }

    /// Expects any status that says that the app failed, 500 to 599.
    @discardableResult
    public func assertServerError(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertKind(.serverError, "an error of the server", sourceLocation)
    }

    private func assertKind(
        _ kind: HTTPResponse.Status.Kind, _ words: String, _ location: Testing.SourceLocation
    ) -> TestResponse {
        if status.kind != kind {
            fail("Expected \(words), got \(status.code): \(text.prefix(400))", location, showsError: true)
        }
        return self
    }

    /// Expects 200.
    @discardableResult
    public func assertOk(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.ok, sourceLocation: sourceLocation)
    }

    /// Expects 201.
    @discardableResult
    public func assertCreated(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.created, sourceLocation: sourceLocation)
    }

    /// Expects 202.
    @discardableResult
    public func assertAccepted(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.accepted, sourceLocation: sourceLocation)
    }

    /// Expects 400.
    @discardableResult
    public func assertBadRequest(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.badRequest, sourceLocation: sourceLocation)
    }

    /// Expects 401.
    @discardableResult
    public func assertUnauthorized(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.unauthorized, sourceLocation: sourceLocation)
    }

    /// Expects 403.
    @discardableResult
    public func assertForbidden(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.forbidden, sourceLocation: sourceLocation)
    }

    /// Expects 404.
    @discardableResult
    public func assertNotFound(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.notFound, sourceLocation: sourceLocation)
    }

    /// Expects 405.
    @discardableResult
    public func assertMethodNotAllowed(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.methodNotAllowed, sourceLocation: sourceLocation)
    }

    /// Expects 409.
    @discardableResult
    public func assertConflict(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.conflict, sourceLocation: sourceLocation)
    }

    /// Expects 410.
    @discardableResult
    public func assertGone(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.gone, sourceLocation: sourceLocation)
    }

    /// Expects 422: the input is not valid.
    @discardableResult
    public func assertUnprocessable(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.unprocessableContent, sourceLocation: sourceLocation)
    }

    /// Expects 429: a limit was reached.
    @discardableResult
    public func assertTooManyRequests(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.tooManyRequests, sourceLocation: sourceLocation)
    }

    /// Expects 503.
    @discardableResult
    public func assertServiceUnavailable(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.serviceUnavailable, sourceLocation: sourceLocation)
    }

    /// Expects 204 without a body.
    @discardableResult
    public func assertNoContent(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        assertStatus(.noContent, sourceLocation: sourceLocation)
        if body.readableBytes > 0 { fail("Expected no body, got: \(text.prefix(400))", sourceLocation) }
        return self
    }
}

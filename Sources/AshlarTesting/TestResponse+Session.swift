public import Ashlar
public import Testing

extension TestResponse {
    /// The visitor's session as the answer left it: with what was flashed for the next request, which stays there.
    public func session() async throws -> Session { try await app.session(of: cookieHeader) }

    /// Expects the session to hold something under a name, flashed values included.
    @discardableResult
    public func assertSession(
        _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        if !(try await session().has(name)) { fail("Expected \(name) in the session.", sourceLocation) }
        return self
    }

    /// Expects the session to hold a value under a name, flashed values included.
    @discardableResult
    public func assertSession<Value: Codable & Equatable & Sendable>(
        _ name: String, _ expected: Value, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        let value = try await session().get(name, as: Value.self)
        if value != expected {
            let text = value.map { "\($0)" } ?? "nothing of that type"
            fail("Expected \(name) in the session to be \(expected), got \(text).", sourceLocation)
        }
        return self
    }

    /// Expects the session to hold nothing under a name.
    @discardableResult
    public func assertSessionMissing(
        _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        if try await session().has(name) { fail("Did not expect \(name) in the session.", sourceLocation) }
        return self
    }

    /// Expects the next page to be told that these fields of a form are wrong.
    @discardableResult
    public func assertSessionHasErrors(
        _ fields: String..., sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        let errors = try await session().errors
        let missing = fields.filter { !errors.has($0) }
        if !missing.isEmpty || errors.isEmpty {
            let found = errors.messages.keys.sorted().joined(separator: ", ")
            fail(
                "Expected errors about \(missing.isEmpty ? "something" : missing.joined(separator: ", ")), "
                    + "got \(found.isEmpty ? "none" : found).", sourceLocation)
        }
        return self
    }

    /// Expects the next page to be told of no wrong field.
    @discardableResult
    public func assertSessionHasNoErrors(
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        let errors = try await session().errors
        if !errors.isEmpty { fail("Expected no errors, got \(errors.all.joined(separator: " "))", sourceLocation) }
        return self
    }

    /// Expects the next page to show again what was typed into a field.
    @discardableResult
    public func assertSessionHasInput(
        _ field: String, _ expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws -> TestResponse {
        let value = try await session().oldInput[field]
        if value != expected {
            fail("Expected the old input \(field) to be \(expected), got \(value ?? "none").", sourceLocation)
        }
        return self
    }
}

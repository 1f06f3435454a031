public import Ashlar
public import Testing

/// Expectations of what is in the database.
extension TestApp {
    /// Expects that there is a row.
    ///
    /// ```swift
    /// try await app.assertExists(Post.where { $0.title == "Hello" })
    /// ```
    public func assertExists<M: Model>(
        _ query: Query<M>, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        if try await query.count() == 0 {
            record("Expected a row of \(M._description.table), and there is none", sourceLocation)
        }
    }

    /// Expects that a model's row is there.
    public func assertExists<M: Model>(
        _ model: M, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        if try await !isThere(model) {
            record("Expected \(name(of: model)) to be there, and it is not", sourceLocation)
        }
    }

    /// Expects that a table has a row that meets a condition: `assertExists(in: "tags", "name = \(name)")`.
    public func assertExists(
        in table: String, _ condition: SQL = "true", sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        if try await count(table, condition) == 0 {
            record("Expected a row of \(table) with \(condition), and there is none", sourceLocation)
        }
    }

    /// Expects that there is no row.
    public func assertMissing<M: Model>(
        _ query: Query<M>, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        let count = try await query.count()
        if count > 0 { record("Expected no row of \(M._description.table), and there are \(count)", sourceLocation) }
    }

    /// Expects that a model's row is gone.
    public func assertMissing<M: Model>(
        _ model: M, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        if try await isThere(model) {
            record("Expected \(name(of: model)) to be gone, and it is there", sourceLocation)
        }
    }

    /// Expects that a table has no row that meets a condition.
    public func assertMissing(
        in table: String, _ condition: SQL = "true", sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        let count = try await count(table, condition)
        if count > 0 { record("Expected no row of \(table) with \(condition), and there are \(count)", sourceLocation) }
    }

    /// Expects so many rows of a model's table.
    public func assertCount<M: Model>(
        _ expected: Int, _ model: M.Type, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws { try await assertCount(expected, M.query(), sourceLocation: sourceLocation) }

    /// Expects so many rows of a query.
    public func assertCount<M: Model>(
        _ expected: Int, _ query: Query<M>, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        let count = try await query.count()
        if count != expected {
            record("Expected \(expected) rows of \(M._description.table), and there are \(count)", sourceLocation)
        }
    }

    /// Expects so many rows of a table that meet a condition.
    public func assertCount(
        _ expected: Int, in table: String, _ condition: SQL = "true",
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        let count = try await count(table, condition)
        if count != expected { record("Expected \(expected) rows of \(table), and there are \(count)", sourceLocation) }
    }

    /// Expects that a body sends so many statements, whoever of the app sends them; the message lists them with their places.
    ///
    /// ```swift
    /// try await app.assertQueryCount(2) { try await app.get("/posts").assertOk() }
    /// ```
    ///
    /// - Returns: what the body returns.
    @discardableResult
    public func assertQueryCount<R>(
        _ expected: Int, sourceLocation: Testing.SourceLocation = #_sourceLocation, _ body: () async throws -> R
    ) async throws -> R {
        let (result, statements) = try await Database.recordingStatements { try await body() }
        if statements.count != expected {
            let list = statements.map { "\n  \($0.sql)  (\($0.file):\($0.line))" }.joined()
            record("Expected \(expected) statements, and there were \(statements.count):\(list)", sourceLocation)
        }
        return result
    }

    private func isThere<M: Model>(_ model: M) async throws -> Bool {
        guard let key = model._key else { return false }
        return try await M.findOptional(key) != nil
    }

    private func name<M: Model>(of model: M) -> String {
        "the \(M._description.name) with the key \(model._key?.keyText ?? "nil")"
    }

    private func count(_ table: String, _ condition: SQL) async throws -> Int {
        let rows = try await database.query("select count(*) from \(identifier: table) where \(condition)")
        return try rows.decode(row: 0, column: 0, as: Int.self)
    }

    private func record(_ message: String, _ sourceLocation: Testing.SourceLocation) {
        Issue.record(Comment(rawValue: message), sourceLocation: sourceLocation)
    }
}

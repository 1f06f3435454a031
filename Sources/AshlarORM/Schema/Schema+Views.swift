public import AshlarPostgres

/// Views, plain and materialised.
extension Schema {
    /// Makes a view: a query under a name.
    ///
    /// ```swift
    /// try await schema.createView("published_posts", as: "SELECT * FROM posts WHERE published_at IS NOT NULL")
    /// ```
    ///
    /// - Parameters:
    ///   - view: its name.
    ///   - query: what it shows.
    ///   - replacing: whether one that is there is replaced; it must have the same columns, and may have more.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func createView(
        _ view: String, as query: SQL, replacing: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws {
        let query = try text(of: query, "a view", view, file, line)
        try await perform("CREATE \(replacing ? "OR REPLACE " : "")VIEW \(name(view).sql) AS \(query)", [], file, line)
    }

    /// Removes a view.
    public func dropView(_ view: String, cascade: Bool = false, file: String = #fileID, line: Int = #line) async throws
    {
        try await perform("DROP VIEW \(name(view).sql)\(cascade ? " CASCADE" : "")", [], file, line)
    }

    /// Makes a materialised view: a query whose rows are stored until they are made anew.
    ///
    /// - Parameters:
    ///   - view: its name.
    ///   - query: what it shows.
    ///   - withData: whether it has its rows at once.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func createMaterializedView(
        _ view: String, as query: SQL, withData: Bool = true, file: String = #fileID, line: Int = #line
    ) async throws {
        let query = try text(of: query, "a view", view, file, line)
        let view = name(view)
        let creation = TableOperation(
            table: view, action: "makes the view", lock: .none, cost: .instant, isCreation: true)
        try await perform(
            "CREATE MATERIALIZED VIEW \(view.sql) AS \(query)\(withData ? "" : " WITH NO DATA")", [creation], file, line
        )
    }

    /// Makes the rows of a materialised view anew.
    ///
    /// - Parameter isConcurrent: whether it can be read meanwhile; it must have a unique index over all rows.
    public func refreshMaterializedView(
        _ view: String, concurrently isConcurrent: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws {
        let view = name(view)
        try await perform(
            "REFRESH MATERIALIZED VIEW \(isConcurrent ? "CONCURRENTLY " : "")\(view.sql)",
            [Recipes.refresh(view, isConcurrent: isConcurrent)], file, line)
    }

    /// Removes a materialised view.
    public func dropMaterializedView(
        _ view: String, cascade: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws {
        try await perform("DROP MATERIALIZED VIEW \(name(view).sql)\(cascade ? " CASCADE" : "")", [], file, line)
    }
}

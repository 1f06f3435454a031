import AshlarPostgres

extension Model {
    /// Whether writes set the timestamps that the model declares.
    static var keepsTimestamps: Bool { !ModelClock.stopped.contains(ObjectIdentifier(Self.self)) }

    /// Runs code within which writing this model leaves `createdAt` and `updatedAt` as they are: for imports, and for
    /// corrections that are no change to a reader. `touch()` sets the time all the same. A new row gets the times that its
    /// model has; where that has none the column's default decides, which is now for `timestamps()` of a migration.
    ///
    /// ```swift
    /// try await Post.withoutTimestamps { try await post.save() }
    /// ```
    public static nonisolated(nonsending) func withoutTimestamps<R>(
        _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> R {
        let stopped = ModelClock.stopped.union([ObjectIdentifier(Self.self)])
        return try await ModelClock.$stopped.withValue(stopped) { try await body() }
    }
}

extension ModelDescription {
    /// Whether a column is one of the times that saving sets.
    func isTimestamp(_ column: ModelColumn<M>) -> Bool { ["createdAt", "updatedAt"].contains(column.member) }

    /// Whether the model has no value for one of the times that saving sets.
    func lacksTimestamp(_ model: M) -> Bool {
        columns.contains { isTimestamp($0) && $0.binding(model).bytes == nil }
    }
}

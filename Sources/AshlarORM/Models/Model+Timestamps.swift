extension Model {
    /// Whether writes set the timestamps that the model declares.
    static var keepsTimestamps: Bool { !ModelClock.stopped.contains(ObjectIdentifier(Self.self)) }

    /// Runs code within which writing this model leaves `createdAt` and `updatedAt` as they are: for imports, and for
    /// corrections that are no change to a reader. `touch()` sets the time all the same.
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

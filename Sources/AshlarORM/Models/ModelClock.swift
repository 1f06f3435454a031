public import AshlarPostgres
public import Foundation

/// The type of the timestamps that a model may declare.
public typealias ModelTimestamp = Date

/// The database that `create` takes; a name of its own, so that a model's file need not import the driver.
public typealias ModelDatabase = Database

/// A value of a key's column; a name of its own, so that a model's file need not import the driver.
public typealias ModelBinding = PostgresBinding

/// The rows that a key is read from; a name of its own, so that a model's file need not import the driver.
public typealias ModelRows = PostgresRows

/// A value kept as JSON; a name of its own, so that a model's file need not import the driver.
public typealias ModelJSON = JSONB

/// Where timestamps come from.
package enum ModelClock {
    /// The time that saving writes; a test sets it to one that it chose.
    @TaskLocal package static var now: @Sendable () -> Date = { Date() }

    /// The models whose timestamps saving leaves as they are in a task.
    @TaskLocal static var stopped: Set<ObjectIdentifier> = []
}

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

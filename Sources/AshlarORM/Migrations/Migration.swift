import AshlarSupport

/// A step in the history of the database's tables, which can be gone forward and back.
///
/// ```swift
/// struct CreatePosts: Migration {
///     func up(_ schema: Schema) async throws {
///         try await schema.create("posts") { $0.id(); $0.string("title"); $0.timestamps() }
///     }
///     func down(_ schema: Schema) async throws { try await schema.drop("posts") }
/// }
/// ```
///
/// Each migration runs in a transaction of its own, together with the note that it ran: it happens whole or not at all.
/// Where it waits too long for a lock it lets the others pass and is tried again, so it may run several times.
public protocol Migration: Sendable {
    /// Makes the migration.
    init()

    /// The name by which the database remembers it; by default the type's name in snake case. It must not change once the
    /// migration has run somewhere.
    static var name: String { get }

    /// Whether it runs in a transaction; true unless it says otherwise. PostgreSQL makes and drops indexes concurrently only
    /// outside of one. What such a migration did before it failed stays: let it do one thing.
    static var withinTransaction: Bool { get }

    /// Makes the change.
    ///
    /// `up` is run once more without a database, to see from its statements whether it was changed after it ran: it should do
    /// nothing but use the schema, models and the schema's database.
    func up(_ schema: Schema) async throws

    /// Takes the change back.
    func down(_ schema: Schema) async throws
}

extension Migration {
    /// The type's name in snake case: `CreatePosts` is `create_posts`.
    public static var name: String { CaseConversion.snake("\(Self.self)") }

    /// True.
    public static var withinTransaction: Bool { true }
}

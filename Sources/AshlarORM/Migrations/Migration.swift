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
public protocol Migration: Sendable {
    /// Makes the migration.
    init()

    /// The name by which the database remembers it; by default the type's name in snake case. It must not change once the
    /// migration has run somewhere.
    static var name: String { get }

    /// Makes the change.
    func up(_ schema: Schema) async throws

    /// Takes the change back.
    func down(_ schema: Schema) async throws
}

extension Migration {
    /// The type's name in snake case: `CreatePosts` is `create_posts`.
    public static var name: String { CaseConversion.snake("\(Self.self)") }
}

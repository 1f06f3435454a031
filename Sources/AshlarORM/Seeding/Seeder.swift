import AshlarSupport

/// Fills a database with rows to begin with, or to try an app with.
///
/// ```swift
/// struct PostSeeder: Seeder {
///     static let dependencies: [any Seeder.Type] = [UserSeeder.self]
///
///     func run() async throws {
///         _ = try await Post.factory.recycle(User.all()).create(50)
///     }
/// }
/// ```
///
/// Each runs in a transaction, after all that it depends on, with the database as the current one.
public protocol Seeder: Sendable {
    /// Makes the seeder.
    init()

    /// The name that `craft db seed` knows; by default the type's.
    static var name: String { get }

    /// What has to run before it; it need not be listed in the app.
    static var dependencies: [any Seeder.Type] { get }

    /// Writes rows.
    func run() async throws
}

extension Seeder {
    /// The type's name.
    public static var name: String { "\(Self.self)" }

    /// Nothing.
    public static var dependencies: [any Seeder.Type] { [] }
}

/// The migrations of an app, or of one of its modules.
///
/// ```swift
/// let migrator = Migrator(
///     [MigrationSource([CreateInvoices.self], module: "billing"), MigrationSource(app.migrations)], database: database)
/// ```
public struct MigrationSource: Sendable {
    /// The module that they belong to; nil for the app itself.
    public let module: String?
    /// The migrations, in the order in which they are to run.
    public let migrations: [any Migration.Type]

    /// Lists migrations.
    ///
    /// - Parameters:
    ///   - migrations: the migrations, in the order in which they are to run.
    ///   - module: the module's namespace. The database remembers its migrations as `billing::create_invoices`, so that
    ///     those of several modules may have one name.
    public init(_ migrations: [any Migration.Type], module: String? = nil) {
        self.migrations = migrations
        self.module = module
    }
}

/// A migration under the name by which the database remembers it.
struct ListedMigration: Sendable {
    let type: any Migration.Type
    let module: String?

    var name: String { module.map { "\($0)::\(type.name)" } ?? type.name }
}

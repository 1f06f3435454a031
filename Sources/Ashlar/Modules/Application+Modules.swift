package import AshlarConfig
package import AshlarORM
package import AshlarPostgres
import Foundation

extension Application {
    /// What migrates the database of the app: the migrations of its modules, then its own.
    ///
    /// - Parameters:
    ///   - database: the database.
    ///   - config: the settings; what would keep users waiting is refused in production and told in development. Without
    ///     them nobody looks.
    /// - Throws: ``BootError`` if the modules do not go together.
    package func migrator(on database: Database, config: Config? = nil) throws -> Migrator {
        var migrator = Migrator(try modulesInOrder().migrations, database: database)
        guard let config else { return migrator }
        migrator.lint =
            switch config.environment {
            case .production: .refuse
            case .development: .warn
            default: .off
            }
        let milliseconds = try config.value("database.migrationLockTimeout", as: Int.self) ?? 5000
        migrator.patience.timeout = .milliseconds(max(0, milliseconds))
        migrator.patience.attempts = max(1, try config.value("database.migrationAttempts") ?? 10)
        migrator.toleratedRows = max(0, try config.value("database.smallTable") ?? 0)
        migrator.dump = try? String(contentsOfFile: "\(config.root)/\(Self.schemaFile)", encoding: .utf8)
        return migrator
    }

    /// What fills the database: the seeders of the modules, then the app's own.
    package func seederRunner(on database: Database) throws -> SeederRunner {
        SeederRunner(try modulesInOrder().seeders, database: database)
    }

    /// The models of the modules, then the app's own.
    package func allModels() throws -> [any Model.Type] { try modulesInOrder().models }

    /// Where `craft schema dump` writes, below the app's folder.
    package static var schemaFile: String { "database/schema.sql" }

    private func modulesInOrder() throws -> ModuleGraph {
        let modules = ModuleGraph(self)
        guard modules.problems.isEmpty else { throw BootError(problems: modules.problems) }
        return modules
    }
}

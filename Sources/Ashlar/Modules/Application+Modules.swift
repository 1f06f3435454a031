package import AshlarORM
package import AshlarPostgres

extension Application {
    /// What migrates the database of the app: the migrations of its modules, then its own.
    ///
    /// - Throws: ``BootError`` if the modules do not go together.
    package func migrator(on database: Database) throws -> Migrator {
        let modules = ModuleGraph(self)
        guard modules.problems.isEmpty else { throw BootError(problems: modules.problems) }
        return Migrator(modules.migrations, database: database)
    }
}

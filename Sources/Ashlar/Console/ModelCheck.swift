import AshlarConfig
import AshlarORM
import AshlarPostgres

/// Whether the database has what the app expects of it.
enum ModelCheck {
    /// What was found.
    enum Result: Equatable {
        /// Nobody can say: the app has no database, or it does not answer.
        case unknown(String?)
        /// The server answers, and has no database of that name.
        case missing
        /// Migrations that have not run, by name.
        case pending([String])
        /// What the models expect and the database does not have, a line each.
        case different([String])
        case good
    }

    /// Compares, without changing anything.
    ///
    /// - Parameter isPrivate: whether the database is one that craft has for every app: it is not missed by an app that keeps
    ///   nothing in it.
    static func run(
        _ app: any Application, _ database: Database?, config: Config, isPrivate: Bool = false
    ) async throws -> Result {
        guard let database else { return .unknown(nil) }
        let migrator = try app.migrator(on: database, config: config)
        if isPrivate, try app.allModels().isEmpty, ModuleGraph(app).migrations.allSatisfy(\.migrations.isEmpty) {
            return .unknown(nil)
        }
        do {
            _ = try await database.query("select 1")
        } catch let error as PostgresError where error.sqlState == .invalidCatalogName {
            return .missing
        } catch let error as PostgresError {
            return .unknown(error.message)
        } catch {
            return .unknown("\(error)")
        }
        let statuses = try await migrator.status()
        let pending = statuses.filter { if case .pending = $0.state { true } else { false } }.map(\.name)
        guard pending.isEmpty else { return .pending(pending) }
        let models = try app.allModels()
        guard !models.isEmpty else { return .good }
        let inspection = DatabaseInspection(database)
        let diff = SchemaDiff(
            models: models, tables: try await inspection.tables(), enums: try await inspection.enums()
        ) { _ in false }
        // A column that no model has is nobody's mistake, and models work without what only guards or finds rows.
        let lacking = zip(diff.changes, MigrationWriter(diff).summary).filter { change, _ in
            switch change {
            case .dropColumn, .changeDefault, .addIndex, .addForeignKey: false
            default: true
            }
        }
        return lacking.isEmpty ? .good : .different(lacking.map { $0.1 })
    }
}

import AshlarConfig
import AshlarPostgres
import AshlarTerminal
import Foundation
import Logging

/// What the commands for the database share.
enum DatabaseConsole {
    /// Runs a command with the app's database, which is closed afterwards.
    static func withDatabase(_ body: (Database, Config) async throws -> Void) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        guard let settings = try config.databaseConfiguration else {
            throw ConfigError(
                message: "There is no database: database.url is not set.",
                suggestion: "Run it through ./craft, which starts a private PostgreSQL, or set DATABASE_URL.")
        }
        var logger = Logger(label: "app")
        logger.logLevel = try config.logLevel
        let database = Database(configuration: settings, logger: logger)
        do {
            try await body(database, config)
        } catch {
            await database.shutdown()
            throw error
        }
        await database.shutdown()
    }

    /// Keeps the data of a production database from being deleted by a slip: whoever is at a terminal is asked.
    static func requireForce(_ config: Config, isForced: Bool, terminal: Terminal = .standard) async throws {
        guard config.environment == .production, !isForced else { return }
        let question = "This deletes data of a production database. Go on?"
        if terminal.canAsk, try await terminal.confirm(question) { return }
        throw ConfigError(
            message: "This deletes data of a production database.", suggestion: "Say --force if that is meant.")
    }
}

import ArgumentParser
import AshlarConfig
import AshlarORM
import AshlarPostgres
import AshlarSupport
import Foundation

/// `App db prune`
struct DatabasePruneCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Delete the rows that the app's Prunable models no longer want.",
        discussion: "Made to be run every night. What was deleted before a failure stays deleted.")

    @ArgumentParser.Argument(help: "Only these models.") var models: [String] = []
    @Option(help: "A model to leave out; may be said several times.") var except: [String] = []
    @Option(help: "How many rows to read, or to delete in one statement, at a time.") var chunk = 1000
    @Flag(help: "Say how many rows would be deleted, and delete none.") var pretend = false

    func validate() throws {
        if chunk < 1 { throw ValidationError("--chunk takes a number from 1.") }
    }

    func run(_ app: any Application) async throws {
        let plan = try PrunePlan(try app.allModels(), only: models, except: except)
        let (chunk, pretend) = (chunk, pretend)
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        // Booted, because observers may be made by providers.
        try await Kernel.whileBooted(app, config: config) { kernel in
            let database = try kernel.database ?? Database.required()
            try await Database.$current.withValue(database) {
                if plan.models.isEmpty { print("There is nothing to prune: no model of the app is Prunable.") }
                for model in plan.models {
                    print(try await PrunePlan.prune(model, on: database, chunk: chunk, isPretended: pretend))
                }
            }
        }
    }
}

/// Which of an app's models are to be pruned.
struct PrunePlan {
    let models: [any Prunable.Type]

    /// - Parameters:
    ///   - models: the app's models.
    ///   - only: the names of those that are meant; all where it is empty.
    ///   - except: the names of those that are not.
    /// - Throws: `ConfigError` for a name that is none of a prunable model.
    init(_ models: [any Model.Type], only: [String], except: [String]) throws {
        let prunable = models.compactMap { $0 as? any Prunable.Type }
        let names = prunable.map { "\($0)" }
        for name in only + except where !names.contains(name) {
            let isModel = models.contains { "\($0)" == name }
            throw ConfigError(
                message: isModel
                    ? "\(name) is not Prunable."
                    : "The app lists no model \"\(name)\".\(Suggestion.sentence(for: name, in: names))",
                suggestion: isModel
                    ? "Declare which rows are no longer wanted: extension \(name): Prunable { static var prunable: "
                        + "Query<\(name)> { ... } }"
                    : "List it in the app: let models: [any Model.Type] = [\(name).self]")
        }
        self.models = prunable.filter { model in
            (only.isEmpty || only.contains("\(model)")) && !except.contains("\(model)")
        }
    }

    /// Prunes one model.
    ///
    /// - Returns: what is said about it.
    static func prune<M: Prunable>(
        _ model: M.Type, on database: Database, chunk: Int, isPretended: Bool
    ) async throws -> String {
        if isPretended { return "\(M.self): \(try await M.countPrunable(on: database)) to be deleted" }
        return "\(M.self): \(try await M.prune(chunk, on: database)) deleted"
    }
}

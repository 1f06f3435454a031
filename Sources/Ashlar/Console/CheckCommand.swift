import Foundation
import ArgumentParser
import AshlarConfig
import AshlarORM
import AshlarPostgres

/// `App check`: proves everything that booting proves, and serves nothing.
struct CheckCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Prove routes, container, views and settings without serving.")

    @Flag(help: "Say nothing where all is in order.") var quiet = false

    func run(_ app: any Application) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        let models = try app.allModels()
        try await BootPlan.forCommand(app, config: config) { plan in
            do {
                try await plan.boot().shutdown()
            } catch let error as BootError {
                throw BootError(problems: error.problems + plan.findings)
            }
            guard plan.findings.isEmpty else { throw CheckFindings(all: plan.findings) }
            if let database = plan.database {
                do {
                    let differences = try await InputAgreement(database).differences(of: plan.routes, models: models)
                    guard differences.isEmpty else { throw InputDifferences(all: differences) }
                } catch let error as PostgresError {
                    // What checks an app need not have its database.
                    if !quiet { print("Inputs were not compared with the database: \(error)") }
                }
            }
            if !quiet {
                print("\(plan.routes.entries.count) routes, their controllers, all views and settings are in order.")
            }
        }
    }
}

/// The app starts, and something in it does not do what its author believes.
struct CheckFindings: Error, CustomStringConvertible {
    let all: [any Error]

    var description: String {
        let what = all.count == 1 ? "a setting of it does nothing" : "\(all.count) settings of it do nothing"
        return (["The app starts, but \(what)."] + all.map { String(describing: $0) }).joined(separator: "\n\n")
    }
}

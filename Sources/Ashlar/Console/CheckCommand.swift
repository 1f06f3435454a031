import Foundation
import ArgumentParser
import AshlarConfig

/// `App check`: proves everything that booting proves, and serves nothing.
struct CheckCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Prove routes, container and views without serving.")

    @Flag(help: "Say nothing where all is in order.") var quiet = false

    func run(_ app: any Application) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        try await BootPlan.forCommand(app, config: config) { plan in
            try await plan.boot().shutdown()
            if !quiet { print("\(plan.routes.entries.count) routes, their controllers and all views are in order.") }
        }
    }
}

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
        let plan = try BootPlan(app, config: config) { _ in }
        do {
            _ = try plan.verified()
        } catch {
            await plan.database?.shutdown()
            throw error
        }
        await plan.database?.shutdown()
        if !quiet { print("\(plan.routes.entries.count) routes, their controllers and all views are in order.") }
    }
}

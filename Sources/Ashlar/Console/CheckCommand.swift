import Foundation
import ArgumentParser
import AshlarConfig

/// `App check`: proves everything that booting proves, and serves nothing.
struct CheckCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Prove routes, container, views and settings without serving.")

    @Flag(help: "Say nothing where all is in order.") var quiet = false

    func run(_ app: any Application) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        try await BootPlan.forCommand(app, config: config) { plan in
            do {
                try await plan.boot().shutdown()
            } catch let error as BootError {
                throw BootError(problems: error.problems + plan.findings)
            }
            guard plan.findings.isEmpty else { throw CheckFindings(all: plan.findings) }
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

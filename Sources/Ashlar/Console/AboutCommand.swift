import ArgumentParser
import AshlarConfig
import AshlarHTTP
import Foundation
import NIOCore

/// `App about`: what the app runs on and how it is set up.
struct AboutCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "about", abstract: "Print the environment, the drivers and the number of routes.")

    @Flag(help: "As JSON.") var json = false
    @Option(help: ArgumentHelp("NAME=VALUE: something that craft knows.", visibility: .hidden)) var fact: [String] = []

    func run(_ app: any Application) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        try await BootPlan.forCommand(app, config: config) { plan in
            let facts = try Self.facts(of: plan)
            if json { return print(try Self.json(fact.map(Self.parsed) + facts)) }
            for (name, value) in facts { print(name.padding(toLength: 14, withPad: " ", startingAt: 0) + value) }
        }
    }

    /// What is known of an app, by name.
    static func facts(of plan: BootPlan) throws -> [(name: String, value: String)] {
        let config = plan.config
        return [
            ("Name", config.appName), ("Environment", config.environment.rawValue),
            ("Debug pages", try config.isDebug ? "on" : "off"),
            ("Log", "\(try config.logLevel), \(AppLogger.format(config))"),
            ("Sessions", config.string("session.driver") ?? "cookie"),
            ("Driver", plan.database == nil ? "no database" : "PostgreSQL"),
            ("Providers", String(plan.providers.ordered.count)), ("Routes", String(plan.routes.entries.count)),
            ("Workers", String(ServerFacts.serving.workers)),
        ]
    }

    private static func parsed(_ text: String) -> (name: String, value: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : "")
    }

    /// One object; names are in lower case, with underscores.
    static func json(_ facts: [(name: String, value: String)]) throws -> String {
        let pairs = facts.map { ($0.name.lowercased().replacing(" ", with: "_"), $0.value) }
        return String(buffer: try FoundationJSON().encode(Dictionary(pairs) { _, last in last }))
    }
}

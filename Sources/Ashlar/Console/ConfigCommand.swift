import ArgumentParser
import AshlarConfig
import Foundation
import AshlarTerminal

/// `App config`: the settings.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The app's settings.", subcommands: [ConfigShowCommand.self])
}

/// `App config show`
struct ConfigShowCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the settings, each with where its value comes from; secrets are hidden.")

    @ArgumentParser.Argument(help: "Only settings that begin so: session, or session.idle.") var prefixes: [String] = []
    @Flag(help: "Also those that are set nowhere, where the framework's own values count.") var all = false
    @Flag(help: "As JSON.") var json = false

    func run(_ app: any Application) async throws {
        let modules = ModuleGraph(app)
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
            .withDefaults(modules.settings)
        let listing = try ConfigListing(
            config, keys: FrameworkSettings.keys + ConfigListing.keys(of: app) + Array(modules.settings.keys),
            isPrivatePostgres: ProcessInfo.processInfo.environment["ASHLAR_PRIVATE_POSTGRES"] != nil)
        let wanted = listing.rows.filter { row in
            (all || row.origin != nil)
                && (prefixes.isEmpty || prefixes.contains { row.key == $0 || row.key.hasPrefix("\($0).") })
        }
        if json { return print(try ConfigListing.json(wanted)) }
        guard !wanted.isEmpty else {
            let what = prefixes.isEmpty ? "Nothing" : "Nothing of \(prefixes.joined(separator: ", "))"
            return print("\(what) is set.\(all ? "" : " --all shows what could be.")")
        }
        print(TextTable(header: ["SETTING", "VALUE", "FROM"], rows: wanted.map { [$0.key, $0.value, $0.from] }).text)
    }
}

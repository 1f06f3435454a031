import ArgumentParser
import AshlarConfig
import AshlarSupport
import Foundation

extension AppCommand {
    /// Boots the app for one of its own commands.
    ///
    /// - Parameter root: the app's folder.
    static func run(
        _ command: any ConsoleCommand, of app: any Application,
        in root: String = FileManager.default.currentDirectoryPath
    ) async throws {
        let config = try await Config.load(root: root)
        try await Kernel.whileBooted(app, config: config) { kernel in
            try await Kernel.$inCommand.withValue(kernel) { try await command.run(in: kernel) }
        }
    }

    /// Says what was probably meant; the parser only says that it did not expect the word.
    ///
    /// - Throws: `ValidationError` for a command that the app does not have.
    static func check(_ arguments: [String]) throws {
        guard let name = arguments.first, !name.hasPrefix("-"), name != "help" else { return }
        let names = configuration.subcommands.map { $0._commandName }
        guard !names.contains(name) else { return }
        // craft hands on what it does not know, with its own words.
        let craft = ProcessInfo.processInfo.environment["ASHLAR_CRAFT_COMMANDS"] ?? ""
        let known = names + craft.split(separator: " ").map(String.init)
        throw ValidationError("There is no command \"\(name)\".\(Suggestion.sentence(for: name, in: known))")
    }
}

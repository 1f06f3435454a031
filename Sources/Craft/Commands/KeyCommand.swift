import ArgumentParser
import AshlarTerminal
import Foundation

/// `craft key`
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The secret that signs and encrypts for the app.", subcommands: [Generate.self])

    /// `craft key generate`
    struct Generate: CraftSubcommand {
        static let configuration = CommandConfiguration(abstract: "Write a fresh APP_KEY into .env.")

        @Flag(help: "Only print a key; change nothing.")
        var show = false

        @Flag(help: "Replace the key that is there. What was signed or encrypted with it can no longer be read.")
        var force = false

        func run(in place: Place) throws {
            let key = AppKey.fresh()
            if show { return place.console.say(key) }
            let app = try place.app()
            let path = "\(app.root)/.env"
            let text = Files.exists(path) ? try Files.text(path) : ""
            let existing = try app.dotEnv()["APP_KEY"] ?? ""
            let question = "Replace APP_KEY? What was signed or encrypted with it can no longer be read."
            if !force, !existing.isEmpty, try !place.console.terminal.confirm(question) {
                throw CraftError(
                    ".env has an APP_KEY. Nothing was changed.",
                    suggestion: "Replace it with --force; what was signed or encrypted with it can no longer be read.")
            }
            try Files.write(AppKey.setting(key, in: text), to: path, mode: 0o600)
            place.console.file("changed", ".env")
        }
    }
}

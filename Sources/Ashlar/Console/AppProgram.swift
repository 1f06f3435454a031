import Foundation
import ArgumentParser
import AshlarSupport

/// Runs an app's own commands.
enum AppProgram {
    static func run(_ app: any Application, arguments: [String]) async {
        await AppCommand.$own.withValue(ModuleGraph(app).commands) { await parseAndRun(app, arguments) }
    }

    private static func parseAndRun(_ app: any Application, _ arguments: [String]) async {
        do {
            try AppCommand.check(arguments)
            var command = try AppCommand.parseAsRoot(arguments)
            if let command = command as? any AppSubcommand {
                try await command.run(app)
            } else if let command = command as? any ConsoleCommand {
                try await AppCommand.run(command, of: app)
            } else {
                try command.run()
            }
        } catch {
            // What was printed before, goes first: into a pipe it is written only when there is enough of it.
            fflush(nil)
            // What the parser throws knows how it is shown; every other error is its own description.
            let message = AppCommand.fullMessage(for: error)
            if AppCommand.exitCode(for: error) == .validationFailure, message.hasPrefix("Error: ") {
                FileHandle.standardError.write(Data("error: \(message.dropFirst("Error: ".count))\n".utf8))
                AppCommand.exit(withError: ExitCode.validationFailure)
            }
            guard AppCommand.exitCode(for: error) == .failure, !(error is ExitCode) else {
                AppCommand.exit(withError: error)
            }
            FileHandle.standardError.write(Data("error: \(text(of: error))\n".utf8))
            AppCommand.exit(withError: ExitCode.failure)
        }
    }

    /// What failed, where, and what to do about it. Many an error says all of that in its description already.
    static func text(of error: any Error) -> String {
        var text = "\(error)"
        guard let error = error as? any DetailedError else { return text }
        if let location = error.location, !text.contains("\(location)") { text += "\n  at \(location)" }
        if let suggestion = error.suggestion, !text.contains(suggestion) {
            text += "\n  " + suggestion.replacing("\n", with: "\n  ")
        }
        return text
    }
}

/// The root of an app's commands.
struct AppCommand: ParsableCommand {
    /// Those of the app that is run, and of its modules.
    @TaskLocal static var own: [any ConsoleCommand.Type] = []

    /// What every app has.
    static let builtIn: [any ParsableCommand.Type] = [
        ServeCommand.self, MigrateCommand.self, RoutesCommand.self, MiddlewareCommand.self, CheckCommand.self,
        ConformanceCommand.self, RequestCommand.self, AboutCommand.self, SchemaCommand.self, DatabaseCommand.self,
        OpenAPICommand.self, ConfigCommand.self, EnvCommand.self,
    ]

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            // What was typed: usage lines show it.
            commandName: ProcessInfo.processInfo.environment["ASHLAR_CRAFT"] == nil ? "App" : "./craft",
            abstract: "This app's own commands; craft calls them.",
            subcommands: builtIn + own.map { $0 })
    }
}

/// A command that needs the app.
protocol AppSubcommand: ParsableCommand {
    func run(_ app: any Application) async throws
}

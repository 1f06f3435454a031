import ArgumentParser
import AshlarSupport
import AshlarTerminal
import Foundation
import Glibc

/// The program `craft`.
public enum CraftProgram {
    /// Runs a command line to its end and leaves with its exit code.
    ///
    /// - Parameter arguments: the command line without the program's own name.
    public static func main(arguments: [String]) -> Never {
        // Who stops reading what craft prints, as `head` does, must not stop it halfway through writing files.
        signal(SIGPIPE, SIG_IGN)
        let words = arguments
        let arguments = split(arguments)
        let console = Console.standard
        do {
            if isForApp(arguments), let place = try? Place.current(), AppFolder.around(place.folder) != nil {
                // The app's own message for an unknown word suggests from these too.
                let known = ["ASHLAR_CRAFT_COMMANDS": names.joined(separator: " ")]
                try becomeApp(words, in: place.adding(known))
            }
            if isForHelp(arguments), let help = helpWithOwn() {
                console.say(help)
                exit(0)
            }
            try checkCommand(arguments)
            var command = try CraftCommand.parseAsRoot(arguments)
            try command.run()
        } catch let error as CraftError {
            console.fail(error)
            exit(error.exitCode)
        } catch {
            // The parser's own words begin with a capital: one way of saying it is enough.
            let message = CraftCommand.fullMessage(for: error)
            guard CraftCommand.exitCode(for: error) == .validationFailure, message.hasPrefix("Error: ") else {
                CraftCommand.exit(withError: error)
            }
            console.failParsing(String(message.dropFirst("Error: ".count)))
            exit(ExitCode.validationFailure.rawValue)
        }
        exit(0)
    }

    /// `make:controller` is `make controller`, as users of Masonite and Laravel type it.
    static func split(_ arguments: [String]) -> [String] {
        guard let first = arguments.first, !first.hasPrefix("-"), first.contains(":") else { return arguments }
        return first.split(separator: ":").map(String.init) + arguments.dropFirst()
    }

    /// Whether the command is none of craft's: in an app's folder it may be one of the app's own.
    static func isForApp(_ arguments: [String]) -> Bool {
        guard let name = arguments.first, !name.hasPrefix("-"), name != "help" else { return false }
        return !names.contains(name)
    }

    /// Whether the page of all commands is asked for.
    static func isForHelp(_ arguments: [String]) -> Bool {
        arguments.isEmpty || [["help"], ["--help"], ["-h"]].contains(arguments)
    }

    /// The page of all commands with those of the app that craft is called in; nil where there are none.
    private static func helpWithOwn() -> String? {
        guard let place = try? Place.current(), let app = AppFolder.around(place.folder) else { return nil }
        let own = OwnCommands(app: app, environment: place.environment).all
        let width = place.console.isTerminal ? place.console.terminal.width : 80
        return own.isEmpty ? nil : own.added(to: CraftCommand.helpMessage(columns: width), width: width)
    }

    /// The names of craft's own commands.
    static let names = CraftCommand.configuration.subcommands.map { $0._commandName }

    /// Says what was probably meant; the parser only says that it did not expect the word.
    static func checkCommand(_ arguments: [String]) throws {
        var commands = CraftCommand.configuration.subcommands
        var path: [String] = []
        for argument in arguments {
            let names = commands.map { $0._commandName }
            if names.isEmpty || argument.hasPrefix("-") || (path.isEmpty && argument == "help") { return }
            guard let index = names.firstIndex(of: argument) else {
                let command = (["craft"] + path + [argument]).joined(separator: " ")
                throw CraftError(
                    "There is no command \"\(command)\".\(Suggestion.sentence(for: argument, in: names))",
                    suggestion: "See them all: \((["./craft"] + path + ["--help"]).joined(separator: " "))",
                    exitCode: 64)
            }
            path.append(argument)
            commands = commands[index].configuration.subcommands
        }
    }
}

import ArgumentParser

/// `craft completions`
struct CompletionsCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print a script that completes craft's words in a shell.",
        discussion: """
            bash: ./craft completions bash > ~/.local/share/bash-completion/completions/craft
            zsh:  ./craft completions zsh > ~/.zfunc/_craft
            fish: ./craft completions fish > ~/.config/fish/completions/craft.fish

            In an app's folder they complete the app's own commands, too, as they were when it was built last.
            """)

    /// The shells that there are scripts for.
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish

        var completion: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @ArgumentParser.Argument(help: "The shell.")
    var shell: Shell

    /// What the scripts ask for.
    @Flag(help: ArgumentHelp("Print the commands of the app alone.", visibility: .hidden)) var own = false

    func run(in place: Place) throws {
        guard own else {
            let script = CraftCommand.completionScript(for: shell.completion)
            return place.console.say(OwnCompletions.added(to: script, of: shell))
        }
        guard let app = AppFolder.around(place.folder) else { return }
        let commands = OwnCommands(app: app, environment: place.environment).all
        for line in OwnCompletions.lines(commands, for: shell) { place.console.say(line) }
    }
}

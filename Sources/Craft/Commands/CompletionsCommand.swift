import ArgumentParser

/// `craft completions`
struct CompletionsCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print a script that completes craft's words in a shell.",
        discussion: """
            bash: ./craft completions bash > ~/.local/share/bash-completion/completions/craft
            zsh:  ./craft completions zsh > ~/.zfunc/_craft
            fish: ./craft completions fish > ~/.config/fish/completions/craft.fish
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

    func run(in place: Place) throws {
        place.console.say(CraftCommand.completionScript(for: shell.completion))
    }
}

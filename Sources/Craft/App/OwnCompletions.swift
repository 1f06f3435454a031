/// What is added to the scripts for shells, which know craft's own words: the commands of the app that somebody is in are asked for
/// when they are needed.
enum OwnCompletions {
    /// A script with them.
    ///
    /// - Parameters:
    ///   - script: the one that the parser writes.
    ///   - shell: its shell.
    static func added(to script: String, of shell: CompletionsCommand.Shell) -> String {
        switch shell {
        case .bash:
            return script + """


                # The commands of the app in this folder.
                _craft_and_own() {
                    _craft "${@}"
                    if [[ "${COMP_CWORD}" -eq 1 && "${2}" != -* ]]; then
                        COMPREPLY+=($(compgen -W "$("${COMP_WORDS[0]}" completions bash --own 2>/dev/null)" -- "${2}"))
                    fi
                }

                complete -o filenames -F _craft_and_own craft
                """
        case .zsh:
            let list = "        local -ar subcommands=(\n"
            guard let first = script.firstRange(of: list) else { return script }
            let own = #"            ${(f)"$("${command_name}" completions zsh --own 2>/dev/null)"}"# + "\n"
            return String(script[..<first.upperBound]) + own + script[first.upperBound...]
        case .fish:
            // The parser's script knows the program's name alone, and people write ./craft.
            let tokens = "    set -l unparsed_tokens (__craft_tokens -pc)\n"
            let name = "    set unparsed_tokens[1] (string replace -r '.*/' '' -- $unparsed_tokens[1])\n"
            return script.replacing(tokens, with: tokens + name) + """


                # The commands of the app in this folder.
                function __craft_own
                    set -l words (commandline -opc)
                    $words[1] completions fish --own 2>/dev/null
                end

                complete -c 'craft' -n '__craft_should_offer_completions_for_positional "craft" -eq 1' -fa '(__craft_own)'
                """
        }
    }

    /// What the script of a shell is told of an app's commands, a line for each.
    static func lines(_ commands: [OwnCommands.Command], for shell: CompletionsCommand.Shell) -> [String] {
        commands.map { command in
            switch shell {
            case .bash: command.name
            case .zsh: "\(command.name):\(command.abstract)"
            case .fish: "\(command.name)\t\(command.abstract)"
            }
        }
    }
}

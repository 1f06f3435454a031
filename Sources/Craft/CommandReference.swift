import ArgumentParser

/// The page that tells of all commands, made from the commands themselves.
enum CommandReference {
    /// The page, in Markdown.
    static var text: String {
        var text = """
            # The commands of craft

            What `craft COMMAND --help` says of each. [craft](craft.md) tells how they belong together.

            """
        for group in CraftCommand.configuration.groupedSubcommands {
            text += "\n## \(group.name)\n"
            for command in group.subcommands { text += section(command, path: "craft") }
        }
        return text
    }

    private static func section(_ command: any ParsableCommand.Type, path: String) -> String {
        let name = "\(path) \(command._commandName)"
        let help = CraftCommand.helpMessage(for: command, columns: 100)
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        var text = "\n### \(name)\n\n```\n\(lines.joined(separator: "\n").trimmingSuffix())\n```\n"
        for inner in command.configuration.subcommands { text += section(inner, path: name) }
        return text
    }
}

extension String {
    /// The text without line breaks at its end.
    fileprivate func trimmingSuffix() -> String {
        var text = self
        while text.last == "\n" { text.removeLast() }
        return text
    }
}

import Foundation

/// The commands that an app has beside craft's, as its program tells them: as they were when it was built last. Nothing is built for
/// that, and an app that tells nothing has none.
struct OwnCommands: Sendable {
    /// A command.
    struct Command: Sendable, Equatable {
        let name: String
        /// What it does, in a line.
        let abstract: String
    }

    let app: AppFolder
    let environment: [String: String]

    /// How long the program may take to tell.
    private static let patience = Duration.seconds(5)

    /// In the program's order.
    var all: [Command] {
        let program = AppProgram(app: app).path
        guard let made = Files.modification(of: program) else { return [] }
        // A program says the same each time.
        if let known = Self.remembered((try? Files.text(file)) ?? "", of: made) { return known }
        var environment = environment
        environment["ASHLAR_CRAFT"] = CraftVersion.current
        let launch = Launch(
            executable: program, arguments: ["--experimental-dump-help"], environment: environment, directory: app.root)
        guard let output = try? ChildProcess.output(of: launch, within: Self.patience),
            let told = Self.parse(output, besides: CraftProgram.names)
        else { return [] }
        let lines = told.map { "\($0.name)\t\($0.abstract)\n" }.joined()
        try? Files.write("\(made)\n\(lines)", to: file)
        return told
    }

    private var file: String { "\(app.root)/storage/framework/commands" }

    /// Reads what swift-argument-parser says of all commands.
    ///
    /// - Parameters:
    ///   - output: what the program printed.
    ///   - known: the commands of craft.
    /// - Returns: nil if it said something else.
    static func parse(_ output: String, besides known: [String]) -> [Command]? {
        guard let start = output.firstIndex(of: "{"), let end = output.lastIndex(of: "}"), start < end,
            let dump = try? JSONDecoder().decode(Dump.self, from: Data(output[start...end].utf8))
        else { return nil }
        return (dump.command.subcommands ?? []).compactMap { command in
            guard command.shouldDisplay != false, !known.contains(command.commandName), command.commandName != "help"
            else { return nil }
            let line = (command.abstract ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
            return Command(name: command.commandName, abstract: line.replacing("\t", with: " "))
        }
    }

    private static func remembered(_ text: String, of program: Int) -> [Command]? {
        let lines = text.split(separator: "\n")
        guard lines.first.flatMap({ Int($0) }) == program else { return nil }
        return lines.dropFirst().map { line in
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return Command(name: parts.first ?? "", abstract: parts.count > 1 ? parts[1] : "")
        }
    }

    private struct Dump: Decodable {
        struct Command: Decodable {
            let commandName: String
            let abstract: String?
            let shouldDisplay: Bool?
            let subcommands: [Command]?
        }

        let command: Command
    }
}

extension [OwnCommands.Command] {
    /// A page of help with them in it, before what its last line says.
    ///
    /// - Parameters:
    ///   - help: the page of all commands.
    ///   - width: the columns of the terminal.
    func added(to help: String, width: Int) -> String {
        guard !isEmpty else { return help }
        let section = "THIS APP'S OWN SUBCOMMANDS:\n" + map { $0.line(width: width) }.joined()
        guard let last = help.range(of: "\n  See '", options: .backwards) else { return "\(help)\n\(section)" }
        return "\(help[..<last.lowerBound])\n\(section)\(help[last.lowerBound...])"
    }
}

extension OwnCommands.Command {
    /// As the parser writes the others.
    fileprivate func line(width: Int) -> String {
        let column = 26
        let indentation = String(repeating: " ", count: column)
        var lines: [String] = []
        for word in abstract.split(separator: " ") {
            if let line = lines.last, column + line.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(line) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        let label = "  \(name)"
        guard !lines.isEmpty else { return label + "\n" }
        let text = lines.joined(separator: "\n" + indentation)
        let gap = label.count < column ? String(repeating: " ", count: column - label.count) : "\n" + indentation
        return "\(label)\(gap)\(text)\n"
    }
}

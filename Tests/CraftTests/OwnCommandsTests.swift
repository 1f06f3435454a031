import ArgumentParser
import Foundation
import Testing

@testable import Craft

/// With a program that stands in for an app's, and counts how often it is asked.
@Suite(.blocking) struct OwnCommandsTests {
    private let workspace: Workspace
    private let app: AppFolder

    init() throws {
        workspace = try Workspace()
        app = AppFolder(root: "\(workspace.root)/blog")
        try workspace.write("// swift-tools-version: 6.2\n", to: "blog/Package.swift")
        try workspace.write("struct Blog: Application {}\n", to: "blog/Sources/App/App.swift")
    }

    private func program(_ script: String) throws {
        try workspace.writeProgram("echo \"$*\" >> ../asked\n\(script)", to: "blog/storage/framework/App")
    }

    private var commands: [OwnCommands.Command] {
        OwnCommands(app: app, environment: ["PATH": "/usr/bin:/bin"]).all
    }

    private static let dump = """
        {"serializationVersion": 0, "command": {"commandName": "./craft", "subcommands": [
        {"commandName": "serve", "abstract": "Answer."}, {"commandName": "ring-bell", "abstract": "Ring\\nthe bell."},
        {"commandName": "hidden", "shouldDisplay": false}, {"commandName": "sweep"}, {"commandName": "help"}]}}
        """

    @Test func theProgramTellsThemOnce() throws {
        #expect(commands == [])
        try program("echo 'a warning' >&2; cat <<'END'\n\(Self.dump)\nEND")
        let own = [
            OwnCommands.Command(name: "ring-bell", abstract: "Ring the bell."),
            OwnCommands.Command(name: "sweep", abstract: ""),
        ]
        #expect(commands == own)
        #expect(commands == own)
        #expect(try workspace.text("asked") == "--experimental-dump-help\n")
        // Another program is asked again.
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: 5)], ofItemAtPath: AppProgram(app: app).path)
        #expect(commands == own)
        #expect(try workspace.text("asked").split(separator: "\n").count == 2)
    }

    @Test("a program that tells nothing has none", arguments: ["exit 1", "echo '{}'", "echo } {", "kill -9 $$"])
    func nothing(script: String) throws {
        try program(script)
        #expect(commands == [])
    }

    @Test func whoTakesTooLongIsEnded() throws {
        let launch = Launch(executable: "/bin/sh", arguments: ["-c", "echo a; exec cat /dev/zero"])
        #expect(try ChildProcess.output(of: launch, within: .milliseconds(50)) == nil)
        let quick = Launch(executable: "/bin/sh", arguments: ["-c", "echo a; echo b >&2"])
        #expect(try ChildProcess.output(of: quick, within: .seconds(60)) == "a\nb\n")
    }

    @Test func theyStandBesideCraftsInTheHelp() throws {
        try program("cat <<'END'\n\(Self.dump)\nEND")
        let help = commands.added(to: CraftCommand.helpMessage(columns: 80), width: 80)
        #expect(
            help.hasSuffix(
                """

                THIS APP'S OWN SUBCOMMANDS:
                  ring-bell               Ring the bell.
                  sweep

                  See 'craft help <subcommand>' for detailed help.
                """))
        #expect(help.hasPrefix("OVERVIEW: "))
        let long = [OwnCommands.Command(name: "a-command-of-a-long-name", abstract: "It does one thing after another.")]
        #expect(
            long.added(to: "All.", width: 44) == """
                All.
                THIS APP'S OWN SUBCOMMANDS:
                  a-command-of-a-long-name
                                          It does one thing
                                          after another.

                """)
        #expect([OwnCommands.Command]().added(to: "All.", width: 80) == "All.")
        for arguments in [[], ["help"], ["--help"], ["-h"]] { #expect(CraftProgram.isForHelp(arguments)) }
        #expect(!CraftProgram.isForHelp(["help", "serve"]) && !CraftProgram.isForHelp(["serve", "--help"]))
    }

    @Test(arguments: [
        ("bash", "ring-bell\nsweep\n"), ("zsh", "ring-bell:Ring the bell.\nsweep:\n"),
        ("fish", "ring-bell\tRing the bell.\nsweep\t\n"),
    ])
    func shellsAskForThem(shell: String, answer: String) throws {
        try program("cat <<'END'\n\(Self.dump)\nEND")
        try CompletionsCommand.parse([shell, "--own"]).run(in: workspace.place(in: "blog"))
        #expect(workspace.output == answer)
        // Outside of an app there are none.
        try CompletionsCommand.parse([shell, "--own"]).run(in: workspace.place())
        #expect(workspace.output == answer)
        try CompletionsCommand.parse([shell]).run(in: workspace.place())
        #expect(workspace.output.contains("completions \(shell) --own"))
    }

    @Test func bashCompletesBoth() throws {
        try CompletionsCommand.parse(["bash"]).run(in: workspace.place())
        try workspace.write(workspace.output, to: "completions.bash")
        try workspace.writeProgram("echo ring-bell; echo sweep", to: "craft")
        let script = """
            source ./completions.bash
            COMP_WORDS=(./craft "$1") COMP_CWORD=1 COMP_LINE="./craft $1" COMP_POINT=${#COMP_LINE}
            _craft_and_own ./craft "$1" ./craft
            echo "${COMPREPLY[@]}"
            """
        func completions(of word: String) throws -> String {
            let (status, output) = try ChildProcess.run(
                Launch(
                    executable: "/usr/bin/env", arguments: ["bash", "-c", script, "bash", word],
                    environment: ["PATH": "/usr/bin:/bin"], directory: workspace.root))
            #expect(status.isSuccess)
            return output
        }
        #expect(try completions(of: "sw") == "sweep\n")
        #expect(try completions(of: "r") == "run routes route request ring-bell\n")
        #expect(try completions(of: "--v") == "--version\n")
    }

    @Test(.enabled(if: Files.exists("/usr/bin/fish")))
    func fishCompletesBoth() throws {
        try CompletionsCommand.parse(["fish"]).run(in: workspace.place())
        try workspace.write(workspace.output, to: "completions.fish")
        try workspace.writeProgram("printf 'ring-bell\\tRings\\nsweep\\n'", to: "craft")
        func completions(of line: String) throws -> String {
            try ChildProcess.run(
                Launch(
                    executable: "/usr/bin/fish", arguments: ["-c", "source completions.fish; complete -C '\(line)'"],
                    environment: ["PATH": "\(workspace.root):/usr/bin:/bin", "HOME": workspace.root],
                    directory: workspace.root)
            ).output
        }
        #expect(try completions(of: "./craft sw") == "sweep\n")
        #expect(try completions(of: "craft ri") == "ring-bell\tRings\n")
        #expect(try completions(of: "./craft make mode") == "model\tA model: a table's rows as values.\n")
        #expect(try completions(of: "./craft serve --wo").hasPrefix("--workers\t"))
    }
}

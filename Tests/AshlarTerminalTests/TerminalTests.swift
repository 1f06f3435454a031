import Foundation
import Synchronization
import Testing

@testable import AshlarTerminal

/// What was written to a terminal, and what somebody types at it.
private final class Screen: Sendable {
    private let written = Mutex("")
    private let lines: Mutex<[String]>

    init(_ lines: [String] = []) { self.lines = Mutex(lines) }

    var text: String { written.withLock { $0 } }

    func terminal(isTerminal: Bool = false, canAsk: Bool = true, width: Int = 80) -> Terminal {
        Terminal(
            isTerminal: isTerminal, canAsk: canAsk, width: width,
            input: { [self] isHidden in
                lines.withLock { lines in
                    guard !lines.isEmpty else { return nil }
                    let line = lines.removeFirst()
                    return isHidden ? "hidden \(line)" : line
                }
            }, output: { [self] text in written.withLock { $0 += text } })
    }
}

private struct TooShort: Error, CustomStringConvertible { let description = "Too short." }

@Suite struct TerminalTests {
    @Test func `a question comes again until its answer will do`() async throws {
        let screen = Screen(["", " a ", " Ada "])
        let answer = try await screen.terminal().ask("Name") { if $0.count < 2 { throw TooShort() } }
        #expect(answer == "Ada")
        #expect(screen.text == "Name Name Too short.\nName ")
    }

    @Test func `return takes the default`() throws {
        let screen = Screen([""])
        #expect(try screen.terminal().ask("Name", default: "Ada") == "Ada")
        #expect(screen.text == "Name [Ada] ")
    }

    @Test func `a secret is not shown while it is typed`() async throws {
        #expect(try await Screen(["x"]).terminal().secret("Password") == "hidden x")
    }

    @Test(arguments: [(["maybe", "Y"], false, true), ([""], true, true), ([""], false, false), (["no"], true, false)])
    func `yes or no`(typed: [String], standard: Bool, answer: Bool) throws {
        let screen = Screen(typed)
        #expect(try screen.terminal().confirm("Go on?", default: standard) == answer)
        #expect(screen.text.hasPrefix("Go on? [\(standard ? "Y/n" : "y/N")] "))
    }

    @Test(
        arguments: [
            (["2"], "JSON API"), (["0", "4", "dem"], "demo"), (["x", "JSON"], "JSON API"), ([""], "web app"),
        ])
    func `one of several, by number or name`(typed: [String], answer: String) async throws {
        let screen = Screen(typed)
        let choice = try await screen.terminal().choose(
            "Kind", from: ["web app", "JSON API", "demo"], default: "web app")
        #expect(choice == answer)
        #expect(screen.text.hasPrefix("Kind\n  1  web app\n  2  JSON API\n  3  demo\n[web app] "))
    }

    @Test func `where nobody can be asked, the default answers, or it is an error`() async throws {
        let screen = Screen(["typed"])
        let terminal = screen.terminal(canAsk: false)
        #expect(try await terminal.ask("Name", default: "Ada") == "Ada")
        #expect(try await terminal.confirm("Sure?") == false)
        #expect(try await terminal.choose("Kind", from: ["a"], default: "a") == "a")
        let error = await #expect(throws: TerminalError.self) { try await terminal.ask("Name") }
        #expect(
            error?.description == """
                "Name" has no answer: nobody is at a terminal to be asked.
                Give it on the command line.
                """)
        await #expect(throws: TerminalError.self) { try await terminal.secret("Password") }
        await #expect(throws: TerminalError.self) { try await terminal.choose("Kind", from: ["a"]) }
        #expect(screen.text.isEmpty)
    }

    @Test func `the end of the input is no answer`() {
        let terminal = Screen([]).terminal()
        #expect(throws: TerminalError.ended("Name")) { try terminal.ask("Name") }
        #expect(throws: TerminalError.ended("Sure?")) { try terminal.confirm("Sure?") }
    }

    @Test func `colours show on a terminal alone`() {
        #expect(Screen().terminal(isTerminal: true).styled("x", .red) == "\u{1B}[31mx\u{1B}[0m")
        #expect(Screen().terminal().styled("x", .red) == "x")
    }

    @Test func `a table has columns`() {
        let screen = Screen()
        screen.terminal().table(["NAME", "AGE"], [["Ada", "36"], ["Grace Hopper"]])
        #expect(screen.text == "NAME          AGE\nAda           36\nGrace Hopper\n")
    }

    @Test func `a bar shows how far work is, and goes away`() {
        let screen = Screen()
        let bar = screen.terminal(isTerminal: true, width: 60).progress("Importing", of: 4)
        bar.advance(by: -3)
        bar.advance(by: 2)
        bar.advance(by: .max)
        #expect(bar.done == 4)
        bar.finish()
        bar.finish()
        bar.advance()
        let lines = screen.text.components(separatedBy: "\r\u{1B}[2K")
        #expect(
            lines == [
                "", "Importing ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 0 %  0/4",
                "Importing ███████████████░░░░░░░░░░░░░░░ 50 %  2/4",
                "Importing ██████████████████████████████ 100 %  4/4", "",
            ])
        #expect(lines.allSatisfy { $0.count < 60 })
    }

    @Test func `elements go through a bar`() {
        let screen = Screen()
        #expect(Array(screen.terminal(isTerminal: true).progress("Sum", [1, 2])) == [1, 2])
        #expect(screen.text.hasSuffix("1/2\r\u{1B}[2KSum ██████████████████████████████ 100 %  2/2\r\u{1B}[2K"))
        let silent = Screen()
        #expect(Array(silent.terminal().progress("Sum", [1, 2])) == [1, 2])
        #expect(silent.text.isEmpty)
    }

    @Test func `a spinner turns while work goes on, and nothing stays of it`() async throws {
        let screen = Screen()
        let answer = await screen.terminal(isTerminal: true).spinner("Asking") { 7 }
        #expect(answer == 7)
        #expect(screen.text.hasPrefix("\r\u{1B}[2K⠋ Asking"))
        #expect(screen.text.hasSuffix("\r\u{1B}[2K"))
        let silent = Screen()
        silent.terminal().spinner("Asking").stop()
        #expect(silent.text.isEmpty)
    }
}

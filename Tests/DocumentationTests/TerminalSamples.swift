import Ashlar

// The samples of terminal.md.

@Injectable
struct Reporting {
    let terminal: Terminal
    let desk: ReservationDesk
}

struct SendReport: ConsoleCommand {
    static let configuration = CommandConfiguration(abstract: "Send the report of a branch.")

    @Flag(help: "Do not ask.") var yes = false

    func run(_ needs: Reporting) async throws {
        let terminal = needs.terminal
        let branch = try await terminal.choose("Which branch?", from: ["North", "South"], default: "North")
        let count = try await terminal.spinner("Counting") { try await needs.desk.release(after: 7) }
        terminal.table(["BRANCH", "RELEASED"], [[branch, String(count)]])
        if !yes, try await !terminal.confirm("Send it?") { return }
        for reader in terminal.progress("Sending", ["ada@example.com", "grace@example.com"]) {
            try await send(to: reader)
        }
        terminal.say(terminal.styled("Sent.", .green))
    }
}

func answeringTerminal() -> Terminal {
    Terminal(isTerminal: false, canAsk: true, input: { _ in "South" }, output: { _ in })
}

private func send(to reader: String) async throws {}

import ArgumentParser
import AshlarTerminal

/// `craft doctor`
struct DoctorCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at all that apps need on this machine, and say how to mend what is wrong.",
        discussion: "The exit code is 1 if something is wrong that keeps apps from working.")

    @Option(help: "The port that the app would be served on.")
    var port: UInt16 = 8000

    func run(in place: Place) throws {
        let findings = Doctor(place: place, port: port).findings()
        let console = place.console
        for finding in findings {
            let mark =
                finding.fix == nil
                ? console.styled("ok", .green)
                : console.styled(finding.isMinor ? "!!" : "no", finding.isMinor ? .yellow : .red)
            console.say("\(mark)  \(finding.name): \(finding.text)")
            if let fix = finding.fix { console.say("      \(fix)") }
        }
        if findings.contains(where: { $0.fix != nil && !$0.isMinor }) { throw ExitCode(1) }
    }
}

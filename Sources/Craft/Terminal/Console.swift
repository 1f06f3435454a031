import AshlarTerminal
import Foundation
import Glibc

/// What craft says: calm lines on standard output, what went wrong on standard error, colour only on a terminal.
struct Console: Sendable {
    typealias Style = Terminal.Style

    /// Standard output, and who can be asked.
    let terminal: Terminal
    private let errors: @Sendable (String) -> Void

    /// Makes a console.
    ///
    /// - Parameters:
    ///   - terminal: standard output.
    ///   - errors: takes what is for standard error, as it is.
    init(terminal: Terminal, errors: @escaping @Sendable (String) -> Void) {
        self.terminal = terminal
        self.errors = errors
    }

    /// Whether a person is watching: colour and progress make sense.
    var isTerminal: Bool { terminal.isTerminal }

    /// The terminal that craft was started from.
    static var standard: Console { Console(terminal: .standard, errors: { Console.put($0, to: 2) }) }

    /// A console that says nothing and styles nothing, for text that is meant for elsewhere.
    static let silent = Console(terminal: .none, errors: { _ in })

    private static func put(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { bytes in
                SystemCall.retrying { Glibc.write(descriptor, bytes.baseAddress, bytes.count) }
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Prints a line.
    func say(_ line: String = "") { terminal.say(line) }

    /// Prints a line about a file: a verb in a column, then the path.
    func file(_ verb: String, _ path: String, style: Style = .green) {
        let padding = String(repeating: " ", count: max(0, 8 - verb.count))
        say("  \(padding)\(styled(verb, style))  \(path)")
    }

    /// Prints a line that matters less than the others.
    func note(_ line: String) { say(styled(line, .dim)) }

    /// Prints something on standard error that is no reason to stop.
    func warn(_ line: String) { errors("\(styled("warning:", .yellow)) \(line)\n") }

    /// Prints an error on standard error: what failed, then what to do.
    func fail(_ error: CraftError) {
        var text = "\(styled("error:", .red)) \(error.location.map { "\($0): " } ?? "")\(error.message)\n"
        for line in error.details { text += "    \(line)\n" }
        if let suggestion = error.suggestion { text += "\(suggestion)\n" }
        errors(text)
    }

    /// Prints what the parser of command lines has to say, with its usage.
    func failParsing(_ message: String) { errors("\(styled("error:", .red)) \(message)\n") }

    /// Shows a line that the next one replaces; nothing where nobody is watching.
    func progress(_ line: String) {
        guard isTerminal else { return }
        // Longer lines would wrap and stay behind when the next one is written over them.
        terminal.write("\r\u{1B}[2K\(styled(String(line.prefix(max(0, terminal.width - 4))), .dim))")
    }

    /// Takes the progress line away.
    func endProgress() { if isTerminal { terminal.write("\r\u{1B}[2K") } }

    /// The text set apart, where a terminal shows it.
    func styled(_ text: String, _ style: Style) -> String { terminal.styled(text, style) }
}

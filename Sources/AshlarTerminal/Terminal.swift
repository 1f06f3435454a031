import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The terminal that a program was started from: asks questions, prints tables, shows how far work is.
///
/// Where nobody is at the other end, in a pipe or a job, nothing moves, nothing is coloured, and a question is answered by
/// its default, or is an error that says so.
///
/// ```swift
/// let terminal = Terminal.standard
/// let name = try await terminal.ask("Name of the list", default: "everyone")
/// guard try await terminal.confirm("Send to \(name)?") else { return }
/// for reader in terminal.progress("Sending", readers) { try await send(reader) }
/// ```
public struct Terminal: Sendable {
    /// Whether a person reads what is written: colours, bars and spinners show.
    public let isTerminal: Bool
    /// Whether a person can be asked.
    public let canAsk: Bool
    /// How many characters fit into a line.
    public let width: Int
    private let input: @Sendable (_ isHidden: Bool) -> String?
    private let output: @Sendable (String) -> Void

    /// Makes a terminal of one's own, for tests above all.
    ///
    /// - Parameters:
    ///   - isTerminal: whether colours, bars and spinners show.
    ///   - canAsk: whether questions are asked.
    ///   - width: how many characters fit into a line.
    ///   - input: gives the next line that was typed, without its end; nil where there is no more. What is hidden is not shown
    ///     while it is typed.
    ///   - output: takes text as it is.
    public init(
        isTerminal: Bool, canAsk: Bool = false, width: Int = 80,
        input: @escaping @Sendable (_ isHidden: Bool) -> String? = { _ in nil },
        output: @escaping @Sendable (String) -> Void
    ) {
        self.isTerminal = isTerminal
        self.canAsk = canAsk
        self.width = width
        self.input = input
        self.output = output
    }

    /// The terminal of this process: its standard input and output. `NO_COLOR` (https://no-color.org) and `TERM=dumb` are
    /// honoured.
    public static var standard: Terminal {
        let environment = ProcessInfo.processInfo.environment
        let isPlain = !environment["NO_COLOR", default: ""].isEmpty || environment["TERM"] == "dumb"
        let isOutput = isatty(STDOUT_FILENO) == 1
        return Terminal(
            isTerminal: isOutput && !isPlain, canAsk: isOutput && isatty(STDIN_FILENO) == 1,
            width: TerminalDevice.width ?? 80, input: TerminalDevice.line, output: TerminalDevice.put)
    }

    /// Nobody: what is written goes nowhere, and nothing can be asked.
    public static let none = Terminal(isTerminal: false) { _ in }

    /// A way to set text apart.
    public enum Style: String, Sendable {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
    }

    /// Writes text as it is.
    public func write(_ text: String) { output(text) }

    /// Writes a line.
    public func say(_ line: String = "") { output(line + "\n") }

    /// The text set apart, where a terminal shows it.
    public func styled(_ text: String, _ style: Style) -> String {
        isTerminal ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Writes rows in columns.
    ///
    /// - Parameters:
    ///   - header: the names of the columns.
    ///   - rows: the cells; a row that is shorter ends early.
    public func table(_ header: [String], _ rows: [[String]]) { say(TextTable(header: header, rows: rows).text) }

    /// The next line that was typed.
    func line(isHidden: Bool = false) -> String? { input(isHidden) }
}

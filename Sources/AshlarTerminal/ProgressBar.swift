import Synchronization

/// Shows how far work is; nothing where nobody is watching.
///
/// ```swift
/// let bar = terminal.progress("Importing", of: rows.count)
/// for row in rows {
///     try await insert(row)
///     bar.advance()
/// }
/// bar.finish()
/// ```
public final class ProgressBar: Sendable {
    private struct State {
        var done = 0
        var shown = ""
        var isFinished = false
    }

    private let terminal: Terminal
    private let label: String
    private let total: Int
    private let state = Mutex(State())

    init(_ terminal: Terminal, label: String, total: Int) {
        self.terminal = terminal
        self.label = label
        self.total = max(0, total)
        advance(by: 0)
    }

    /// How much is done.
    public var done: Int { state.withLock { $0.done } }

    /// Says that more is done; more than all counts as all.
    public func advance(by count: Int = 1) {
        state.withLock { state in
            let (sum, isTooMuch) = state.done.addingReportingOverflow(max(0, count))
            state.done = isTooMuch ? total : min(total, sum)
            guard terminal.isTerminal, !state.isFinished else { return }
            let line = line(state.done)
            // Most steps change nothing that can be seen.
            guard line != state.shown else { return }
            state.shown = line
            terminal.write("\r\u{1B}[2K\(line)")
        }
    }

    /// Takes the bar away.
    public func finish() {
        state.withLock { state in
            guard terminal.isTerminal, !state.isFinished else { return }
            state.isFinished = true
            terminal.write("\r\u{1B}[2K")
        }
    }

    private func line(_ done: Int) -> String {
        let fraction = total == 0 ? 1 : Double(done) / Double(total)
        let figures = " \(Int(fraction * 100)) %  \(done)/\(total)"
        let room = terminal.width - figures.count - 4
        let name = String(label.prefix(max(0, room - 10)))
        let length = min(30, max(0, room - name.count))
        let filled = Int(fraction * Double(length))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: length - filled)
        return "\(name) \(bar)\(figures)"
    }
}

extension Terminal {
    /// A bar for so many steps.
    ///
    /// - Parameters:
    ///   - label: what is being done.
    ///   - total: how many steps there are.
    public func progress(_ label: String, of total: Int) -> ProgressBar {
        ProgressBar(self, label: label, total: total)
    }

    /// A sequence of the same elements, with a bar that goes on with each and goes away at the end.
    public func progress<Elements: Collection>(_ label: String, _ elements: Elements) -> ProgressSequence<Elements> {
        ProgressSequence(elements: elements, terminal: self, label: label)
    }
}

/// Elements with a bar that shows how many of them were taken.
public struct ProgressSequence<Elements: Collection>: Sequence {
    let elements: Elements
    let terminal: Terminal
    let label: String

    /// Begins the bar.
    public func makeIterator() -> AnyIterator<Elements.Element> {
        let bar = terminal.progress(label, of: elements.count)
        var iterator = elements.makeIterator()
        var isFirst = true
        return AnyIterator {
            if !isFirst { bar.advance() }
            isFirst = false
            if let element = iterator.next() { return element }
            bar.finish()
            return nil
        }
    }
}

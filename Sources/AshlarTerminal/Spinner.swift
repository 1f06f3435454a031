import Foundation
import Synchronization

/// Shows that work goes on whose length nobody knows; nothing where nobody is watching.
public final class Spinner: Sendable {
    private static let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

    private let terminal: Terminal
    private let label: String
    private let isStopped = Mutex(false)

    init(_ terminal: Terminal, label: String) {
        self.terminal = terminal
        self.label = label
        guard terminal.isTerminal else { return }
        draw(0)
        // It turns whatever the rest of the program is doing, and ends with the work.
        Thread.detachNewThread { [self] in
            var frame = 1
            while draw(frame % Self.frames.count) {
                Thread.sleep(forTimeInterval: 0.08)
                frame += 1
            }
        }
    }

    /// Takes it away.
    public func stop() {
        isStopped.withLock { isStopped in
            guard terminal.isTerminal, !isStopped else { return }
            isStopped = true
            terminal.write("\r\u{1B}[2K")
        }
    }

    /// - Returns: false once it was stopped: then nothing is drawn any more.
    @discardableResult
    private func draw(_ frame: Int) -> Bool {
        isStopped.withLock { isStopped in
            guard !isStopped else { return false }
            terminal.write("\r\u{1B}[2K\(Self.frames[frame]) \(label.prefix(max(0, terminal.width - 3)))")
            return true
        }
    }
}

extension Terminal {
    /// A spinner that turns until it is stopped.
    ///
    /// - Parameter label: what is being done.
    public func spinner(_ label: String) -> Spinner { Spinner(self, label: label) }

    /// Does something while a spinner turns.
    ///
    /// ```swift
    /// let report = try await terminal.spinner("Asking the bank") { try await bank.report() }
    /// ```
    public func spinner<Value>(_ label: String, while work: () async throws -> Value) async rethrows -> Value {
        let spinner = spinner(label)
        defer { spinner.stop() }
        return try await work()
    }
}

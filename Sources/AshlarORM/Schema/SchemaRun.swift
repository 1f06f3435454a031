import AshlarPostgres
import Synchronization

/// What a migrator wants of the statements that a migration's schema makes.
final class SchemaRun: Sendable {
    /// What becomes of the statements.
    enum Mode: Sendable {
        /// They are sent.
        case sending
        /// They are collected. The database is there to be read.
        case rehearsing
        /// They are collected, and there is no database: every table is missing.
        case sketching
    }

    private struct State {
        var statements: [String] = []
        var findings: [LintFinding] = []
    }

    let mode: Mode
    let isInTransaction: Bool
    let linter: MigrationLinter?
    let patience: LockPatience
    private let state = Mutex(State())

    init(
        _ mode: Mode, isInTransaction: Bool = true, linter: MigrationLinter? = nil,
        patience: LockPatience = LockPatience()
    ) {
        self.mode = mode
        self.isInTransaction = isInTransaction
        self.linter = linter
        self.patience = patience
    }

    /// The statements so far.
    var statements: [String] { state.withLock { $0.statements } }
    /// What the linter has found so far, where it only warns.
    var findings: [LintFinding] { state.withLock { $0.findings } }

    func note(_ statement: String) { state.withLock { $0.statements.append(statement) } }
    func note(_ findings: [LintFinding]) { state.withLock { $0.findings += findings } }
}

/// How long a migration waits for a lock before it lets the others pass, and how often it tries again.
public struct LockPatience: Sendable, Equatable {
    /// How long a statement waits for a lock. Whoever comes after it to the table waits as long.
    public var timeout: Duration
    /// How often a migration is tried, at most.
    public var attempts: Int
    /// How long it waits between two tries; it doubles with each.
    public var pause: Duration

    /// Five seconds, ten times, with a pause of half a second at first.
    public init(timeout: Duration = .seconds(5), attempts: Int = 10, pause: Duration = .milliseconds(500)) {
        self.timeout = timeout
        self.attempts = attempts
        self.pause = pause
    }

    /// The pause before a try, counted from 1.
    func pause(before attempt: Int) -> Duration { min(pause * (1 << min(max(attempt - 2, 0), 6)), .seconds(30)) }

    var milliseconds: Int { max(0, Int(timeout / .milliseconds(1))) }
}

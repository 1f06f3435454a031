import AshlarSupport
import Synchronization

/// One statement that a task sent, as ``Database/recordingStatements(_:)`` saw it.
public struct StatementRecord: Sendable {
    /// The text, with `$1` for the first value.
    public let sql: String
    /// From the call to the answer.
    public let duration: Duration
    /// How many rows came back.
    public let rowCount: Int
    /// Whether it threw.
    public let isFailed: Bool
    /// The file of the call.
    public let file: String
    /// The line of the call.
    public let line: Int
}

/// Collects what a task and its child tasks send, while they send it.
public final class StatementRecorder: Sendable {
    @TaskLocal static var current: StatementRecorder?

    private let records = Mutex<[StatementRecord]>([])
    private let made = Mutex<[String: Int]>([:])

    /// Nothing yet.
    public init() {}

    func note(_ plan: StatementPlan, duration: Duration, rowCount: Int, isFailed: Bool) {
        let record = StatementRecord(
            sql: plan.text, duration: duration, rowCount: rowCount, isFailed: isFailed, file: plan.site.file,
            line: plan.site.line)
        records.withLock { $0.append(record) }
    }

    /// The statements so far, in the order of their answers.
    public var all: [StatementRecord] { records.withLock { $0 } }

    /// How many models of each name were made of rows.
    public var models: [String: Int] { made.withLock { $0 } }

    /// Notes that models were made of rows, where somebody counts them.
    package static func note(models name: String, _ count: Int) {
        current?.made.withLock { $0[name, default: 0] += count }
    }
}

extension Database {
    /// Runs `body` and returns, beside its result, the statements that it sent to any database, in the order of their answers:
    /// for tests that count statements, and for a page that shows them.
    ///
    /// ```swift
    /// let (posts, statements) = try await Database.recordingStatements { try await Post.with { [$0.author] }.all() }
    /// #expect(statements.count == 2)
    /// ```
    public static nonisolated(nonsending) func recordingStatements<R>(
        _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> (result: R, statements: [StatementRecord]) {
        let recorder = StatementRecorder()
        let result = try await recordingStatements(in: recorder, body)
        return (result, recorder.all)
    }

    /// The same with a recorder that can be looked into at any time, also after `body` has thrown.
    public static nonisolated(nonsending) func recordingStatements<R>(
        in recorder: StatementRecorder, _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> R {
        try await StatementRecorder.$current.withValue(recorder) { try await body() }
    }
}

import AshlarPostgres
import Foundation
import Synchronization
import Testing

/// What became of the rows that were written.
private final class Ledger: Sendable {
    struct State {
        /// The server said that they are there.
        var acknowledged: Set<Int> = []
        /// Rolled back before their end: they must not be there.
        var refused: Set<Int> = []
        var wrong: [String] = []
        var answers = 0
    }

    let state = Mutex(State())

    func acknowledge(_ ids: [Int]) { state.withLock { $0.acknowledged.formUnion(ids) } }
    func refuse(_ ids: [Int]) { state.withLock { $0.refused.formUnion(ids) } }
    func complain(_ text: String) { state.withLock { $0.wrong.append(text) } }
    func countAnswer() { state.withLock { $0.answers += 1 } }
}

@Suite struct RandomFaultTests {
    private struct OnPurpose: Error {}

    /// `ASHLAR_TEST_STATEMENTS=100000` is the full run.
    private static let statements =
        ProcessInfo.processInfo.environment["ASHLAR_TEST_STATEMENTS"].flatMap { Int($0) } ?? 10_000

    @Test(
        "mixed statements under injected faults: nothing leaks, hangs, is lost or goes to the wrong caller",
        .timeLimit(.minutes(10)))
    func mixed() async throws {
        try await withDatabase { observer async throws in
            try await withDatabase({
                $0.maximumConnections = 6
                $0.queueTimeout = .seconds(60)
            }) { db async throws in
                try await withTable(observer, "n int8 primary key") { table async throws in
                    let ledger = Ledger()
                    let isDone = Mutex(false)
                    async let faults = inject(into: db, observer) { isDone.withLock { $0 } }
                    await withTaskGroup(of: Void.self) { group in
                        let tasks = 40
                        for task in 0..<tasks {
                            group.addTask {
                                for step in 0..<(Self.statements / tasks) {
                                    await self.step(db, table, id: (task * 1_000_000 + step) * 10, ledger)
                                }
                            }
                        }
                    }
                    isDone.withLock { $0 = true }
                    #expect(try await faults > 0)
                    let outcome = ledger.state.withLock { $0 }
                    #expect(outcome.wrong.isEmpty, "\(outcome.wrong.count): \(outcome.wrong.prefix(5))")
                    #expect(outcome.answers > Self.statements / 2)
                    let present = Set(
                        try await observer.query("select n from \(table)").map { try $0.decode(0, as: Int.self) })
                    #expect(outcome.acknowledged.isSubset(of: present), "an acknowledged write was lost")
                    #expect(outcome.refused.isDisjoint(with: present), "what was rolled back is there")
                    try await expectAllConnectionsFree(db)
                    #expect(try await connectionCount(of: db, seenBy: observer) <= 6)
                }
            }
        }
    }

    /// Ends connections of the database, one at a time, until the work is done.
    private func inject(
        into db: Database, _ observer: Database, until isDone: @Sendable () -> Bool
    ) async throws -> Int {
        var faults = 0
        while !isDone() {
            faults += try await observer.query(
                """
                select pg_terminate_backend(pid), pg_sleep(0.02) from pg_stat_activity \
                where application_name = \(db.configuration.applicationName) order by random() limit 1
                """
            ).count
            try await observer.query("select pg_sleep(0.03)")
        }
        return faults
    }

    /// A connection that somebody still had would be missing here.
    private func expectAllConnectionsFree(_ db: Database) async throws {
        let all = (0..<6).map { _ in Event() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for own in all {
                group.addTask {
                    try await db.withSession {
                        own.set()
                        for other in all { await other.wait() }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func step(_ db: Database, _ table: SQL, id: Int, _ ledger: Ledger) async {
        do {
            switch Int.random(in: 0..<20) {
            case 0..<8: try await echo(db, id, ledger)
            case 8..<12:
                try await db.execute("insert into \(table) values (\(id))")
                ledger.acknowledge([id])
            case 12..<14: try await commit(db, table, id, ledger)
            case 14: try await rollBack(db, table, id, ledger)
            case 15: try await failing(db, ledger)
            case 16: await cancelled(db)
            case 17: try await nested(db, table, id, ledger)
            case 18: try await copied(db, table, id, ledger)
            default: try await streamed(db, id, ledger)
            }
            ledger.countAnswer()
        } catch let error as PostgresError where error.isUnavailable {
            // Its connection was ended.
        } catch { ledger.complain("\(error)") }
    }

    private func echo(_ db: Database, _ id: Int, _ ledger: Ledger) async throws {
        let text = "text \(id)"
        let row = try await db.query("select \(id), \(text)")[0]
        if try row.decode(0, as: Int.self) != id || row.decode(1, as: String.self) != text {
            ledger.complain("\(id) got another's answer")
        }
    }

    private func commit(_ db: Database, _ table: SQL, _ id: Int, _ ledger: Ledger) async throws {
        try await db.transaction {
            try await db.execute("insert into \(table) values (\(id))")
            try await db.execute("insert into \(table) values (\(id + 1))")
        }
        ledger.acknowledge([id, id + 1])
    }

    private func rollBack(_ db: Database, _ table: SQL, _ id: Int, _ ledger: Ledger) async throws {
        ledger.refuse([id])
        do {
            try await db.transaction {
                try await db.execute("insert into \(table) values (\(id))")
                throw OnPurpose()
            }
        } catch is OnPurpose {}
    }

    private func nested(_ db: Database, _ table: SQL, _ id: Int, _ ledger: Ledger) async throws {
        ledger.refuse([id + 1])
        try await db.transaction {
            try await db.execute("insert into \(table) values (\(id))")
            do {
                try await db.transaction {
                    try await db.execute("insert into \(table) values (\(id + 1))")
                    throw OnPurpose()
                }
            } catch is OnPurpose {}
        }
        ledger.acknowledge([id])
    }

    private func failing(_ db: Database, _ ledger: Ledger) async throws {
        do {
            try await db.query("select 1/0")
            ledger.complain("1/0 has an answer")
        } catch PostgresError.divisionByZero {}
    }

    private func cancelled(_ db: Database) async {
        let task = Task { try await db.query("select pg_sleep(0.01)") }
        if Bool.random() { _ = try? await db.query("select 1") }
        task.cancel()
        _ = await task.result
    }

    private func copied(_ db: Database, _ table: SQL, _ id: Int, _ ledger: Ledger) async throws {
        let ids = Array(id..<(id + 5))
        try await db.copyIn("copy \(table) from stdin") { copy in for id in ids { try await copy.write("\(id)\n") } }
        ledger.acknowledge(ids)
    }

    private func streamed(_ db: Database, _ id: Int, _ ledger: Ledger) async throws {
        var expected = id
        for try await row in db.stream("select generate_series(\(id), \(id + 20))", batchSize: 4) {
            if try row.decode(0, as: Int.self) != expected { ledger.complain("a stream got another's row") }
            expected += 1
            if Int.random(in: 0..<20) == 0 { break }
        }
    }
}

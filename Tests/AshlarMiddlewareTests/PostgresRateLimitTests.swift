import AshlarMiddleware
import AshlarPostgres
import Foundation
import Logging
import Testing

@Suite struct PostgresRateLimitTests {
    private func withStore(_ body: (PostgresRateLimitStore, Database, String) async throws -> Void) async throws {
        let url = try #require(ProcessInfo.processInfo.environment["ASHLAR_TEST_DATABASE_URL"])
        let table = "rate_limits_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "_")
        let database = Database(
            configuration: .init(url: url), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let store = PostgresRateLimitStore(database, table: table)
        let outcome: Result<Void, any Error>
        do {
            try await store.prepare()
            outcome = .success(try await body(store, database, table))
        } catch { outcome = .failure(error) }
        _ = try? await database.execute("drop table if exists \(identifier: table)")
        await database.shutdown()
        try outcome.get()
    }

    @Test(arguments: [RateLimitPolicy.Counting.fixedWindow, .slidingWindow, .tokenBucket])
    func `several processes count together, and no more pass than may (Masonite trap 27)`(
        counting: RateLimitPolicy.Counting
    ) async throws {
        try await withStore { store, database, table in
            let policy = RateLimitPolicy(limit: 10, per: .seconds(3600), counting: counting)
            let other = PostgresRateLimitStore(database, table: table)
            let passed = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        try await (number.isMultiple(of: 2) ? store : other).hit("a", policy: policy, cost: 1).isAllowed
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(passed == 10)
            let refused = try await store.hit("a", policy: policy, cost: 1)
            #expect(refused.remaining == 0)
            #expect(refused.retryAfter > .zero && refused.retryAfter <= .seconds(7200))
            #expect(try await store.hit("b\0", policy: policy, cost: 0).remaining == 10)
            try await store.clear("a", policy: policy)
            #expect(try await store.hit("a", policy: policy, cost: 1).remaining == 9)
        }
    }

    @Test func `a table of an earlier version is used on`() async throws {
        try await withStore { store, database, table in
            for column in ["first_at", "last_at", "previous_first_at", "previous_last_at"] {
                try await database.execute(
                    "alter table \(identifier: table) drop column \(identifier: column)")
            }
            try await store.prepare()
            let policy = RateLimitPolicy(limit: 2, per: .seconds(3600))
            #expect(try await store.hit("a", policy: policy, cost: 1).remaining == 1)
            #expect(try await store.hit("a", policy: policy, cost: 1).remaining == 0)
            let refused = try await store.hit("a", policy: policy, cost: 1)
            #expect(!refused.isAllowed && refused.retryAfter <= .seconds(3600) && refused.retryAfter > .seconds(3500))
        }
    }
}

import AshlarORM
import AshlarPostgres
import AshlarSupport
import Synchronization
import Testing

@Suite struct LooseLockTests {
    @Test func `a lock outside of a transaction is told, where somebody wants to know`() async throws {
        try await withCustomers { database async throws in
            _ = try await Visit.create(page: "a")
            // Nobody asks: nothing happens.
            #expect(try await Visit.query().lock().all().count == 1)
            let told = Mutex<[LooseLock]>([])
            database.models.reportsLooseLock = { lock in told.withLock { $0.append(lock) } }
            try await database.transaction { _ = try await Visit.query().lock().all() }
            // A single statement takes the lock and writes.
            _ = try await Visit.query().limit(1).lock(.update, .skipLocked).updateReturning { [$0.views.set(1)] }
            _ = try await Visit.query().all()
            #expect(told.withLock { $0 }.isEmpty)
            let line = #line + 1
            _ = try await Visit.query().lock(.share).first()
            #expect(
                told.withLock { $0 } == [
                    LooseLock(name: "Visit", location: SourceLocation(file: #fileID, line: line))
                ])
            struct Page: Decodable, Sendable { let page: String }
            let readings: [@Sendable (Query<Visit>) async throws -> Void] = [
                { _ = try await $0.pluck { $0.page } }, { _ = try await $0.all(as: Page.self) },
                { _ = try await $0.paginate() }, { _ = try await $0.cursorPaginate() },
                { try await $0.chunk(10) { _ in } }, { for try await _ in $0.lazy() {} },
            ]
            for reading in readings {
                told.withLock { $0 = [] }
                try await reading(Visit.query().lock())
                #expect(told.withLock { $0.count } == 1)
                try await database.transaction { try await reading(Visit.query().lock()) }
                #expect(told.withLock { $0.count } == 1)
            }
        }
    }
}

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
        }
    }
}

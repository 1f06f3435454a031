import AshlarORM
import AshlarPostgres
import Foundation
import Synchronization
import Testing

/// Writes beside `save` that meet a row's version.
@Suite struct VersionedDeletionTests {
    @Test func `a model that was deleted softly is restored with the same value`() async throws {
        try await withCustomers { _ async throws in
            var ada = try await Customer.create(name: "Ada")
            ada.note = "pending"
            try await ada.delete()
            #expect(ada.isTrashed && ada.version == 2 && ada.changedColumns == ["note"])
            #expect(try await Customer.onlyTrashed().first()?.version == 2)
            try await ada.restore()
            #expect(!ada.isTrashed && ada.version == 3 && ada.changedColumns == ["note"])
            try await ada.save()
            try await ada.deleteQuietly()
            try await ada.restoreQuietly()
            try await ada.touch()
            try await ada.delete()
            try await ada.forceDelete()
            #expect(try await Customer.withTrashed().count() == 0)
        }
    }

    @Test func `what somebody else has changed is neither deleted nor restored`() async throws {
        try await withCustomers { _ async throws in
            var mine = try await Customer.create(name: "Ada")
            var theirs = try await mine.fresh()
            theirs.name = "Bob"
            try await theirs.save()
            let deletion = try await thrown(StaleModel.self) { try await mine.delete() }
            #expect(deletion.isChanged && deletion.action == "deleted" && !mine.isTrashed && mine.version == 1)
            try await theirs.delete()
            let restoring = try await thrown(StaleModel.self) { try await mine.restore() }
            #expect(restoring.description.contains("was not restored: it was changed by somebody else"))
            // A constant stays as it was read.
            let found = try #require(try await Customer.onlyTrashed().first())
            var again = found
            try await again.restore()
            let constant = again
            try await constant.delete()
            #expect(!constant.isTrashed)
            #expect(try await Customer.onlyTrashed().count() == 1)
        }
    }

    @Test func `observers are told of the model as it is deleted`() async throws {
        final class Told: ModelObserver {
            let versions = Mutex<[Int]>([])
            func deleting(_ model: Customer) async throws { versions.withLock { $0.append(model.version) } }
            func deleted(_ model: Customer) async throws { versions.withLock { $0.append(model.version) } }
        }
        try await withCustomers { database async throws in
            let told = Told()
            database.models.observe(Customer.self, with: told)
            var ada = try await Customer.create(name: "Ada")
            try await ada.delete()
            #expect(told.versions.withLock { $0 } == [1, 2])
            #expect(ada.isTrashed)
        }
    }

    @Test func `an upsert gives the row its next version`() async throws {
        try await withCustomers { _ async throws in
            var ada = try await Customer.create(name: "Ada")
            let key = try ada.requireID()
            ada.name = "Ada L."
            try await ada.save()
            let saved = try await Customer.upsert([Customer(id: key, name: "Eve")], by: { [$0.id] })
            #expect(saved.map(\.version) == [3])
            let named = try await Customer.upsert(
                [Customer(id: key, name: "Fay")], by: { [$0.id] }, updating: { [$0.name] })
            #expect(named.map(\.version) == [4] && named.map(\.name) == ["Fay"])
            ada.note = "mine"
            await #expect(throws: StaleModel.self) { try await ada.save() }
        }
    }

    @Test func `without timestamps a new row gets the columns' defaults`() async throws {
        let defaults = """
            ALTER TABLE customers ALTER created_at SET DEFAULT '2001-01-01Z', ALTER updated_at SET DEFAULT '2001-01-01Z';
            """
        try await withCustomers { database async throws in
            try await database.executeScript(defaults)
            let day = Date(timeIntervalSince1970: 978_307_200)
            let given = Date(timeIntervalSince1970: 1_000_000)
            try await Customer.withoutTimestamps {
                let ada = try await Customer.create(name: "Ada")
                #expect(ada.createdAt == day && ada.updatedAt == day && ada.wasRecentlyCreated)
                let half = try await Customer.create(name: "Half", createdAt: given)
                #expect(half.createdAt == given && half.updatedAt == day)
                let both = try await Customer.create([Customer(name: "B"), Customer(name: "C", createdAt: given)])
                #expect(both.map(\.createdAt) == [day, given] && both.map(\.name) == ["B", "C"])
                let key = try ada.requireID()
                let new = Customer(id: key, name: "Eve")
                let saved = try await Customer.upsert([new], by: { [$0.id] }, updating: { [$0.name] })
                #expect(saved.map(\.updatedAt) == [day] && saved.map(\.name) == ["Eve"])
            }
            #expect(try await Customer.create(name: "Now").createdAt ?? day > day)
        }
    }
}

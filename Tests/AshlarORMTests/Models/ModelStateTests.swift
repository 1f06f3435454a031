@testable import AshlarORM
import AshlarPostgres
import Foundation
import Synchronization
import Testing

@Suite struct ModelStateTests {
    @Test func `a model knows whether it was just created, and what its last save changed`() async throws {
        try await withCustomers { _ async throws in
            var ada = Customer(name: "Ada")
            #expect(!ada.wasRecentlyCreated && !ada.wasChanged && !ada.isClean)
            try await ada.save()
            #expect(ada.wasRecentlyCreated && !ada.wasChanged && ada.isClean)
            ada.name = "Grace"
            #expect(ada.isDirty { $0.name } && ada.isClean { $0.note })
            #expect(!ada.wasChanged { $0.name })
            try await ada.save()
            #expect(ada.wasRecentlyCreated && ada.wasChanged { $0.name } && !ada.wasChanged { $0.note })
            #expect(ada.isClean { $0.name })
            let read = try await Customer.find(ada.requireID())
            #expect(!read.wasRecentlyCreated && !read.wasChanged)
            let many = try await Customer.create([Customer(name: "A"), Customer(name: "B")])
            #expect(many.map(\.wasRecentlyCreated) == [true, true])
            let query = Customer.where { $0.name == "Zoe" }
            #expect(try await query.firstOrCreate(Customer(name: "Zoe")).wasRecentlyCreated)
            #expect(try await !query.firstOrCreate(Customer(name: "Zoe")).wasRecentlyCreated)
        }
    }

    @Test func `two models are the same where they are of one row`() async throws {
        try await withCustomers { _ async throws in
            var ada = try await Customer.create(name: "Ada")
            let bob = try await Customer.create(name: "Bob")
            let same = try await Customer.find(ada.requireID())
            ada.name = "Grace"
            #expect(ada.is(same) && ada.isNot(bob) && ada.isNot(nil))
            #expect(Customer(name: "Ada").isNot(Customer(name: "Ada")))
            let found = try await Customer.find([ada.requireID(), bob.requireID(), CustomerID(rawValue: UUID())])
            #expect(Set(found.map(\.name)) == ["Ada", "Bob"])
        }
    }

    @Test func `without timestamps nothing but touch sets the times`() async throws {
        try await withCustomers { _ async throws in
            let day = Date(timeIntervalSince1970: 1_000_000)
            var ada = try await Customer.withoutTimestamps {
                try await Customer.create([Customer(name: "Ada", createdAt: day, updatedAt: day)])[0]
            }
            #expect(ada.createdAt == day && ada.updatedAt == day)
            try await Customer.withoutTimestamps {
                ada.name = "Grace"
                try await ada.save()
                try await Customer.where { $0.name == "Grace" }.update { [$0.note.set("x")] }
                try await ada.delete()
            }
            let trashed = try #require(try await Customer.withTrashed().first())
            #expect(trashed.updatedAt == day && trashed.deletedAt != nil && trashed.note == "x")
            var again = trashed
            again.name = "Ada"
            try await again.save()
            #expect(again.updatedAt ?? day > day)
        }
    }

    @Test func `quiet ways to restore and to delete for good tell nobody`() async throws {
        final class Told: ModelObserver {
            let events = Mutex<[String]>([])
            func restored(_ model: Customer) async throws { events.withLock { $0.append("restored") } }
            func deleted(_ model: Customer) async throws { events.withLock { $0.append("deleted") } }
        }
        try await withCustomers { database async throws in
            let told = Told()
            database.models.observe(Customer.self, with: told)
            var ada = try await Customer.create(name: "Ada")
            try await ada.deleteQuietly()
            ada = try #require(try await Customer.onlyTrashed().first())
            try await ada.restoreQuietly()
            #expect(try await Customer.count() == 1 && !ada.isTrashed)
            try await ada.forceDeleteQuietly()
            #expect(try await Customer.withTrashed().count() == 0)
            #expect(told.events.withLock { $0 }.isEmpty)
        }
    }
}

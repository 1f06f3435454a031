import AshlarContainer
import AshlarSupport
import Testing

@Suite struct AsyncFactoryTests {
    private let container = Container()
    private let diary = Diary()

    @Test func `singletons that take time are made at boot, each after what it needs, and ended in reverse`()
        async throws
    {
        container.singleton((any Greeter).self, needs: Office.self) { [diary] _ in
            await Task.yield()
            diary.note("greeter")
            return English()
        } teardown: { [diary] _ in
            diary.note("greeter ended")
        }
        // A closure that only tells when it runs: it meets what is not there yet, and is run again.
        container.singleton(Office.self) {
            Office(try $0.resolve(Ticket.self))
        } teardown: { [diary] _ in
            diary.note("office ended")
        }
        container.singleton(Ticket.self) { [diary] in
            await Task.yield()
            diary.note("ticket")
            return Ticket()
        } teardown: { [diary] _ in
            diary.note("ticket ended")
        }
        let verified = try await container.booted(roots: [], scope: Scope())
        #expect(diary.all == ["ticket", "greeter"])
        #expect(try verified.resolver().resolve(Porch.self).door.greeter.greeting == "Hello")
        #expect(await verified.shutdown().isEmpty)
        #expect(diary.all == ["ticket", "greeter", "greeter ended", "office ended", "ticket ended"])
        await verified.shutdown()
        #expect(diary.all.count == 5)
    }

    @Test func `a singleton that fails says where it is bound, and what was made is ended`() async throws {
        container.singleton(Office.self) { _ in
            Office()
        } teardown: { [diary] _ in
            diary.note("office ended")
        }
        container.singleton((any Greeter).self, needs: Office.self, file: "App.swift", line: 4) { _ in
            await Task.yield()
            throw Refused()
        }
        container.singleton(Bell.self, to: Bell.self) { $0 }
        let error = await #expect(throws: VerificationError.self) {
            try await container.booted(roots: [], scope: Scope())
        }
        #expect(error?.problems.count == 1)
        let problem = try #require(error?.problems.first as? ContainerError)
        #expect(problem.code == .factory)
        #expect(problem.location?.description == "App.swift:4")
        #expect(problem.message == "any Greeter could not be made: Refused()")
        #expect(diary.all == ["office ended"])
    }

    @Test func `where something is wrong nothing that takes time is started`() async {
        container.singleton(Ticket.self) { [diary] in
            await Task.yield()
            diary.note("started")
            return Ticket()
        }
        container.bind(Porch.self, to: Porch.self) { $0 }
        await #expect(throws: VerificationError.self) { try await container.booted(roots: [], scope: Scope()) }
        #expect(diary.all == [])
    }

    @Test func `asynchronous singletons that need each other are a cycle`() async {
        container.singleton(Office.self, needs: Ticket.self) { _ in await Office(Self.later()) }
        container.singleton(Ticket.self) { Ticket(try $0.resolve(Office.self)) }
        let error = await #expect(throws: VerificationError.self) {
            try await container.booted(roots: [], scope: Scope())
        }
        #expect(error?.problems.count == 1)
        #expect((error?.problems.first as? ContainerError)?.code == .cycle)
    }

    @Test func `without booting an asynchronous singleton is a clear error`() async throws {
        container.singleton(Office.self) { await Office(Self.later()) }
        let error = #expect(throws: ContainerError.self) { try container.resolve(Office.self) }
        #expect(error?.code == .notPrepared)
        let refused = #expect(throws: VerificationError.self) { try container.verified(roots: [], scope: Scope()) }
        #expect(refused?.description.contains("Boot the container, try await container.booted(...).") == true)
        let prepared = try await container.resolver().prepare(Office.self)
        #expect(try container.resolve(Office.self) === prepared)
    }

    static func later() async -> Ticket {
        await Task.yield()
        return Ticket()
    }
}

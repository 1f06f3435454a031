import AshlarContainer
import Synchronization
import Testing

@Suite struct VerificationTests {
    private let roots = [(name: "PorchController.show", dependencies: [Dependency(Porch.self, "porch")])]

    @Test func `what routes need is proven before any of it is resolved`() {
        let error = #expect(throws: VerificationError.self) { try Container().verified(roots: roots, scope: Scope()) }
        #expect(error?.problems.count == 1)
        #expect(error?.description.contains("PorchController.show → Porch → Door → any Greeter") == true)
    }

    @Test func `a cycle is found without being followed`() {
        let roots = [(name: "Farm.index", dependencies: [Dependency(Chicken.self, "chicken")])]
        let error = #expect(throws: VerificationError.self) { try Container().verified(roots: roots, scope: Scope()) }
        #expect(error?.description.contains("Farm.index → Chicken → Egg → Chicken") == true)
    }

    @Test func `a factory that misses something is found by trying it`() {
        let container = Container()
        container.bind(Ticket.self) { Ticket(try $0.resolve(Office.self)) }
        let error = #expect(throws: VerificationError.self) { try container.verified(roots: [], scope: Scope()) }
        #expect(error?.description.contains("Ticket → Office") == true)
    }

    @Test func `everything that is wrong is said at once`() {
        let container = Container()
        container.bind(Ticket.self) { Ticket(try $0.resolve(Office.self)) }
        let error = #expect(throws: VerificationError.self) { try container.verified(roots: roots, scope: Scope()) }
        #expect(error?.problems.count == 2)
    }

    @Test func `singletons are made once, at boot`() throws {
        let count = Counter()
        let container = Container()
        container.singleton(Office.self) { _ in
            count.increment()
            return Office()
        }
        let verified = try container.verified(roots: [], scope: Scope())
        #expect(count.value == 1)
        #expect(try verified.resolver().resolve(Office.self) === verified.resolver().resolve(Office.self))
        #expect(count.value == 1)
    }

    @Test func `what the scope has from the start needs no binding`() throws {
        let roots = [(name: "Desk.show", dependencies: [Dependency(Ticket.self, "ticket")])]
        let ticket = Ticket()
        let verified = try Container().verified(roots: roots, scope: Scope(seed: ticket))
        #expect(try verified.resolver(in: Scope(seed: ticket)).resolve(Ticket.self) === ticket)
    }

    @Test func `interleaved scopes never see each other's values`() async throws {
        let container = Container()
        container.scoped(Badge.self) { Badge(user: try $0.resolve(User.self)) }
        let verified = try container.verified(roots: [], scope: Scope(seed: User(id: -1)))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in 0..<200 {
                group.addTask {
                    let resolver = verified.resolver(in: Scope(seed: User(id: id)))
                    for _ in 0..<20 {
                        await Task.yield()
                        let badge = try resolver.resolve(Badge.self)
                        #expect(badge.user.id == id)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}

struct User: Sendable { let id: Int }
struct Badge: Sendable { let user: User }

final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func increment() { count.withLock { $0 += 1 } }
}

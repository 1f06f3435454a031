import AshlarContainer
import AshlarSupport
import Testing

@Suite struct ScopeTests {
    private let container = Container()
    private let diary = Diary()
    private let roots = [
        (name: "CartController.show", dependencies: [Dependency(CartController.self, "controller")]),
        (name: "HomeController.show", dependencies: [Dependency(Office.self, "office")]),
    ]

    init() {
        container.singleton(Office.self) { _ in Office() }
        container.scoped(Cart.self, needs: Session.self) { [diary] session in
            diary.note("cart of \(session.user.id)")
            return Cart(session: session)
        } teardown: { [diary] _ in
            diary.note("cart ended")
        }
        container.scoped(Session.self, needs: User.self) { [diary] user in
            await Task.yield()
            guard user.id > 0 else { throw Refused() }
            diary.note("session of \(user.id)")
            return Session(user: user)
        } teardown: { [diary] _ in
            await Task.yield()
            diary.note("session ended")
        }
    }

    private func boot() async throws -> VerifiedContainer {
        try await container.booted(roots: roots, scope: Scope(seed: User(id: -1)))
    }

    @Test func `what takes time is made before the action, and resolving stays synchronous`() async throws {
        let verified = try await boot()
        #expect(diary.all == [])
        let preparation = verified.preparation(for: roots[0].dependencies)
        let scope = Scope(seed: User(id: 7))
        try await preparation.run(in: scope)
        #expect(diary.all == ["session of 7"])
        let resolver = verified.resolver(in: scope)
        #expect(try resolver.resolve(CartController.self).cart.session.user.id == 7)
        _ = try resolver.resolve(CartController.self)
        #expect(diary.all == ["session of 7", "cart of 7"])
        await scope.end()
        #expect(diary.all == ["session of 7", "cart of 7", "cart ended", "session ended"])
        await scope.end()
        #expect(diary.all.count == 4)
    }

    @Test func `a route that does not need it does not wait for it`() async throws {
        let verified = try await boot()
        #expect(verified.preparation(for: roots[1].dependencies).isEmpty)
        #expect(!verified.preparation(for: roots[0].dependencies).isEmpty)
    }

    @Test func `a scope is ended in reverse order when the code throws`() async throws {
        let verified = try await boot()
        await #expect(throws: Refused.self) {
            try await verified.withScope(
                Scope(seed: User(id: 3)), preparing: verified.preparation(for: roots[0].dependencies)
            ) { resolver in
                _ = try resolver.resolve(CartController.self)
                throw Refused()
            }
        }
        #expect(diary.all == ["session of 3", "cart of 3", "cart ended", "session ended"])
    }

    @Test func `an error of a factory comes through as it is, and what was made is ended`() async throws {
        container.scoped(Ticket.self, needs: Session.self) { _ in Ticket() }
        let verified = try await boot()
        await #expect(throws: Refused.self) {
            try await verified.withScope(
                Scope(seed: User(id: 0)), preparing: verified.preparation(for: roots[0].dependencies)
            ) { _ in }
        }
        #expect(diary.all == [])
    }

    @Test func `what was not prepared is a clear error, not a wait`() async throws {
        let verified = try await boot()
        let resolver = verified.resolver(in: Scope(seed: User(id: 5)))
        let error = #expect(throws: ContainerError.self) { try resolver.resolve(CartController.self) }
        #expect(error?.code == .notPrepared)
        let controller = try await resolver.prepare(CartController.self)
        #expect(controller.cart.session.user.id == 5)
    }

    @Test func `a closure that asks for what has to be prepared is refused at boot`() async {
        container.bind(Ticket.self) { resolver in
            _ = try resolver.resolve(Cart.self)
            return Ticket()
        }
        let error = await #expect(throws: VerificationError.self) { try await boot() }
        #expect(error?.problems.count == 1)
        #expect(error?.description.contains("needed by: Ticket → Cart → Session") == true)
        #expect(error?.description.contains("with needs: Session.self") == true)
    }

    @Test func `one failing teardown does not keep the others from running`() async throws {
        container.scoped(Ticket.self) { _ in
            Ticket()
        } teardown: { _ in
            throw Refused()
        }
        let verified = try await boot()
        let scope = Scope(seed: User(id: 9))
        _ = try await verified.resolver(in: scope).prepare(Cart.self)
        _ = try verified.resolver(in: scope).resolve(Ticket.self)
        let failures = await scope.end()
        #expect(failures.map(\.description) == ["Ticket could not be ended: Refused()"])
        #expect(diary.all.suffix(2) == ["cart ended", "session ended"])
    }

    @Test func `nothing that has to be ended is made in a scope that has ended`() async throws {
        let verified = try await boot()
        let scope = Scope(seed: User(id: 9))
        let resolver = verified.resolver(in: scope)
        _ = try await resolver.prepare(Session.self)
        await scope.end()
        let error = #expect(throws: ContainerError.self) { try resolver.resolve(Cart.self) }
        #expect(error?.code == .scopeEnded)
    }

    @Test func `a value can be added to a scope`() throws {
        let trial = Scope()
        trial.add(User(id: 0))
        let container = Container()
        container.scoped(Badge.self) { Badge(user: try $0.resolve()) }
        let verified = try container.verified(roots: [("Badge.show", [Dependency(User.self, "user")])], scope: trial)
        let scope = Scope()
        scope.add(User(id: 4))
        #expect(try verified.resolver(in: scope).resolve(Badge.self).user.id == 4)
    }

    @Test func `many tasks of one request get one value`() async throws {
        container.scoped(Ticket.self) { _ in Ticket() }
        let verified = try await boot()
        let resolver = verified.resolver(in: Scope())
        let tickets = try await withThrowingTaskGroup(of: ObjectIdentifier.self) { group in
            for _ in 0..<64 { group.addTask { ObjectIdentifier(try resolver.resolve(Ticket.self)) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(tickets.count == 1)
    }

    // Masonite bound each request into the one global container, and booted its providers again for each.
    @Test func `trap 1: 200 interleaved requests of 200 users never see each other's state`() async throws {
        container.scoped(Badge.self) { Badge(user: try $0.resolve()) }
        let boots = Counter()
        container.onMake(Office.self) { _, _ in boots.increment() }
        let verified = try await boot()
        let preparation = verified.preparation(for: roots[0].dependencies)
        let gate = Gate(parties: 200)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in 1...200 {
                group.addTask {
                    let scope = Scope(seed: User(id: id))
                    try await verified.withScope(scope, preparing: preparation) { resolver in
                        let before = try resolver.resolve(Badge.self)
                        // Everybody is in the middle of a request before anybody goes on.
                        await gate.pass()
                        for _ in 0..<20 {
                            await Task.yield()
                            let controller = try resolver.resolve(CartController.self)
                            #expect(controller.cart.session.user.id == id)
                            #expect(try resolver.resolve(User.self).id == id)
                            #expect(try resolver.resolve(Badge.self).user.id == before.user.id)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(diary.all.count { $0.hasPrefix("session of") } == 200)
        #expect(diary.all.count { $0 == "session ended" } == 200)
        #expect(boots.value == 1)
    }
}

/// Lets nobody on until all have come.
actor Gate {
    private let parties: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(parties: Int) { self.parties = parties }

    func pass() async {
        guard waiting.count + 1 < parties else {
            for continuation in waiting { continuation.resume() }
            waiting = []
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }
}

struct Session: Sendable { let user: User }
struct Cart: Sendable { let session: Session }

@Injectable
struct CartController {
    let cart: Cart
    let office: Office
}

import AshlarContainer
import AshlarSupport
import Testing

private struct Loud: ServiceProvider {
    func register(_ container: Container) { container.singleton((any Greeter).self) { _ in English() } }
}

private struct Polite: ServiceProvider {
    func register(_ container: Container) { container.singleton((any Greeter).self) { _ in German() } }
}

private struct Correcting: ServiceProvider {
    static let needs: [any ServiceProvider.Type] = [Loud.self]
    func register(_ container: Container) {
        container.unbind((any Greeter).self)
        container.singleton((any Greeter).self) { _ in German() }
    }
}

private struct Offices: ServiceProvider {
    static let needs: [any ServiceProvider.Type] = [Tickets.self]
    static let provides: [Any.Type] = [Office.self]
    func register(_ container: Container) { container.singleton(Office.self) { Office(try $0.resolve(Ticket.self)) } }
}

private struct Tickets: ServiceProvider {
    static let provides: [Any.Type] = [Ticket.self]
    func register(_ container: Container) {
        #expect(!container.has(Office.self))
        container.singleton(Ticket.self) { _ in Ticket() }
    }
}

private struct Empty: ServiceProvider {
    static let provides: [Any.Type] = [Office.self]
}

private struct Ring: ServiceProvider {
    static let needs: [any ServiceProvider.Type] = [Rung.self]
}

private struct Rung: ServiceProvider {
    static let needs: [any ServiceProvider.Type] = [Ring.self]
}

@Suite struct ProviderPlanTests {
    private let container = Container()

    private func boot(
        _ providers: [any ServiceProvider.Type], app: Any.Type? = nil, needing dependencies: [Dependency] = []
    ) async throws -> (names: [String], resolver: Resolver) {
        let plan = try ProviderPlan(providers, app: app)
        try plan.register(in: container)
        let verified = try await container.booted(roots: [("Home", dependencies)], scope: Scope())
        return (plan.active(in: container).map { "\(type(of: $0))" }, verified.resolver())
    }

    @Test func `a provider comes after what it needs, otherwise the list's order holds`() throws {
        let plan = try ProviderPlan([Polite.self, Correcting.self, Loud.self, Polite.self])
        #expect(plan.ordered.map { "\(type(of: $0))" } == ["Polite", "Loud", "Correcting"])
    }

    @Test func `a provider that needs one that is not listed is an error`() {
        let error = #expect(throws: ProviderPlanError.self) { try ProviderPlan([Correcting.self]) }
        #expect(
            error?.description == """
                Correcting needs Loud, which is not listed.
                  needed by: Correcting → Loud
                  Add Loud.self to the app's providers.
                """)
    }

    @Test func `providers that need each other are an error`() {
        let error = #expect(throws: ProviderPlanError.self) { try ProviderPlan([Loud.self, Ring.self, Rung.self]) }
        #expect(error?.chain == ["Ring", "Rung", "Ring"])
    }

    @Test func `two providers that bind the same are an error that names both places`() async throws {
        let error = await #expect(throws: VerificationError.self) { try await boot([Loud.self, Polite.self]) }
        #expect(error?.problems.count == 1)
        let problem = try #require(error?.problems.first as? ContainerError)
        #expect(problem.code == .conflict)
        let first = /bound by two providers: Loud \(.*ProviderPlanTests.swift:6\)/
        let second = /and Polite \(.*ProviderPlanTests.swift:10\)\./
        #expect(problem.message.contains(first))
        #expect(problem.message.contains(second))
    }

    @Test func `what the app itself binds wins silently, and ends a conflict`() async throws {
        container.onBind((any Greeter).self) { _ in }
        let plan = try ProviderPlan([Loud.self, Polite.self])
        try plan.register(in: container)
        container.singleton((any Greeter).self) { _ in English() }
        let verified = try await container.booted(roots: [], scope: Scope())
        #expect(try verified.resolver().resolve((any Greeter).self).greeting == "Hello")
    }

    @Test func `a provider of the app wins over a battery's, in whichever order they are listed`() async throws {
        struct Battery: ServiceProvider {
            func register(_ container: Container) {
                container.singleton((any Store).self) { _ in NamedStore(name: "") }
            }
        }
        // Of another module than the app, which here is the standard library.
        let foreign = try ProviderPlan([Loud.self], app: Int.self)
        try foreign.register(in: container)
        let own = try ProviderPlan([Polite.self, Battery.self], app: Self.self)
        try own.register(in: container)
        let verified = try await container.booted(roots: [], scope: Scope())
        #expect(try verified.resolver().resolve((any Greeter).self).greeting == "Guten Tag")

        let other = Container()
        try own.register(in: other)
        try foreign.register(in: other)
        #expect(try other.resolve((any Greeter).self).greeting == "Guten Tag")
        _ = try await other.booted(roots: [], scope: Scope())
    }

    @Test func `a provider that takes a binding away first means to replace it`() async throws {
        let booted = try await boot([Correcting.self, Loud.self])
        #expect(try booted.resolver.resolve((any Greeter).self).greeting == "Guten Tag")
    }

    @Test func `a deferred provider stays out where nothing of it is needed`() async throws {
        let booted = try await boot([Loud.self, Offices.self, Tickets.self])
        #expect(booted.names == ["Loud"])
        let error = #expect(throws: ContainerError.self) { try booted.resolver.resolve(Office.self) }
        #expect(error?.message == "Office is bound by a deferred provider that nobody needed while booting.")
    }

    @Test func `a deferred provider registers for a route, after what it needs`() async throws {
        let booted = try await boot(
            [Loud.self, Offices.self, Tickets.self], needing: [Dependency(Office.self, "office")])
        #expect(booted.names == ["Loud", "Tickets", "Offices"])
        #expect(try booted.resolver.resolve(Office.self).ticket != nil)
    }

    @Test func `a deferred provider registers for a closure that asks while it is tried`() async throws {
        container.bind(Bell.self) { resolver in
            _ = try resolver.resolve(Ticket.self)
            return Bell(greeter: English())
        }
        let booted = try await boot([Offices.self, Tickets.self])
        #expect(booted.names == ["Tickets"])
    }

    @Test func `a deferred provider that does not bind what it said leaves it missing`() async {
        let error = await #expect(throws: VerificationError.self) {
            try await boot([Empty.self], needing: [Dependency(Office.self, "office")])
        }
        #expect(error?.description.contains("Nothing is bound to Office.") == true)
    }
}

import AshlarContainer
import Testing

@Suite struct ContextualBindingTests {
    private let container = Container()

    init() { container.singleton((any Greeter).self) { _ in English() } }

    private var resolvers: [Resolver] {
        get throws { [container.resolver(), try container.verified(roots: [], scope: Scope()).resolver()] }
    }

    @Test func `one type is given something of its own`() throws {
        container.when(Door.self).needs((any Greeter).self).give { try $0.resolve(German.self) }
        for resolver in try resolvers {
            #expect(try resolver.resolve(Door.self).greeter.greeting == "Guten Tag")
            #expect(try resolver.resolve(Bell.self).text == "Hello!")
            #expect(try resolver.resolve((any Greeter).self).greeting == "Hello")
        }
    }

    @Test func `it may wrap what everybody else is given`() throws {
        struct Loud: Greeter { let greeting: String }
        container.when(Door.self).needs((any Greeter).self).give {
            Loud(greeting: try $0.resolve((any Greeter).self).greeting.uppercased())
        }
        for resolver in try resolvers { #expect(try resolver.resolve(Porch.self).door.greeter.greeting == "HELLO") }
    }

    @Test func `a value and a binding of another name can be given`() throws {
        container.instance(NamedStore(name: "copy"), as: (any Store).self, named: "replica")
        container.when(Visitor.self).needs((any Greeter).self).give(German())
        container.when(Search.self).needs((any Store).self).give(named: "replica")
        for resolver in try resolvers {
            #expect(try resolver.resolve(Search.self).main.name == "copy")
            #expect(try resolver.resolve(Visitor.self).greeter?.greeting == "Guten Tag")
        }
    }

    @Test func `a factory is a consumer too`() throws {
        container.bind(Ticket.self) { resolver throws in
            #expect(try resolver.resolve((any Greeter).self).greeting == "Guten Tag")
            return Ticket()
        }
        container.when(Ticket.self).needs((any Greeter).self).give(German())
        for resolver in try resolvers { _ = try resolver.resolve(Ticket.self) }
    }

    @Test func `what it misses is found at boot`() {
        container.when(Door.self).needs((any Greeter).self).give(named: "formal")
        let error = #expect(throws: VerificationError.self) {
            try container.verified(roots: [("Home.show", [Dependency(Porch.self, "porch")])], scope: Scope())
        }
        #expect(error?.description.contains("Home.show → Porch → Door → any Greeter → any Greeter \"formal\"") == true)
    }
}

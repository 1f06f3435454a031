import AshlarContainer
import AshlarSupport
import Testing

@Suite struct ContainerTests {
    @Test func `a type resolves itself from its properties without a binding`() throws {
        let container = Container()
        container.singleton((any Greeter).self) { _ in English() }
        #expect(try container.resolve(Porch.self).door.greeter.greeting == "Hello")
    }

    @Test func `a type with an initialiser is resolved by its parameters`() throws {
        let container = Container()
        container.singleton((any Greeter).self) { _ in English() }
        #expect(try container.resolve(Bell.self).text == "Hello!")
    }

    @Test func `a factory runs each time, a singleton once`() throws {
        let container = Container()
        container.bind(Ticket.self) { _ in Ticket() }
        container.singleton(Office.self) { _ in Office() }
        #expect(try container.resolve(Ticket.self) !== container.resolve(Ticket.self))
        #expect(try container.resolve(Office.self) === container.resolve(Office.self))
    }

    @Test func `a scoped value is one for a scope and another for the next`() throws {
        let container = Container()
        container.scoped(Ticket.self) { _ in Ticket() }
        let first = container.resolver(in: Scope())
        let second = container.resolver(in: Scope())
        #expect(try first.resolve(Ticket.self) === first.resolve(Ticket.self))
        #expect(try first.resolve(Ticket.self) !== second.resolve(Ticket.self))
    }

    @Test func `a later binding replaces an earlier one`() throws {
        let container = Container()
        container.singleton((any Greeter).self) { _ in English() }
        container.bind((any Greeter).self, to: German.self) { $0 }
        #expect(try container.resolve((any Greeter).self).greeting == "Guten Tag")
    }

    @Test func `an instance is given as it is`() throws {
        let container = Container()
        let office = Office()
        container.instance(office)
        #expect(try container.resolve(Office.self) === office)
    }

    @Test func `an optional is nil where nothing is bound`() throws {
        let container = Container()
        #expect(try container.resolve(Visitor.self).greeter == nil)
        container.singleton((any Greeter).self) { _ in English() }
        #expect(try container.resolve(Visitor.self).greeter?.greeting == "Hello")
    }

    @Test func `a missing binding names the whole chain and the way out`() throws {
        let error = #expect(throws: ContainerError.self) { try Container().resolve(Porch.self) }
        #expect(error?.code == .missing)
        #expect(
            error?.description == """
                Nothing is bound to any Greeter.
                  needed by: Porch → Door → any Greeter
                  Bind it in a service provider, container.singleton((any Greeter).self) { ... }, or mark the type @Injectable.
                """)
    }

    @Test func `a cycle is an error with its chain, not a stack overflow`() {
        let error = #expect(throws: ContainerError.self) { try Container().resolve(Chicken.self) }
        #expect(error?.code == .cycle)
        #expect(error?.chain == ["Chicken", "Egg", "Chicken"])
    }

    @Test func `a cycle through factories is found as well`() {
        let container = Container()
        container.singleton(Office.self) { Office(try $0.resolve(Ticket.self)) }
        container.bind(Ticket.self) { Ticket(try $0.resolve(Office.self)) }
        let error = #expect(throws: ContainerError.self) { try container.resolve(Office.self) }
        #expect(error?.chain == ["Office", "Ticket", "Office"])
    }

    @Test func `what lives as long as a request cannot be had outside of one`() {
        let container = Container()
        container.scoped(Ticket.self) { _ in Ticket() }
        container.singleton(Office.self) { Office(try $0.resolve(Ticket.self)) }
        #expect(throws: ContainerError.self) { try container.resolve(Ticket.self) }
        let error = #expect(throws: ContainerError.self) { try container.resolver(in: Scope()).resolve(Office.self) }
        #expect(error?.code == .captive)
        #expect(error?.chain == ["Office", "Ticket"])
    }

    @Test func `singletons that many tasks ask for at once are one`() async throws {
        let container = Container()
        container.singleton(Office.self) { _ in Office() }
        let offices = try await withThrowingTaskGroup(of: ObjectIdentifier.self) { group in
            for _ in 0..<64 { group.addTask { ObjectIdentifier(try container.resolve(Office.self)) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(offices.count == 1)
    }
}

import AshlarContainer
import AshlarSupport
import Testing

@Suite struct ModifierTests {
    private struct Framed: Greeter { let greeting: String }

    private let container = Container()
    private let diary = Diary()

    @Test func `decorators lie around each other, whenever the type is bound`() throws {
        container.decorate((any Greeter).self) { greeter, _ in Framed(greeting: "(\(greeter.greeting))") }
        container.singleton((any Greeter).self) { _ in English() }
        container.decorate((any Greeter).self) { greeter, _ in Framed(greeting: "[\(greeter.greeting)]") }
        #expect(try container.resolve((any Greeter).self).greeting == "[(Hello)]")
        container.instance(German(), as: (any Greeter).self)
        let verified = try container.verified(roots: [], scope: Scope())
        #expect(try verified.resolver().resolve((any Greeter).self).greeting == "[(Guten Tag)]")
    }

    @Test func `a decorated singleton stays one`() throws {
        container.singleton(Office.self) { _ in Office() }
        container.decorate(Office.self) { office, _ in Office(Ticket(office)) }
        let office = try container.resolve(Office.self)
        #expect(office.ticket != nil)
        #expect(try container.resolve(Office.self) === office)
        #expect(try container.verified(roots: [], scope: Scope()).resolver().resolve(Office.self) === office)
    }

    @Test func `a type that makes itself is decorated as well`() throws {
        container.singleton((any Greeter).self) { _ in English() }
        container.decorate(Door.self) { door, _ in
            var door = door
            door.isOpen = true
            return door
        }
        #expect(try container.resolve(Porch.self).door.isOpen)
        #expect(try container.verified(roots: [], scope: Scope()).resolver().resolve(Porch.self).door.isOpen)
    }

    @Test func `decorating what nobody binds is an error at boot`() {
        container.decorate((any Greeter).self, file: "App.swift", line: 3) { greeter, _ in greeter }
        let error = #expect(throws: VerificationError.self) { try container.verified(roots: [], scope: Scope()) }
        #expect(
            error?.description.contains("any Greeter is decorated or observed, but nothing is bound to it.") == true)
        #expect(error?.description.contains("at: App.swift:3") == true)
    }

    @Test func `a hook on making sees a singleton once, a hook on resolving each time`() throws {
        container.singleton(Office.self) { _ in Office() }
        container.onMake(Office.self) { [diary] _, _ in diary.note("made") }
        container.onResolve(Office.self) { [diary] _, _ in diary.note("resolved") }
        _ = try container.resolve(Office.self)
        _ = try container.resolve(Office.self)
        #expect(diary.all == ["made", "resolved", "resolved"])
        _ = try container.verified(roots: [], scope: Scope()).resolver().resolve(Office.self)
        #expect(diary.all.last == "resolved")
        #expect(diary.all.count { $0 == "made" } == 1)
    }

    @Test func `a hook on binding is told what and where`() {
        container.onBind(Office.self) { [diary] bound in
            diary.note("\(bound.typeName) at \(bound.location?.description ?? "")")
        }
        container.onBind { [diary] bound in diary.note(bound.typeName) }
        container.bind(Ticket.self) { _ in Ticket() }
        container.bind(Office.self, file: "App.swift", line: 9) { _ in Office() }
        #expect(diary.all == ["Ticket", "Office at App.swift:9", "Office"])
    }

    // Masonite's container fired every hook of an action, and kept its bindings in dictionaries of the class.
    @Test func `trap 2: hooks fire for their own type, and containers share nothing`() throws {
        let other = Container()
        container.singleton(Office.self) { _ in Office() }
        container.bind(Ticket.self) { _ in Ticket() }
        container.onResolve(Ticket.self) { [diary] _, _ in diary.note("ticket") }
        container.onMake(Ticket.self) { [diary] _, _ in diary.note("made") }
        container.onBind(Ticket.self) { [diary] _ in diary.note("bound") }
        _ = try container.resolve(Office.self)
        other.bind(Ticket.self) { _ in Ticket() }
        _ = try other.resolve(Ticket.self)
        #expect(diary.all == [])
        #expect(!other.has(Office.self))
        #expect(throws: ContainerError.self) { try other.resolve(Office.self) }
    }
}

import AshlarContainer
import Testing

@Suite struct LazyTests {
    private let container = Container()

    @Test func `what is lazy is made when it is asked for`() throws {
        let count = Counter()
        container.bind(Office.self) { _ in
            count.increment()
            return Office()
        }
        let hall = try container.resolve(Hall.self)
        #expect(count.value == 0)
        _ = try hall.office.value
        _ = try hall.office()
        #expect(count.value == 2)
    }

    @Test func `what is lazy may lead back`() throws {
        let verified = try container.verified(roots: [("Office.show", [Dependency(Clerk.self, "")])], scope: Scope())
        for resolver in [container.resolver(), verified.resolver()] {
            _ = try resolver.resolve(Clerk.self).desk.value.clerk.desk.value
        }
    }

    @Test func `what is lazy is proven all the same`() {
        let error = #expect(throws: VerificationError.self) {
            try container.verified(roots: [("Hall.show", [Dependency(Hall.self, "hall")])], scope: Scope())
        }
        #expect(error?.description.contains("Hall.show → Hall → Office") == true)
    }

    @Test func `what a singleton keeps to ask later sees the booted container`() throws {
        final class Press: Sendable {
            let ticket: Lazy<Ticket>
            let again: @Sendable () throws -> Ticket
            init(_ resolver: Resolver) throws {
                ticket = try resolver.resolve()
                again = { try resolver.resolve(Ticket.self) }
            }
        }
        container.singleton(Press.self) { try Press($0) }
        // Needs the press, which exists by the time it is asked.
        container.bind(Ticket.self) { resolver in
            _ = try resolver.resolve(Press.self)
            return Ticket()
        }
        let verified = try container.verified(roots: [], scope: Scope())
        let press = try verified.resolver().resolve(Press.self)
        _ = try press.ticket.value
        _ = try press.again()
    }

    @Test func `a singleton may not keep a request's value lazily either`() {
        container.scoped(Office.self) { _ in Office() }
        container.singleton(Hall.self, to: Hall.self) { $0 }
        let error = #expect(throws: VerificationError.self) { try container.verified(roots: [], scope: Scope()) }
        #expect((error?.problems.first as? ContainerError)?.code == .captive)
    }
}

@Injectable
struct Clerk {
    let desk: Lazy<Desk>
}

@Injectable
struct Desk {
    let clerk: Clerk
}

@Injectable
struct Hall {
    let office: Lazy<Office>
}

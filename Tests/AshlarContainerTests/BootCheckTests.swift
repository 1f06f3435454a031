import AshlarContainer
import AshlarSupport
import Testing

@Suite struct BootCheckTests {
    private let container = Container()

    private func problems(
        _ roots: [(name: String, dependencies: [Dependency])] = [], scope: Scope = Scope()
    ) -> [ContainerError] {
        let error = #expect(throws: VerificationError.self) { try container.verified(roots: roots, scope: scope) }
        return error?.problems.compactMap { $0 as? ContainerError } ?? []
    }

    @Test func `each cycle is reported once, by whichever routes and in whichever rotation it is reached`() {
        let problems = problems([
            ("First", [Dependency(Alder.self, "")]), ("Second", [Dependency(Birch.self, "")]),
            ("Third", [Dependency(Cedar.self, ""), Dependency(Dogwood.self, "")]),
        ])
        #expect(problems.allSatisfy { $0.code == .cycle })
        #expect(
            problems.map { $0.chain.joined(separator: " ") }.sorted() == [
                "First Alder Birch Cedar Alder", "Second Birch Cedar Dogwood Birch",
            ])
    }

    @Test func `a cycle of factories is reported once, though each of them is tried`() {
        container.bind(Office.self) { Office(try $0.resolve()) }
        container.bind(Ticket.self) { Ticket(try $0.resolve(Office.self)) }
        container.bind(Tower.self) { try Tower(lobby: $0.resolve()) }
        let problems = problems([("Home", [Dependency(Tower.self, "")])])
        #expect(problems.count == 1)
        #expect(problems.first?.code == .cycle)
    }

    @Test func `the same thing missing for many routes is one problem`() {
        let roots = (1...20).map { (name: "Route \($0)", dependencies: [Dependency(Porch.self, "")]) }
        let problems = problems(roots)
        #expect(problems.map(\.chain) == [["Route 1", "Porch", "Door", "any Greeter"]])
    }

    @Test func `a singleton that needs a request's value is found through what lies between`() throws {
        container.scoped(Ticket.self) { _ in Ticket() }
        container.singleton(Tower.self, to: Tower.self, file: "App.swift", line: 5) { $0 }
        let problems = problems([("Home", [Dependency(Tower.self, "")])])
        #expect(problems.count == 1)
        #expect(
            problems.first?.description == """
                Tower is made once and would keep Ticket, which lives as long as a request.
                  needed by: Home → Tower → Lobby → Ticket
                  at: App.swift:5
                  Bind Tower as scoped too, or pass Ticket to the method that needs it.
                """)
    }

    @Test func `so is one that needs the request itself`() {
        container.singleton(Badge.self, needs: User.self) { Badge(user: $0) }
        let problems = problems(scope: Scope(seed: User(id: 0)))
        #expect(problems.map(\.code) == [.captive])
        #expect(problems.first?.chain == ["Badge", "User"])
    }

    @Test func `also where its closure asks for it`() {
        container.singleton(Badge.self) { Badge(user: try $0.resolve()) }
        let problems = problems(scope: Scope(seed: User(id: 0)))
        #expect(problems.map(\.code) == [.captive])
        #expect(problems.first?.message == "Badge is made once and would keep User, which lives as long as a request.")
    }

    @Test func `and one whose closure asks for it`() {
        container.scoped(Ticket.self) { _ in Ticket() }
        container.bind(Lobby.self) { try Lobby(ticket: $0.resolve()) }
        container.singleton(Tower.self) { try Tower(lobby: $0.resolve()) }
        let problems = problems()
        #expect(problems.map(\.code) == [.captive])
        #expect(problems.first?.chain == ["Tower", "Lobby", "Ticket"])
    }

    @Test func `declared needs are proven without running the factory`() {
        container.bind(Ticket.self, needs: Office.self) { office in
            Issue.record("It cannot be made.")
            return Ticket(office)
        }
        let problems = problems()
        #expect(problems.map(\.chain) == [["Ticket", "Office"]])
    }

    @Test func `an error of a factory names the way to it`() {
        container.singleton(Office.self, file: "App.swift", line: 8) { _ in throw Refused() }
        let problems = problems()
        #expect(problems.map(\.code) == [.factory])
        #expect(problems.first?.description.contains("at: App.swift:8") == true)
    }

    @Test func `what was not seen at boot is resolved all the same, and cannot run away`() throws {
        let verified = try container.verified(roots: [], scope: Scope())
        let error = #expect(throws: ContainerError.self) { try verified.resolver().resolve(Chicken.self) }
        #expect(error?.chain == ["Chicken", "Egg", "Chicken"])
    }
}

@Injectable final class Alder { init(next: Birch) {} }
@Injectable final class Birch { init(next: Cedar) {} }
@Injectable final class Cedar { init(next: Alder, other: Dogwood) {} }
@Injectable final class Dogwood { init(next: Birch) {} }

@Injectable struct Lobby { let ticket: Ticket }
@Injectable struct Tower { let lobby: Lobby }

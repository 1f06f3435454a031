import AshlarContainer
import Testing

@Suite struct FakeTests {
    private struct Fake: Greeter { let greeting: String }

    private let container = Container()

    @Test func `a fake stays whatever is bound later, and is not decorated`() throws {
        container.swap((any Greeter).self, with: Fake(greeting: "fake"))
        container.singleton((any Greeter).self) { _ in English() }
        container.decorate((any Greeter).self) { _, _ in Fake(greeting: "decorated") }
        #expect(try container.resolve((any Greeter).self).greeting == "fake")
    }

    @Test func `a fake takes the place of what was bound, and the last fake counts`() throws {
        container.singleton((any Greeter).self) { _ in English() }
        container.swap((any Greeter).self, with: Fake(greeting: "first"))
        container.swap((any Greeter).self) { _ in Fake(greeting: "second") }
        let verified = try container.verified(roots: [], scope: Scope())
        #expect(try verified.resolver().resolve(Porch.self).door.greeter.greeting == "second")
    }

    @Test func `a fake takes the place of what needs time to be made`() async throws {
        container.singleton((any Greeter).self) { () async throws -> any Greeter in throw Refused() }
        container.swap((any Greeter).self, with: Fake(greeting: "fake"))
        let verified = try await container.booted(roots: [], scope: Scope())
        #expect(try verified.resolver().resolve((any Greeter).self).greeting == "fake")
    }
}

import AshlarContainer
import AshlarSupport
import Testing

@Suite struct QualifierTests {
    private let container = Container()

    init() {
        container.singleton((any Store).self) { _ in NamedStore(name: "main") }
        container.singleton((any Store).self, named: .replica) { _ in NamedStore(name: "copy") }
    }

    @Test func `two bindings of one type are told apart by a name`() throws {
        #expect(try container.resolve((any Store).self).name == "main")
        #expect(try container.resolve((any Store).self, named: .replica).name == "copy")
        #expect(try container.resolve((any Store).self, named: "replica").name == "copy")
    }

    @Test func `a property and a parameter say which they mean, before and after booting`() throws {
        let verified = try container.verified(roots: [], scope: Scope())
        for resolver in [container.resolver(), verified.resolver()] {
            let search = try resolver.resolve(Search.self)
            #expect([search.main.name, search.copy.name] == ["main", "copy"])
            #expect(try resolver.resolve(Archive.self).name == "copy")
        }
    }

    @Test func `a name that nothing is bound to is named`() {
        let error = #expect(throws: ContainerError.self) { try container.resolve((any Store).self, named: "replicas") }
        #expect(
            error?.description == """
                Nothing is bound to any Store "replicas".
                  Bind it in a service provider, container.singleton((any Store).self, named: "replicas") { ... }. (any Store "replica" is bound.)
                """)
    }

    @Test func `where all bindings have names, none is chosen silently`() throws {
        container.unbind((any Store).self)
        container.bind((any Store).self, named: "primary", file: "Stores.swift", line: 7) { _ in NamedStore(name: "") }
        let roots = [(name: "SearchController.index", dependencies: [Dependency(Search.self, "search")])]
        let error = #expect(throws: VerificationError.self) { try container.verified(roots: roots, scope: Scope()) }
        #expect(error?.problems.count == 1)
        let problem = try #require(error?.problems.first as? ContainerError)
        #expect(problem.code == .ambiguous)
        #expect(problem.chain == ["SearchController.index", "Search", "any Store"])
        #expect(problem.message.contains("\"primary\" (Stores.swift:7)"))
        #expect(problem.suggestion == "Say which is meant, @Named(\"replica\"), or bind one without a name.")
    }

    @Test func `has and unbind mean one binding`() {
        container.unbind((any Store).self, named: .replica)
        #expect(container.has((any Store).self))
        #expect(!container.has((any Store).self, named: .replica))
        #expect(container.resolver().has(Search.self))
        #expect(!container.resolver().has((any Greeter).self))
    }
}

import AshlarContainer
import AshlarSupport
import Testing

@Suite struct TagTests {
    private let container = Container()

    init() {
        container.tag("voices", (any Greeter).self) { _ in English() }
        container.tag("voices", (any Greeter).self, to: German.self) { $0 }
        container.tag("others", (any Greeter).self) { _ in English() }
    }

    @Test func `a list has what was tagged, in order`() throws {
        let verified = try container.verified(roots: [], scope: Scope())
        for resolver in [container.resolver(), verified.resolver()] {
            let greetings = try resolver.all((any Greeter).self, tagged: "voices").map(\.greeting)
            #expect(greetings == ["Hello", "Guten Tag"])
            #expect(try resolver.resolve([any Greeter].self, named: "others").count == 1)
            #expect(try resolver.all((any Greeter).self).count == 3)
            #expect(try resolver.all((any Store).self).isEmpty)
        }
    }

    @Test func `a property gets a list, or all of a type`() throws {
        let roots = [(name: "Hall.show", dependencies: [Dependency(Choir.self, "choir")])]
        let verified = try container.verified(roots: roots, scope: Scope())
        for resolver in [container.resolver(), verified.resolver()] {
            let choir = try resolver.resolve(Choir.self)
            #expect(choir.voices.map(\.greeting) == ["Hello", "Guten Tag"])
            #expect(choir.everybody.count == 3)
        }
    }

    @Test func `a binding of the array itself goes first`() throws {
        container.bind([any Greeter].self) { _ in [] }
        #expect(try container.resolve(Choir.self).everybody.isEmpty)
        #expect(try container.verified(roots: [], scope: Scope()).resolver().resolve(Choir.self).everybody.isEmpty)
    }

    @Test func `a list that nobody contributes to is missing`() {
        let roots = [(name: "Hall.show", dependencies: [Dependency([any Store].self, "stores", named: "all")])]
        let error = #expect(throws: VerificationError.self) { try container.verified(roots: roots, scope: Scope()) }
        #expect(error?.description.contains("Nothing is bound to Array<Store> \"all\".") == true)
    }
}

@Injectable
struct Choir {
    @Named("voices") let voices: [any Greeter]
    let everybody: [any Greeter]
}

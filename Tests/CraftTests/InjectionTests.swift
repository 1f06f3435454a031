import Testing

@testable import Craft

@Suite struct InjectionTests {
    let injection = Stub.Injection(file: "List.swift", marker: "// end", line: "B.self,")

    @Test func goesBeforeTheMarkerWithItsIndentation() throws {
        #expect(
            try Generator.inject(injection, into: "[\n    A.self,\n    // end\n]\n", file: "List.swift")
                == "[\n    A.self,\n    B.self,\n    // end\n]\n")
    }

    @Test func isIdempotent() throws {
        let once = try #require(try Generator.inject(injection, into: "[\n\t// end\n]", file: "List.swift"))
        #expect(once == "[\n\tB.self,\n\t// end\n]")
        #expect(try Generator.inject(injection, into: once, file: "List.swift") == nil)
    }

    @Test func namesAMissingMarker() {
        #expect(
            message(of: { _ = try Generator.inject(injection, into: "[\n]", file: "List.swift") }) == """
                List.swift:2: There is no line "// end", so "B.self," has no place. Nothing was changed.
                Add the line "// end" where new ones belong, and run the command again.
                """)
    }
}

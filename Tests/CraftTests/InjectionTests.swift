import Testing

@testable import Craft

@Suite struct InjectionTests {
    let injection = Stub.Injection(file: "List.swift", marker: "// end", line: "B.self,")

    @Test func goesBeforeTheMarkerWithItsIndentation() throws {
        #expect(
            try injection.add(to: "[\n    A.self,\n    // end\n]\n", path: "List.swift")
                == "[\n    A.self,\n    B.self,\n    // end\n]\n")
    }

    @Test func isIdempotent() throws {
        let once = try #require(try injection.add(to: "[\n\t// end\n]", path: "List.swift"))
        #expect(once == "[\n\tB.self\n\t// end\n]")
        #expect(try injection.add(to: once, path: "List.swift") == nil)
    }

    @Test func namesAMissingMarker() {
        #expect(
            message(of: { _ = try injection.add(to: "[\n]", path: "List.swift") }) == """
                List.swift:2: There is no line "// end", so "B.self," has no place. Nothing was changed.
                Add the line "// end" where new ones belong, and run the command again.
                """)
    }

    @Test(
        "has its place in the order of the lines directly above the marker",
        arguments: [
            ("    A.self,\n    C.self,\n    // end", "    A.self,\n    B.self,\n    C.self,\n    // end"),
            ("    Z.self,\n\n    C.self,\n    // end", "    Z.self,\n\n    B.self,\n    C.self,\n    // end"),
            ("    Z.self,\n    // why\n    // end", "    Z.self,\n    // why\n    B.self,\n    // end"),
            ("    A.self,\n        .more,\n    // end", "    A.self,\n        .more,\n    B.self,\n    // end"),
        ])
    func sorted(text: String, result: String) throws {
        var injection = injection
        injection.isSorted = true
        #expect(try injection.add(to: text, path: "List.swift") == result)
        #expect(injection.remove(from: result) == text)
    }

    @Test(
        "a comma stands behind each element, and none behind one that is alone",
        arguments: [
            ("let a = [\n    // end\n]", "let a = [\n    B.self\n    // end\n]"),
            ("let a = [\n    A.self\n    // end\n]", "let a = [\n    A.self,\n    B.self,\n    // end\n]"),
            (
                "let a = [\n    A(\n        1)\n    // why\n    // end\n]",
                "let a = [\n    A(\n        1),\n    // why\n    B.self,\n    // end\n]"
            ),
            (
                "let a = [\n    A.self  // why\n    // end\n]",
                "let a = [\n    A.self,  // why\n    B.self,\n    // end\n]"
            ),
            ("{\n    a()\n    // end\n}", "{\n    a()\n    B.self,\n    // end\n}"),
        ])
    func commas(text: String, result: String) throws {
        #expect(try injection.add(to: text, path: "List.swift") == result)
        #expect(try injection.add(to: result, path: "List.swift") == nil)
        #expect(injection.remove(from: result) == text)
    }

    @Test func nothingIsRemovedWhereItIsNot() { #expect(injection.remove(from: "A.self,\n// end") == nil) }
}

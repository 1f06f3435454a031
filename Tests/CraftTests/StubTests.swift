import Testing

@testable import Craft

@Suite struct StubTests {
    @Test func readsFrontMatterAndBody() throws {
        let stub = try Stub(
            parsing: """
                ---
                to: Sources/__path__.swift
                inject: List.swift
                before: // end
                line: __type__.self,
                message: Next:
                message:   ./craft migrate: now
                ---
                import Ashlar
                ---
                """, source: "a.stub")
        #expect(stub.destination == "Sources/__path__.swift")
        #expect(stub.injections == [Stub.Injection(file: "List.swift", marker: "// end", line: "__type__.self,")])
        #expect(stub.messages == ["Next:", "  ./craft migrate: now"])
        #expect(stub.body == "import Ashlar\n---")
    }

    @Test(
        "names what is wrong with front matter",
        arguments: [
            (
                "import Ashlar",
                "a.stub:1: A stub begins with a line \"---\".\nAdd front matter with a line \"to: path\"."
            ),
            ("---\nto: x\n", "a.stub:1: The front matter has no end.\nAdd a line \"---\" before the file."),
            ("---\nto\n---\n", "a.stub:2: This line of the front matter is no \"key: value\"."),
            (
                "---\nto: x\nmesage: y\n---\n",
                """
                a.stub:3: The front matter has no key "mesage". Did you mean "message"?
                Known are: to, inject, before, line, sorted, otherwise, message.
                """
            ),
            ("---\nto: x\nto: y\n---\n", "a.stub:3: The key \"to\" comes twice."),
            (
                "---\nmessage: x\n---\n",
                "a.stub:1: The front matter does not say where the file goes.\nAdd a line \"to: path\"."
            ),
            (
                "---\nto: x\nline: y\n---\n",
                "a.stub:3: The key \"line\" stands behind an \"inject\"."
            ),
            (
                "---\nto: x\ninject: y\n---\n",
                "a.stub:3: An injection takes the three keys \"inject\", \"before\" and \"line\"."
            ),
        ])
    func broken(text: String, problem: String) {
        #expect(message(of: { _ = try Stub(parsing: text, source: "a.stub") }) == problem)
    }

    @Test(
        "fills placeholders",
        arguments: [
            ("struct __type__ {}", "struct Post {}"), ("__timestamp_____type__.swift", "2026_Post.swift"),
            ("{{ __type__.id }} __ _x_ __X__ #__type__", "{{ Post.id }} __ _x_ __X__ #Post"), ("", ""),
        ])
    func fills(text: String, filled: String) throws {
        let values = StubValues(["type": "Post", "timestamp": "2026"])
        #expect(try values.fill(text, source: "a.stub") == filled)
    }

    @Test(
        "a placeholder may stand for several lines, or for none",
        arguments: [
            ("a\n    __many__\nb", "a\n    x\n      y\nb"), ("a\n  let z = __many__;\nb", "a\n  let z = x\n    y;\nb"),
            ("a\n    __none__\nb", "a\nb"), ("a\n\n    __none__\nb", "a\nb"), ("a __none__b", "a b"),
        ])
    func blocks(text: String, filled: String) throws {
        #expect(try StubValues(["many": "x\n  y", "none": ""]).fill(text, source: "a.stub") == filled)
    }

    @Test func namesAPlaceholderWithoutAValue() {
        let values = StubValues(["type": "Post", "path": "Post"])
        #expect(
            message(of: { _ = try values.fill("a\n__type__\n  __typ__", source: "a.stub") }) == """
                a.stub:3: The placeholder __typ__ stands for nothing here. Did you mean "type"?
                Known are: __path__, __type__.
                """)
    }

    @Test func theFrameworksStubsAllParse() throws {
        let library = StubLibrary(folders: ["\(Workspace.framework)/stubs"])
        let stubs = Files.list(below: "\(Workspace.framework)/stubs/make").filter { $0.hasSuffix(".stub") }
        #expect(stubs.count == 47)
        for name in stubs {
            let stub = try library.stub(String(name.dropLast(5)))
            #expect(stub.body.hasSuffix("\n") && !stub.body.hasSuffix("\n\n"), "\(name)")
        }
    }

    @Test func namesTheFoldersAStubIsMissingFrom() {
        let library = StubLibrary(folders: ["/app/stubs", "/ashlar/stubs"])
        #expect(
            message(of: { _ = try library.stub("poem") }) == """
                There is no stub make/poem.stub.
                Looked in /app/stubs and /ashlar/stubs.
                """)
    }
}

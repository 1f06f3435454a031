import Testing

@testable import Craft

@Suite struct ScriptTests {
    @Test func `a script is run inside, and its types and imports stand outside`() {
        let source = ScriptSource(
            """
            #!/usr/bin/env craft
            import NIOCore
            @testable import Other
            struct Row: Encodable {
                let a = "}"
            }
            @Injectable
            final class Desk { init() {} }
            let count = try await Post.count()
            func twice(_ number: Int) -> Int {
                number * 2
            }
            extension Post { var half: Int { 1 } }
            print(count)
            """)
        #expect(source.imports == ["import NIOCore", "@testable import Other"])
        #expect(source.declarations.map(\.line) == [4, 7, 13])
        #expect(
            source.declarations.map(\.text) == [
                "struct Row: Encodable {\n    let a = \"}\"\n}", "@Injectable\nfinal class Desk { init() {} }",
                "extension Post { var half: Int { 1 } }",
            ])
        // What is left has its lines.
        #expect(
            source.body == """
                \n\n\n\n\n\n\n\nlet count = try await Post.count()
                func twice(_ number: Int) -> Int {
                    number * 2
                }

                print(count)
                """)
        let program = source.program(app: "Blog", file: "/blog/a \"b\".swift")
        #expect(program.contains("import Foundation\n@testable import App\nimport NIOCore\n"))
        #expect(program.contains("#sourceLocation(file: \"/blog/a \\\"b\\\".swift\", line: 4)\nstruct Row"))
        #expect(
            program.contains(
                "await ScriptProgram.run(Blog.self) { (kernel: Kernel) async throws -> Void in\n#sourceLocation"))
    }

    @Test func `a file is compiled as the app was, but for what is the app's own`() {
        let compile = [
            "swiftc", "-module-name", "App", "-emit-dependencies", "-emit-module", "-emit-module-path",
            "/b/App.swiftmodule",
            "-output-file-map", "/b/map.json", "-parse-as-library", "-incremental", "-c", "@/b/sources", "-I",
            "/b/Modules",
            "-target", "x86", "-j2", "-DDEBUG", "-Xfrontend", "-entry-point-function-name", "-Xfrontend", "App_main",
            "-Xfrontend", "-load-plugin", "-swift-version", "6", "-parseable-output", "-warnings-as-errors",
        ]
        #expect(
            ScriptCompiler.flags(of: compile) == [
                "-I", "/b/Modules", "-target", "x86", "-DDEBUG", "-Xfrontend", "-load-plugin", "-swift-version", "6",
            ])
        let link = [
            "swiftc", "-L", "/b", "-o", "/b/App", "-Xlinker", "--defsym", "-Xlinker", "main=App_main", "-Xlinker",
            "-rpath=x", "@/b/list",
        ]
        #expect(
            ScriptCompiler.linking(link, "a.o", to: "a") == [
                "swiftc", "-L", "/b", "-Xlinker", "-rpath=x", "@/b/list", "a.o", "-o", "a", "-Xlinker",
                "--export-dynamic",
            ])
    }

    @Test(
        "a line of the shell is what it looks like",
        arguments: [
            ("Post.all()", TinkerLine.Kind.expression), ("posts == other", .expression), ("a.b(c: 1)", .expression),
            ("let post = try await Post.find(1)", .binding(name: "post", value: "Post.find(1)", annotation: "")),
            ("var n: Int? = nil", .binding(name: "n", value: "nil", annotation: ": Int?")),
            ("post.title = \"x\"", .assignment(target: "post.title =", value: "\"x\"")),
            ("n += await more()", .assignment(target: "n +=", value: "more()")),
            ("for p in posts { print(p) }", .statement), ("if x { y() }", .statement), ("let (a, b) = c", .statement),
            ("func f() -> Int { 1 }", .declaration), ("@Model struct P { var id: Int? }", .declaration),
            ("import NIOCore", .declaration), ("format(x)", .expression),
        ])
    func kinds(text: String, kind: TinkerLine.Kind) { #expect(TinkerLine(text).kind == kind) }

    @Test func `a line reads the names that it mentions, and keeps them`() {
        let names = [("post", "Swift.Optional<App.Post>"), ("other", "Swift.Int")]
        let source = TinkerLine("post.title = \"x\"").source(
            names: names, declarations: ["import NIOCore", "func f() {}"])
        #expect(
            source == """
                import Ashlar
                import Foundation
                @testable import App
                import NIOCore

                func f() {}
                @_cdecl("ashlar_line")
                public func ashlarLine() -> UnsafeMutableRawPointer {
                    ScriptLine { (kernel: Kernel) async throws -> Void in
                        _ = kernel
                        var post = try ScriptValues.shared.value("post", as: Swift.Optional<Post>.self)
                #sourceLocation(file: "/tinker", line: 1)
                post.title = try await "x"
                #sourceLocation()
                        ScriptValues.shared.keep("post", post)
                    }.pointer
                }

                """)
        let again = TinkerLine("let post = post.copy()").source(names: names, declarations: [])
        #expect(again.contains("var post = try"))
        #expect(again.contains("let ashlarValue = try await post.copy()"))
        #expect(again.contains("keep(\"post\", ashlarValue)") && !again.contains("keep(\"post\", post)"))
    }

    @Test(
        "a line has as many statements as it says",
        arguments: [
            ("let x: [Int] = []; x[3]", ["let x: [Int] = []", "x[3]"]), ("a;", ["a"]), (" ; ;", []),
            ("for i in 0..<3 { print(i); print(i) }; b", ["for i in 0..<3 { print(i); print(i) }", "b"]),
            (#"print("a; b"); c"#, [#"print("a; b")"#, "c"]), (#"print("\"; b")"#, [#"print("\"; b")"#]),
            (#"print("\(f("; x")); y"); c"#, [#"print("\(f("; x")); y")"#, "c"]), ("\"\";a", ["\"\"", "a"]),
            ("#\"a\"; b\"#; c", ["#\"a\"; b\"#", "c"]),
            ("\"\"\"\na; \"b\";\n\"\"\"; c", ["\"\"\"\na; \"b\";\n\"\"\"", "c"]),
            ("a // b; c", ["a // b; c"]), ("a // b; c\nd; e", ["a // b; c\nd", "e"]),
            ("#selector(x); y", ["#selector(x)", "y"]),
            ("a \\; b", ["a \\", "b"]), ("\"open; b", ["\"open; b"]), ("", []),
        ])
    func statements(line: String, statements: [String]) { #expect(TinkerStatements.split(line) == statements) }

    @Test(arguments: [
        ("f(", true), ("{ [", true), ("f(\"(\")", false), ("f(\"\\\"(\")", false), ("f( // )", true),
        (#"print("\(x")"#, true), ("a", false), (")", false),
    ])
    func `a line with open brackets goes on`(text: String, isOpen: Bool) {
        #expect(TinkerStatements.isOpen(text) == isOpen)
    }
}

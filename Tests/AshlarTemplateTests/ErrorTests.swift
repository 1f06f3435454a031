import AshlarSupport
import AshlarTemplate
import Testing

@Suite struct ErrorTests {
    @Test(
        "a text that cannot be read is an error with its place",
        arguments: [
            ("a\n  {{ }}", "<template>:2:6: expected an expression, found the end of the output"),
            ("{{ a", "<template>:1:1: the output has no end: \"}}\" is missing"),
            ("{% if x", "<template>:1:1: the tag has no end: \"%}\" is missing"),
            ("{# x", "<template>:1:1: the comment has no end: \"#}\" is missing"),
            ("{% raw %}", "<template>:1:1: the raw block has no end: \"endraw\" is missing"),
            ("{{ 'a }}", "<template>:1:4: the string has no end: ' is missing"),
            ("{{ a ! b }}", "<template>:1:6: unexpected character \"!\""),
            ("{{ (1] }}", "<template>:1:6: unexpected \"]\", expected \")\""),
            ("{{ ) }}", "<template>:1:4: unexpected \")\""),
            ("{{ [1, 2 }}", "<template>:1:10: unexpected \"}\", expected \"]\""),
            (
                "\n{% if x %}a",
                "<template>:2:4: the \"if\" tag has no end: \"elif\" or \"else\" or \"endif\" is missing"
            ),
            ("{% fro x in y %}", "<template>:1:4: unknown tag \"fro\". Did you mean \"for\"?"),
            (
                "{% for x in y %}{% if x %}{% endfor %}",
                "<template>:1:30: \"endfor\" closes nothing here: the \"if\" tag of line 1 is open. "
                    + "Close it first with \"elif\" or \"else\" or \"endif\"."
            ),
            ("{{ x|uper }}", "<template>:1:6: unknown filter \"uper\". Did you mean \"upper\"?"),
            ("{{ x is evn }}", "<template>:1:9: unknown test \"evn\". Did you mean \"even\"?"),
            ("{% set true = 1 %}", "<template>:1:8: \"true\" is a constant and cannot be assigned to"),
            ("{% set 1 = 1 %}", "<template>:1:8: \"1\" cannot be assigned to"),
            (
                "{% block a-b %}{% endblock %}",
                "<template>:1:11: a block's name cannot contain a hyphen. Write an underscore instead."
            ),
            (
                "{% block a %}{% endblock %}\n{% block a %}{% endblock %}",
                "<template>:2:4: the block \"a\" is defined twice: first in line 1"
            ),
            ("{% break %}", "<template>:1:4: \"break\" is outside of a loop"),
            (
                "{% for loop in x %}{% endfor %}",
                "<template>:1:4: \"loop\" is the loop's own variable and cannot be assigned to"
            ),
            ("{% if x %}{% else %}", "<template>:1:4: the \"if\" tag has no end: \"endif\" is missing"),
            ("{{ 1\(String(repeating: "0", count: 1300)) }}", "<template>:1:4: the number has more than 4096 bits"),
            ("{{ f(a=1, 2) }}", "<template>:1:11: this argument cannot stand behind the ones before it"),
            ("{{ '\\xg1' }}", "<template>:1:5: the escape needs 2 hexadecimal digits"),
            (
                "{% macro m(a=1, b) %}{% endmacro %}",
                "<template>:1:17: the parameter \"b\" needs a default, as the one before has one"
            ),
            ("{{ a b }}", "<template>:1:6: expected the end of the output, found \"b\""),
            ("{% endif %}", "<template>:1:4: unknown tag \"endif\""),
            ("{% %}", "<template>:1:4: expected the name of a tag, found the end of the tag"),
        ])
    func syntax(source: String, description: String) throws {
        let error = try failure(source)
        #expect(error.description == description)
        #expect(error.kind == .syntax)
    }

    @Test("an undefined name is an error that says what was meant")
    func undefined() throws {
        let error = try failure("<h1>\n  {{ titel }}\n</h1>", ["title": "Hi"])
        #expect(error.kind == .undefined)
        #expect(error.description == "<template>:2:6: \"titel\" is undefined. Did you mean \"title\"?")
        #expect(error.excerpt?.text == "  1 | <h1>\n> 2 |   {{ titel }}\n  3 | </h1>")
        #expect(error.location?.description == "<template>:2:6")
    }

    @Test(
        "every use of an undefined value is an error",
        arguments: [
            "{{ x }}", "{% if x %}{% endif %}", "{{ x + 1 }}", "{{ x == 1 }}", "{{ not x }}",
            "{% for i in x %}{% endfor %}", "{{ x|upper }}",
            "{{ x.y }}", "{{ x() }}", "{{ x[0] }}", "{{ [x]|join }}", "{{ 1 in x }}", "{{ x ~ 'a' }}", "{{ x is odd }}",
            "{% include x %}",
        ])
    func uses(source: String) throws {
        let error = try failure(source)
        #expect(error.kind == .undefined)
        #expect(error.message == "\"x\" is undefined")
    }

    @Test("default, is defined and an inline if without else do without the value")
    func tolerated() throws {
        #expect(try render("{{ x|default('d') }}{{ x is defined }}{{ 'a' if false }}") == "dFalse")
        #expect(try render("{{ x.y|default('d') }}", ["x": ["z": 1]]) == "d")
    }

    @Test("undefined values can be lenient, chainable or shown")
    func behaviors() throws {
        func render(_ behavior: TemplateUndefined.Behavior, _ source: String) throws -> String {
            var configuration = TemplateEngine.Configuration()
            configuration.undefined = behavior
            return try TemplateEngine(loader: DictionaryLoader([:]), configuration: configuration).render(
                source: source)
        }
        #expect(try render(.lenient, "[{{ x }}{% if x %}{% endif %}{% for i in x %}{% endfor %}]") == "[]")
        #expect(try render(.chainable, "[{{ x.y.z[1] }}]") == "[]")
        #expect(try render(.debug, "{{ x }}") == "{{ x }}")
        #expect(throws: TemplateError.self) { try render(.lenient, "{{ x.y }}") }
    }

    @Test("a filter that is unknown in a branch fails only if the branch runs")
    func lateFilters() throws {
        #expect(try render("{% if false %}{{ 1|nope }}{% endif %}ok") == "ok")
        #expect(try failure("{% if true %}{{ 1|nope }}{% endif %}").message == "unknown filter \"nope\"")
    }

    @Test("an error that a function throws is reported at its place in the template")
    func foreign() throws {
        struct Broken: Error, CustomStringConvertible { let description = "the route \"x\" is unknown" }
        let function = TemplateFunction("route") { _ in throw Broken() }
        let error = try failure("\n{{ route('x') }}", ["route": function])
        #expect(error.description == "<template>:2:4: the route \"x\" is unknown")
        #expect(error.underlying is Broken)
    }

    @Test("bytes that are not UTF-8 are an error with their place")
    func encoding() throws {
        struct Loader: TemplateLoader {
            let watchesChanges = false
            func load(_ name: String) -> TemplateSource? { TemplateSource(bytes: [0x61, 0x0A, 0x62, 0xFF, 0x63]) }
            func version(of name: String) -> TemplateVersion? { TemplateVersion(1) }
            func names() -> [String] { ["a"] }
        }
        let error = try #require(throws: TemplateError.self) { try TemplateEngine(loader: Loader()).render("a") }
        #expect(error.description == "a:2:2: the template is not valid UTF-8. Save the file as UTF-8.")
    }
}

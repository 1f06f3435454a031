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
            ("{{ a ! b }}", "<template>:1:6: unexpected character \"!\". For !a write not a."),
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

    @Test(
        "what is undefined is where its name stands",
        arguments: [
            ("{{- x }}", 5), ("{{ 1 + x }}", 8), ("{{ x|upper }}", 4), ("{{ x.y }}", 4), ("{{ x.y() }}", 4),
            ("{{ x is odd }}", 4),
            ("{{ 'a' ~ x }}", 10), ("{{ 1 if x }}", 9), ("{{ [1]|join(x) }}", 13), ("{{ 1 < x }}", 8),
            ("{{ x is defined }}{{ x }}", 22), ("{% for i in x %}{% endfor %}", 13), ("{% if 1 == x %}{% endif %}", 12),
            ("{{ d.nope|upper }}", 6), ("{{ -d.nope }}", 7), ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x) }}", 43),
        ])
    func places(source: String, column: Int) throws {
        #expect(try failure(source, ["d": ["a": 1]]).column == column, "\(source)")
    }

    @Test("the text of an error has a caret below the place")
    func caret() throws {
        let error = try failure("<h1>\n\t{{ titel }}\n</h1>")
        #expect(
            error.debugDescription
                == "<template>:2:5: \"titel\" is undefined\n  1 | <h1>\n> 2 | \t{{ titel }}\n    | \t   ^\n  3 | </h1>")
    }

    @Test("who called a macro is told with its error")
    func callers() throws {
        let templates = [
            "forms.html": "{% macro input(name) %}\n{{ nope }}{% endmacro %}",
            "page.html":
                "{% import 'forms.html' as forms %}{% macro row() %}{{ forms.input('a') }}{% endmacro %}\n{{ row() }}",
            "call.html": "{% macro box() %}{{ caller() }}{% endmacro %}\n{% call box() %}{{ nope }}{% endcall %}",
            "arguments.html": "{% macro m(a) %}{% endmacro %}{{ m(nope.x) }}",
        ]
        func chain(_ name: String) throws -> [String] {
            try #require(throws: TemplateError.self) { try render(name, of: templates) }.chain
        }
        #expect(try chain("page.html") == ["page.html:2 calls row", "page.html:1 calls input"])
        #expect(try chain("call.html") == ["call.html:2 calls box", "call.html:1 calls caller"])
        #expect(try chain("arguments.html") == [])
    }

    @Test("of a long way the middle is left out")
    func longWay() throws {
        let error = try #require(throws: TemplateError.self) {
            try render("a.html", of: ["a.html": "{% include 'a.html' %}"])
        }
        let step = "a.html:1 includes a.html"
        #expect(error.chain.count == 8)
        #expect(error.chain.first == step)
        #expect(error.chain.last == step)
        #expect(error.chain[5].hasPrefix("… ") && error.chain[5].hasSuffix(" more"))
    }

    @Test(
        "a template that does not exist is looked for in other folders too",
        arguments: [
            ("sidebar.html", "partials/sidebar.html"), ("sidbar.html", "partials/sidebar.html"),
            ("shared/parts/sidebar.html", "partials/sidebar.html"), ("partials.sidebar", "partials/sidebar.html"),
            ("partials/sidebar", "partials/sidebar.html"), ("partial/sidebar.html", "partials/sidebar.html"),
            ("a/row.html", "aa/row.html"),
        ])
    func missing(name: String, meant: String) throws {
        let templates = [
            "partials/sidebar.html": "", "aa/row.html": "", "other/row.html": "", "page.html": "{% include name %}",
        ]
        let error = try #require(throws: TemplateError.self) { try render("page.html", of: templates, ["name": name]) }
        #expect(error.suggestion == "Did you mean \"\(meant)\"?")
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

import AshlarTemplate
import Testing

/// Blocks and stacks that one template fills and another has in a script, a style or a tag.
@Suite struct PlacedBlockTests {
    @Test("a block of a child is read for where its parent has it, not behind the child's other blocks")
    func apart() throws {
        let templates = [
            "layout.html": "<script>{% block js %}{% endblock %}</script>{% block a %}{% endblock %}",
            "page.html":
                "{% extends 'layout.html' %}{% block js %}if (a <b) c('{% endblock %}{% block a %}<b>{{ v }}</b>{% endblock %}",
        ]
        #expect(try render("page.html", of: templates, ["v": "<"]) == "<script>if (a <b) c('</script><b>&lt;</b>")
        #expect(TemplateEngine(loader: DictionaryLoader(templates)).checkAll().map(\.description) == [])
    }

    private func engine(_ templates: [String: String]) -> TemplateEngine {
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        let shared = [
            "layout.html":
                "<script>{% block js %}{% endblock %}</script><style>{% block css %}{% endblock %}</style><p {% block a %}{% endblock %}>",
            "part.html": "<b>{{ x }}</b>", "components/box.html": "{{ slot }}", "a.js": "x = {{ x }};",
            "b.css": "a { color: {{ x }} }",
        ]
        return TemplateEngine(loader: DictionaryLoader(shared.merging(templates) { $1 }), configuration: configuration)
    }

    @Test(
        "a block that includes a template has no place in a script, a style or a tag",
        arguments: [
            ("js", "{% include 'part.html' %}"), ("css", "{% include 'part.html' %}"),
            ("a", "{% include 'part.html' %}"), ("js", "{% if x %}{% include part %}{% endif %}"),
            ("js", "<x-box>go()</x-box>"), ("js", "{% include 'b.css' %}"), ("css", "{% include 'a.js' %}"),
            ("a", "{% include 'a.js' %}"), ("js", "{% include 'a.js' %}{% include 'b.css' %}"),
        ])
    func includes(block: String, body: String) throws {
        let engine = engine(["page.html": "{% extends 'layout.html' %}{% block \(block) %}\(body){% endblock %}"])
        let message =
            "the block \"\(block)\" includes templates, but \"layout.html\" has it in a tag, a script or a style"
        let error = try #require(throws: TemplateError.self) {
            try engine.renderText("page.html", ["x": "</script>", "part": "part.html"])
        }
        #expect(error.message == message)
        #expect(engine.checkAll().map(\.description) == [error.description])
    }

    @Test("scripts and style sheets are included in blocks of their kind, and anything in text")
    func files() throws {
        let engine = engine([
            "page.html":
                "{% extends 'layout.html' %}{% block js %}{% include 'a.js' %}{% endblock %}{% block css %}{% include 'b.css' %}{% endblock %}",
            "text.html": "{% extends 'plain.html' %}{% block a %}{% include 'part.html' %}{% endblock %}",
            "plain.html": "<i>{% block a %}{% endblock %}</i>",
        ])
        #expect(engine.checkAll().map(\.description) == [])
        #expect(
            try engine.renderText("page.html", ["x": "<"])
                == "<script>x = \"\\u003c\";</script><style>a { color: refused }</style><p >")
        #expect(try engine.renderText("text.html", ["x": "<"]) == "<i><b>&lt;</b></i>")
    }

    @Test(
        "values that are pushed to a stack in a script or a tag are found without rendering, wherever they are pushed")
    func stacks() throws {
        let push = "{% push 'js' %}{{ x }}{% endpush %}"
        let engine = engine([
            "layout.html": "<script>{% stack 'js' %}</script>{% stack 'text' %}{% block main %}{% endblock %}",
            "page.html": "{% extends 'layout.html' %}{% block main %}\n\(push){% include 'part.html' %}{% endblock %}",
            "part.html": "{% push 'js' %}go(){% endpush %}{% push 'text' %}{{ x }}{% endpush %}<x-box>a</x-box>",
            "components/box.html": "{% push 'js' %}{% include 'c.html' %}{% endpush %}{{ slot }}",
            "c.html": "c", "other.html": "{% extends 'plain.html' %}{% block main %}\(push){% endblock %}",
            "plain.html": "{% stack 'js' %}{% block main %}{% endblock %}",
        ])
        let message = "values are pushed to the stack \"js\", which stands in a tag, a script or a style"
        #expect(
            engine.checkAll().map { "\($0.template):\($0.line ?? 0): \($0.message)" }
                == ["components/box.html:1: \(message)", "page.html:2: \(message)"])
        #expect(throws: TemplateError.self) { try engine.renderText("page.html", ["x": 1]) }
        #expect(try engine.renderText("other.html", ["x": "<"]) == "&lt;")
    }
}

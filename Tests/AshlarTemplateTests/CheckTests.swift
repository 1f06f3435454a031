import AshlarTemplate
import Testing

@Suite struct CheckTests {
    @Test("checking finds what shows without rendering, in all templates")
    func mistakes() throws {
        let engine = TemplateEngine(
            loader: DictionaryLoader([
                "good.html":
                    "{% extends 'layout.html' %}{% include 'maybe' ignore missing %}{% include ['no', 'layout.html'] %}",
                "layout.html": "{% block a %}{% endblock %}",
                "a.html": "\n{% extends 'layuot.html' %}",
                "b.html": "{% if x %}{{ x|uper }}{% endif %}{% from 'forms.html' import input %}",
                "c.html": "{% if %}",
            ]))
        #expect(
            engine.checkAll().map(\.description) == [
                "a.html:2:4: it extends \"layuot.html\", but there is no such template. Did you mean \"layout.html\"?",
                "b.html:1:16: unknown filter \"uper\". Did you mean \"upper\"?",
                "b.html:1:37: it imports \"forms.html\", but there is no such template",
                "c.html:1:7: expected an expression, found the end of the tag",
                "c.html:1:7: the \"if\" tag has no end: \"endif\" or \"elif\" or \"else\" is missing",
            ])
    }

    @Test("all mistakes of a template are reported, not the first alone")
    func several() throws {
        let engine = engine([
            "a.html": """
            {{ x|uper }}
            {% if ! %}{{ y is evn }}{% elif z %}{{ }}{% endif %}
            {% for i in %}{{ i|lowr }}{% endfor %}
            {% set a = %}{% include 'nothing' %}
            {{ 'end'|titel }}
            """
        ])
        #expect(
            engine.checkAll().map { "\($0.line ?? 0): \($0.message)" } == [
                "1: unknown filter \"uper\"", "2: unexpected character \"!\"",
            ])
        let other = self.engine([
            "a.html": """
            {{ x|uper }}
            {% if (] %}{{ y is evn }}{% elif z %}{{ }}{% endif %}
            """,
            "b.html": """
            {% for i in %}{{ }}{% endfor %}
            {% set a = %}{% include 'nothing' %}
            {% filter shout %}{{ 'end'|titel }}{% endfilter %}
            """,
        ])
        #expect(
            other.checkAll().map { "\($0.template):\($0.line ?? 0): \($0.message)" } == [
                "a.html:1: unknown filter \"uper\"", "a.html:2: unexpected \"]\", expected \")\"",
                "b.html:1: expected an expression, found the end of the tag",
                "b.html:1: expected an expression, found the end of the output",
                "b.html:2: expected an expression, found the end of the tag",
                "b.html:2: it includes \"nothing\", but there is no such template",
                "b.html:3: unknown filter \"shout\"", "b.html:3: unknown filter \"titel\"",
            ])
    }

    @Test("a block that no parent has is a mistake")
    func blocks() throws {
        let engine = engine([
            "layout.html": "{% block content %}{% block inner %}{% endblock %}{% endblock %}",
            "a.html": "{% extends 'layout.html' %}{% block contnt %}{% block own %}{% endblock %}{% endblock %}",
            "b.html": "{% extends 'layout.html' %}{% block content %}{% block own %}{% endblock %}{% endblock %}",
            "c.html": "{% extends 'b.html' %}{% block own %}{% endblock %}{% block inner %}{% endblock %}",
            "d.html": "{% extends parent %}{% block any %}{% endblock %}",
        ])
        #expect(
            engine.checkAll().map(\.description) == [
                "a.html:1:31: no template that it extends has a block \"contnt\", so it is never shown. "
                    + "Did you mean \"content\"?"
            ])
    }

    @Test("names that functions are called with are checked where they are written out")
    func literals() throws {
        var configuration = TemplateEngine.Configuration()
        configuration.globals["route"] = .function(TemplateFunction("route") { _ in "" })
        configuration.literalChecks["route"] = { name in
            name == "home" ? nil : TemplateFault("there is no route \"\(name)\"", suggestion: "Did you mean \"home\"?")
        }
        let engine = TemplateEngine(
            loader: DictionaryLoader([
                "a.html": "{{ route('home') }}{{ route('hoem') }}{{ route(name) }}",
                "b.html": "{% macro route(x) %}{% endmacro %}{{ route('other') }}",
            ]), configuration: configuration)
        #expect(
            engine.checkAll().map(\.description) == [
                "a.html:1:29: there is no route \"hoem\". Did you mean \"home\"?"
            ])
    }

    @Test("names that nobody gives to a view, and members that nothing has, are found")
    func names() throws {
        let engine = engine([
            "layout.html": "{{ title }}{% if user is defined %}{{ user }}{% endif %}{% block content %}{% endblock %}",
            "part.html": "{{ row }}{{ gone }}",
            "show.html": """
            {% extends 'layout.html' %}{% set own = 1 %}
            {% block content %}{{ post.title }}{{ post.titel }}{{ pots }}{{ own }}{{ extra|default('') }}{{ range(2)|list }}
            {% for row in post.rows %}{{ loop.index }}{% include 'part.html' %}{% endfor %}{% endblock %}
            """,
        ])
        let errors = engine.checkNames(of: "show.html", given: ["post": ["title", "rows"]], shared: ["errors"])
        #expect(
            Set(errors.map(\.description)) == [
                "layout.html:1:4: \"title\" is undefined", "part.html:1:13: \"gone\" is undefined",
                "show.html:2:39: \"post\" has no member \"titel\". Did you mean \"title\"?",
                "show.html:2:55: \"pots\" is undefined. Did you mean \"post\"?",
            ])
    }

    private func engine(_ templates: [String: String]) -> TemplateEngine {
        TemplateEngine(loader: DictionaryLoader(templates))
    }

    @Test("an unlistable folder is one mistake")
    func folder() throws {
        let errors = TemplateEngine(loader: FileSystemLoader(root: "/nowhere/views", watches: false)).checkAll()
        #expect(errors.count == 1)
        #expect(errors.first?.message.hasPrefix("the templates cannot be listed: ") == true)
    }
}

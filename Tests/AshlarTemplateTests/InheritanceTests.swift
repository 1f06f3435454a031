import AshlarTemplate
import Testing

@Suite struct InheritanceTests {
    private let layout = "<h1>{% block title %}Site{% endblock %}</h1>{% block body %}{% endblock %}"

    @Test("a child fills the blocks of its parent, and what it writes outside of them is dropped")
    func children() throws {
        let templates = [
            "layout.html": layout,
            "page.html":
                "dropped{% extends 'layout.html' %}dropped too{% block title %}Page{% endblock %}{% block body %}Hi{% endblock %}",
        ]
        #expect(try render("page.html", of: templates) == "dropped<h1>Page</h1>Hi")
    }

    @Test("super renders the parent's block, through several levels")
    func supers() throws {
        let templates = [
            "a": "{% block x %}a{% endblock %}", "b": "{% extends 'a' %}{% block x %}b{{ super() }}{% endblock %}",
            "c": "{% extends 'b' %}{% block x %}c{{ super() }}{{ super.super() }}{% endblock %}",
        ]
        #expect(try render("c", of: templates) == "cbaa")
    }

    @Test("self renders a block again, and blocks nest")
    func references() throws {
        let templates = [
            "layout.html":
                "<title>{% block title %}{% endblock %}</title>{% block a %}[{% block b %}B{% endblock %}]{% endblock %}",
            "page.html":
                "{% extends 'layout.html' %}{% block title %}<T>{% endblock %}{% block b %}{{ self.title() }}{% endblock %}",
        ]
        #expect(try render("page.html", of: templates) == "<title><T></title>[<T>]")
    }

    @Test("a block sees what the top level assigns, and a loop's variable only if it is scoped")
    func scopes() throws {
        let source =
            "{% set t = 1 %}{% for i in [7] %}{% block b %}{{ t }}{{ i|default('-') }}{% endblock %}{% endfor %}"
        #expect(try render(source) == "1-")
        #expect(try render(source.replacing("block b", with: "block b scoped")) == "17")
        let templates = ["p": "{% block b %}{{ x }}{% endblock %}", "c": "{% extends 'p' %}{% set x = 42 %}"]
        #expect(try render("c", of: templates) == "42")
    }

    @Test("a required block must be filled")
    func required() throws {
        let templates = [
            "p": "{% block b required %}{% endblock %}", "c": "{% extends 'p' %}",
            "d": "{% extends 'p' %}{% block b %}ok{% endblock %}",
        ]
        #expect(try render("d", of: templates) == "ok")
        let error = try #require(throws: TemplateError.self) { try render("c", of: templates) }
        #expect(error.description == "p:1:4: the required block \"b\" is not defined. Define it in \"c\".")
        #expect(error.chain == ["c:1 extends p"])
    }

    @Test("the parent's name can be an expression")
    func dynamicParent() throws {
        let templates = [
            "a": "A{% block x %}{% endblock %}", "b": "B{% block x %}{% endblock %}",
            "c": "{% extends which %}{% block x %}!{% endblock %}",
        ]
        #expect(try render("c", of: templates, ["which": "b"]) == "B!")
        #expect(try render("c", of: templates, ["which": ["no", "a"]]) == "A!")
    }

    @Test("a template that extends itself is an error with the way to it")
    func circle() throws {
        let error = try #require(throws: TemplateError.self) {
            try render("a", of: ["a": "{% extends 'b' %}", "b": "\n{% extends 'a' %}"])
        }
        #expect(error.message == "\"a\" extends itself")
        #expect(error.chain == ["a:1 extends b", "b:2 extends a"])
    }
}

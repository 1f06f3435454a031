import AshlarSupport
import AshlarTemplate
import Testing

@Suite struct IncludeTests {
    @Test("an included template sees the variables around it, unless it is without context")
    func includes() throws {
        let templates = [
            "item": "[{{ x|default('-') }}{{ item|default('-') }}]",
            "a": "{% for item in [1, 2] %}{% include 'item' %}{% endfor %}{% include 'item' without context %}",
        ]
        #expect(try render("a", of: templates, ["x": "v"]) == "[v1][v2][--]")
    }

    @Test("a missing include is an error, unless it is ignored or another one of a list exists")
    func missing() throws {
        let templates = ["partials/nav.html": "nav"]
        #expect(try render("a", of: templates.merging(["a": "{% include 'no' ignore missing %}-"]) { $1 }) == "-")
        #expect(
            try render("a", of: templates.merging(["a": "{% include ['no', 'partials/nav.html'] %}"]) { $1 }) == "nav")
        let error = try #require(throws: TemplateError.self) {
            try render("a", of: templates.merging(["a": "x\n{% include 'partials/nab.html' %}"]) { $1 })
        }
        #expect(error.kind == .notFound)
        #expect(
            error.description
                == "a:2:4: there is no template \"partials/nab.html\". Did you mean \"partials/nav.html\"?")
    }

    @Test("an include with a name that is refused is an error at its place")
    func refused() throws {
        let error = try failure("\n{% include '../secret' ignore missing %}")
        #expect(error.kind == .refused)
        #expect(error.location?.description == "<template>:2:4")
        #expect(error.message == "the template name \"../secret\" is refused: it contains \"..\"")
    }

    @Test("an error in an include names the way to it")
    func chain() throws {
        let templates = [
            "layout.html": "{% block b %}{% endblock %}",
            "page.html": "{% extends 'layout.html' %}\n{% block b %}\n{% include 'part.html' %}{% endblock %}",
            "part.html": "ok\n{{ 1 / 0 }}",
        ]
        let error = try #require(throws: TemplateError.self) { try render("page.html", of: templates) }
        #expect(error.description == "part.html:2:6: division by zero")
        #expect(
            error.chain == [
                "page.html:1 extends layout.html", "layout.html:1 block b", "page.html:3 includes part.html",
            ])
        #expect(
            error.debugDescription == """
                part.html:2:6: division by zero
                  1 | ok
                > 2 | {{ 1 / 0 }}
                    |      ^
                  via page.html:1 extends layout.html
                  via layout.html:1 block b
                  via page.html:3 includes part.html
                """)
    }

    @Test("macros are imported whole or by name, with or without context")
    func imports() throws {
        let templates = [
            "forms":
                "{% set version = 3 %}{% macro input(name) %}<input name=\"{{ name }}\">{{ user|default('') }}{% endmacro %}",
            "a": "{% import 'forms' as forms %}{{ forms.input('x') }}{{ forms.version }}",
            "b": "{% from 'forms' import input as field, version with context %}{{ field('<') }}{{ version }}",
        ]
        #expect(try render("a", of: templates, ["user": "ada"]) == "<input name=\"x\">3")
        #expect(try render("b", of: templates, ["user": "ada"]) == "<input name=\"&lt;\">ada3")
        let error = try #require(throws: TemplateError.self) {
            try render("c", of: templates.merging(["c": "{% from 'forms' import inputs %}{{ inputs() }}"]) { $1 })
        }
        #expect(error.message == "the template \"forms\" (imported on line 1) does not export \"inputs\"")
    }
}

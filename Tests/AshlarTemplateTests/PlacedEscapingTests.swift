import AshlarTemplate
import Testing

/// Escaping by the place of an output in the page.
@Suite struct PlacedEscapingTests {
    @Test(
        "an address that is a script is refused",
        arguments: [
            ("<a href=\"{{ x }}\">", "javascript:alert(1)", "<a href=\"about:invalid#refused\">"),
            ("<a href='{{ x }}'>", " java\nscript:alert(1)", "<a href='about:invalid#refused'>"),
            ("<A HREF = \"{{ x }}\">", "JAVASCRIPT:alert(1)", "<A HREF = \"about:invalid#refused\">"),
            ("<a href=\"java{{ x }}\">", "script:alert(1)", "<a href=\"javaabout:invalid#refused\">"),
            ("<img src=\"{{ x }}\">", "data:text/html,<script>", "<img src=\"about:invalid#refused\">"),
            ("<img src=\"{{ x }}\">", "data:image/png;base64,AA", "<img src=\"data:image/png;base64,AA\">"),
            ("<form action=\"{{ x }}\">", "vbscript:x", "<form action=\"about:invalid#refused\">"),
            ("<a href=\"{{ x }}\">", "https://a.b/?c=d&e", "<a href=\"https://a.b/?c=d&amp;e\">"),
            ("<a href=\"{{ x }}\">", "/a:b", "<a href=\"/a:b\">"),
            ("<a href=\"{{ x }}\">", "mailto:a@b", "<a href=\"mailto:a@b\">"),
            ("<a href=\"/go?to={{ x }}\">", "javascript:1", "<a href=\"/go?to=javascript:1\">"),
            ("<a title=\"{{ x }}\">", "javascript:\"1", "<a title=\"javascript:&#34;1\">"),
            ("<a href=\"{{ x|safe }}\">", "javascript:1", "<a href=\"about:invalid#refused\">"),
        ])
    func addresses(source: String, value: String, output: String) throws {
        #expect(try render(source, ["x": value]) == output)
    }

    @Test(
        "values in scripts are literals",
        arguments: [
            ("<script>let x = {{ x }};</script>", "<script>let x = \"\\u003c/script\\u003e\\u0027\\\"\";</script>"),
            (
                "<script>let x = '{{ x }}';</script>",
                "<script>let x = '\\u003c\\u002fscript\\u003e\\u0027\\u0022';</script>"
            ),
            (
                "<script>let x = `{{ x }}`;</script>",
                "<script>let x = `\\u003c\\u002fscript\\u003e\\u0027\\u0022`;</script>"
            ),
            ("<script>let x = {{ list }};</script>", "<script>let x = [1, \"a\"];</script>"),
            ("<script>let x = {{ list|tojson }};</script>", "<script>let x = [1, \"a\"];</script>"),
            ("<script>let x = {{ '1 + 1'|safe }};</script>", "<script>let x = 1 + 1;</script>"),
            ("<script>let x = {{ m }};</script>", "<script>let x = \"\\u003cb\\u003e\";</script>"),
            (
                "<script>/* it's */ // don't\nlet x = {{ 1 }}</script>",
                "<script>/* it's */ // don't\nlet x = 1</script>"
            ),
            ("<script>a = b / c; x = '{{ 1 }}' / 2</script>", "<script>a = b / c; x = '1' / 2</script>"),
            ("<script>a = /['\"`]/; x = {{ 'y' }}</script>", "<script>a = /['\"`]/; x = \"y\"</script>"),
            ("<script>`${ {{ 'y' }} }`; {{ 1 }}</script>", "<script>`${ \"y\" }`; 1</script>"),
            (
                "<script type=\"application/json\">{{ {'a': '<'} }}</script>",
                "<script type=\"application/json\">{\"a\": \"\\u003c\"}</script>"
            ),
            (
                "<script type=\"text/template\">{{ m }}{{ '<' }}</script>",
                "<script type=\"text/template\"><b>&lt;</script>"
            ),
            (
                "<a onclick=\"go({{ list }}, '{{ x }}')\">",
                "<a onclick=\"go([1, &#34;a&#34;], '\\u003c\\u002fscript\\u003e\\u0027\\u0022')\">"
            ),
            ("<a onclick=\"go({{ list|tojson }})\">", "<a onclick=\"go([1, &#34;a&#34;])\">"),
            ("<script>if (a < b) {}</script>{{ '<' }}", "<script>if (a < b) {}</script>&lt;"),
        ])
    func scripts(source: String, output: String) throws {
        #expect(
            try render(source, ["x": "</script>'\"", "list": [1, "a"] as [any Sendable], "m": Markup("<b>")]) == output)
    }

    @Test(
        "values in styles cannot leave their property",
        arguments: [
            ("<p style=\"color: {{ x }}\">", "red", "<p style=\"color: red\">"),
            ("<p style=\"width: {{ x }}\">", "12.5%", "<p style=\"width: 12.5%\">"),
            ("<p style=\"color: {{ x }}\">", "red; background: url(x)", "<p style=\"color: refused\">"),
            ("<style>a { color: {{ x }} }</style>", "}</style>", "<style>a { color: refused }</style>"),
            (
                "<style>a::before { content: '{{ x }}' }</style>", "'<",
                "<style>a::before { content: '\\27 \\3c ' }</style>"
            ),
            (
                "<p style=\"background: url('{{ x }}')\">", "javascript:1",
                "<p style=\"background: url('about\\3a invalid#refused')\">"
            ),
            ("<p style=\"background: url('{{ x }}')\">", "/a.png", "<p style=\"background: url('\\2f a.png')\">"),
        ])
    func styles(source: String, value: String, output: String) throws {
        #expect(try render(source, ["x": value]) == output)
    }

    @Test(
        "inside of a tag only names are printed",
        arguments: [
            ("<option {{ 'selected' if x }}>", "<option selected>"),
            ("<option{% if x %} selected{% endif %}>", "<option selected>"),
            ("<h{{ 2 }}>", "<h2>"), ("<a {{ {'b': '\"'}|xmlattr }}>", "<a  b=\"&#34;\">"),
            ("<a data-{{ 'id' }}=\"{{ '\"' }}\">", "<a data-id=\"&#34;\">"),
            ("<a title=\"{{ m }}\">", "<a title=\"&lt;b c=&#34;d&#34;&gt;\">"),
            ("<iframe srcdoc=\"{{ '<' }}{{ m }}\">", "<iframe srcdoc=\"&amp;lt;&lt;b c=&#34;d&#34;&gt;\">"),
            ("<textarea>{{ '</textarea>' }}</textarea>{{ '<' }}", "<textarea>&lt;/textarea&gt;</textarea>&lt;"),
            ("<!-- {{ '-->' }} -->{{ '<' }}", "<!-- --&gt; -->&lt;"),
            ("<!doctype html><p>{{ '<' }}", "<!doctype html><p>&lt;"),
            ("a < b {{ '<' }} <3 </p >{{ '<' }}", "a < b &lt; <3 </p >&lt;"),
            ("<a href=\"{% if x %}/a{% else %}{{ 1 }}{% endif %}\">{{ '<' }}", "<a href=\"/a\">&lt;"),
            (
                "{% for i in [1, 2] %}<i class=\"{{ i }}\">{{ i }}</i>{% endfor %}",
                "<i class=\"1\">1</i><i class=\"2\">2</i>"
            ),
            ("{% autoescape false %}<script>{{ '<' }}</script>{% endautoescape %}", "<script><</script>"),
        ])
    func tags(source: String, output: String) throws {
        #expect(try render(source, ["x": true, "m": Markup("<b c=\"d\">")]) == output)
    }

    @Test(
        "where nothing can be printed safely, the template is refused",
        arguments: [
            ("<a title={{ x }}>", "an attribute without quotes cannot hold an output"),
            ("<a title=a{{ x }}>", "an attribute without quotes cannot hold an output"),
            ("<a href=\"javascript:go('{{ x }}')\">", "an address that is a script cannot hold an output"),
            ("<script>// {{ x }}\n</script>", "a comment in a script cannot hold an output"),
            ("<script>a = /{{ x }}/</script>", "a pattern in a script cannot hold an output"),
            ("<style>/* {{ x }} */</style>", "a comment in a style cannot hold an output"),
            ("<style>a { background: url({{ x }}) }</style>", "url() without quotes cannot hold an output"),
            (
                "{% if x %}<script>{% endif %}{{ x }}",
                "it is unclear whether this output stands in text, in a tag or in a script"
            ),
            (
                "<script>{% include 'a.html' %}</script>",
                "a template cannot be included inside of a tag, a script or a style"
            ),
        ])
    func refused(source: String, message: String) throws {
        let error = try failure(source, ["x": "y"])
        #expect(error.message == message)
        #expect(error.kind == .syntax)
        #expect(error.suggestion != nil)
    }

    @Test("a name in a tag cannot be a handler or leave the tag", arguments: ["onclick", "a=b", "><b>", "style", "é"])
    func names(value: String) throws {
        let error = try failure("<a {{ x }}>", ["x": value])
        #expect(error.message.hasSuffix("cannot be printed inside of a tag"))
    }

    @Test("a block is refused where its parent has it in a script, unless it prints nothing")
    func blocks() throws {
        let templates = [
            "layout.html":
                "<body class=\"{% block kind %}{% endblock %}\"><script>{% block js %}{% endblock %}</script>",
            "a.html": "{% extends 'layout.html' %}{% block js %}{{ x }}{% endblock %}",
            "b.html":
                "{% extends 'layout.html' %}{% block js %}go(){% endblock %}{% block kind %}{{ x }}{% endblock %}",
        ]
        #expect(try render("b.html", of: templates, ["x": "\""]) == "<body class=\"&#34;\"><script>go()</script>")
        let error = try #require(throws: TemplateError.self) { try render("a.html", of: templates, ["x": 1]) }
        #expect(
            error.description
                == "a.html:1:31: the block \"js\" prints values, but \"layout.html\" has it in a tag, a script or a style. "
                + "Move the tag that is around the block in \"layout.html\" into the block.")
        #expect(
            TemplateEngine(loader: DictionaryLoader(templates)).checkAll().map(\.description) == [error.description])
    }

    @Test("files that are scripts and style sheets are read as such, and text is left alone")
    func files() throws {
        let templates = [
            "a.js": "let a = {{ x }};", "b.css": "a { color: {{ x }} }", "c.txt": "<a href={{ x }}",
            "page.html": "<script>{% include 'a.js' %}</script><style>{% include 'b.css' %}</style>",
        ]
        #expect(
            try render("page.html", of: templates, ["x": "<"])
                == "<script>let a = \"\\u003c\";</script><style>a { color: refused }</style>")
        #expect(try render("c.txt", of: templates, ["x": "<"]) == "<a href=&lt;")
    }
}

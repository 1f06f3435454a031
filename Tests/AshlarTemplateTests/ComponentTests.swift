import AshlarTemplate
import Testing

@Suite struct ComponentTests {
    private static let components = [
        "components/alert.html": """
        {% props kind: 'info' | 'error' = 'info', title: string = '', count: integer = 0 %}\
        <div {{ attributes.merge(class='alert alert-' ~ kind) }}>\
        {% if title %}<b>{{ title }}</b>{% endif %}{{ slot }}{{ slots.footer|default('') }}{{ count }}</div>
        """,
        "components/forms/input.html": "{% props name %}<input name=\"{{ name }}\" {{ attributes }}>",
        "components/bare.html": "[{{ slot }}|{{ attributes.href }}]",
    ]

    private func engine(_ templates: [String: String]) -> TemplateEngine {
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        return TemplateEngine(
            loader: DictionaryLoader(Self.components.merging(templates) { $1 }), configuration: configuration)
    }

    private func render(_ source: String, _ values: [String: any Sendable] = [:]) throws -> String {
        try engine(["page.html": source]).renderText("page.html", values)
    }

    @Test(
        "a component is written like an element",
        arguments: [
            ("<x-alert>Hi</x-alert>", "<div class=\"alert alert-info\">Hi0</div>"),
            (
                "<x-alert kind=\"error\" id=\"a\" class=\"wide\">{{ name }}</x-alert>",
                "<div class=\"alert alert-error wide\" id=\"a\">&lt;Ada&gt;0</div>"
            ),
            ("<x-alert title=\"{{ name }}\" />", "<div class=\"alert alert-info\"><b>&lt;Ada&gt;</b>0</div>"),
            (
                "<x-alert title=\"Dear {{ name }}, &amp; co\"/>",
                "<div class=\"alert alert-info\"><b>Dear &lt;Ada&gt;, &amp; co</b>0</div>"
            ),
            ("<x-alert :count=\"[1, 2]|length + 1\"></x-alert>", "<div class=\"alert alert-info\">3</div>"),
            ("<x-alert count=\"{{ 5 }}\"></x-alert>", "<div class=\"alert alert-info\">5</div>"),
            (
                "<x-alert>a<x-slot:footer><i>{{ name }}</i></x-slot:footer>b</x-alert>",
                "<div class=\"alert alert-info\">ab<i>&lt;Ada&gt;</i>0</div>"
            ),
            (
                "<x-alert><x-slot name=\"footer\">f</x-slot></x-alert>", "<div class=\"alert alert-info\">f0</div>"
            ),
            (
                "<x-forms.input name=\"q\" required :disabled=\"false\" data-x='1\"'/>",
                "<input name=\"q\" required data-x=\"1&#34;\">"
            ),
            ("<x-forms.input {{ {'name': 'n', 'type': 'text'} }}/>", "<input name=\"n\" type=\"text\">"),
            ("<x-bare><x-bare>in</x-bare></x-bare>", "[[in|]|]"),
            ("{% for i in [1, 2] %}<x-bare>{{ i }}{{ loop.last }}</x-bare>{% endfor %}", "[1False|][2True|]"),
            ("{% raw %}<x-alert>{% endraw %}{# <x-alert> #}", "<x-alert>"),
            ("<x-bare href=\"javascript:alert(1)\"/>", "[|javascript:alert(1)]"),
        ])
    func components(source: String, output: String) throws {
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        configuration.undefined = source.contains("x-bare") ? .lenient : .strict
        let engine = TemplateEngine(
            loader: DictionaryLoader(Self.components.merging(["page.html": source]) { $1 }),
            configuration: configuration)
        #expect(try engine.renderText("page.html", ["name": "<Ada>"]) == output)
    }

    @Test("a component sees what it is given, what is shared, and nothing of the page")
    func isolation() throws {
        struct Shared: TemplateSharedValues {
            let names = ["site"]
            func value(named name: String) -> (any Sendable)? { name == "site" ? "Ashlar" : nil }
        }
        let engine = engine([
            "components/a.html": "{{ site }} {{ page is defined }}", "page.html": "<x-a/>",
        ])
        #expect(
            try engine.renderText("page.html", ["page": 1], in: TemplateScope(shared: Shared())) == "Ashlar False")
    }

    @Test("an address among the attributes is no script")
    func addresses() throws {
        #expect(
            try render("<x-forms.input name=\"n\" href=\"{{ url }}\"/>", ["url": "javascript:alert(1)"])
                == "<input name=\"n\" href=\"about:invalid#refused\">")
    }

    @Test("what shows without rendering is found by checking")
    func checking() throws {
        let engine = engine([
            "a.html": "<x-alrt/>",
            "b.html": "<x-alert kind=\"eror\"/>\n<x-alert count=\"3\"/>\n<x-forms.input nme=\"a\"/>",
            "c.html": "<x-forms.input {{ all }}/>", "components/d.html": "{% props a %}{{ a }}{{ b }}{{ slot }}",
        ])
        #expect(
            engine.checkAll().map(\.description) == [
                "a.html:1:1: it uses \"components/alrt.html\", but there is no such template. "
                    + "Did you mean \"components/alert.html\"?",
                "b.html:1:10: \"kind\" of <x-alert> is 'eror', not \"info\" or \"error\". "
                    + "Did you mean \"error\"?",
                "b.html:2:10: \"count\" of <x-alert> is '3', not an integer. "
                    + "An expression is written with a colon: :count=\"...\".",
                "b.html:3:1: <x-forms.input> needs \"name\", any value. It has \"nme\": is that meant?",
                "components/d.html:1:24: \"b\" is undefined",
            ])
    }

    @Test(
        "mistakes in the tags have their place",
        arguments: [
            ("\n<x-alert>", "page.html:2:1: the \"x-alert\" tag has no end: \"</x-alert>\" is missing"),
            (
                "<x-alert></x-bare>",
                "page.html:1:10: </x-bare> closes nothing here: <x-alert> of line 1 is open. Close it first with </x-alert>."
            ),
            ("</x-alert>", "page.html:1:1: </x-alert> closes nothing here"),
            ("<x-alert kind=error/>", "page.html:1:15: the value of \"kind\" needs quotes"),
            ("<x-alert kind=\"a", "page.html:1:10: the attribute has no end: \" is missing"),
            ("<x-alert", "page.html:1:1: <x-alert has no end: \">\" is missing"),
            ("<x-alert a=\"1\" a=\"2\"/>", "page.html:1:16: the attribute \"a\" is there twice"),
            (
                "<x-alert>{% if 1 %}<x-slot:a></x-slot:a>{% endif %}</x-alert>",
                "page.html:1:20: a slot stands directly between the tags of a component. "
                    + "Move conditions and loops into the slot."
            ),
            (
                "<x-alert kind=\"{{ 1 }}\"/>",
                "page.html:1:10: the prop \"kind\" is 1, not \"info\" or \"error\""
            ),
            (
                "<x-forms.input/>",
                "page.html:1:1: the prop \"name\" is not given. "
                    + "Give it any value, or a default in {% props %}."
            ),
            (
                "{% props a: sting %}",
                "page.html:1:13: \"sting\" is no type of a prop. There are: any, boolean, dictionary, "
                    + "integer, list, number, string, and strings with |."
            ),
        ])
    func mistakes(source: String, description: String) throws {
        let error = try #require(throws: TemplateError.self) { try render(source) }
        #expect(error.description == description)
    }

    @Test(
        "what is undefined in an attribute is where its name stands",
        arguments: [("<x-alert title=\"a {{ nope|upper }}\"/>", 22), ("<x-alert\n :title=\"1 + nope\"/>", 14)])
    func columns(source: String, column: Int) throws {
        let error = try #require(throws: TemplateError.self) { try render(source) }
        #expect(error.message == "\"nope\" is undefined")
        #expect(error.column == column)
    }

    @Test("the way to a mistake in a component names the page")
    func chain() throws {
        let engine = engine(["page.html": "\n<x-forms.label/>", "components/forms/label.html": "{{ nope }}"])
        let error = try #require(throws: TemplateError.self) { try engine.renderText("page.html") }
        #expect(error.chain == ["page.html:2 uses components/forms/label.html"])
    }
}

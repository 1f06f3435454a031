import AshlarTemplate
import Testing

/// Escaping by place of what reaches a page by way of a component, a body, a stack or a cache.
@Suite struct PlacedBodyTests {
    private func engine(
        _ templates: [String: String], _ change: (inout TemplateEngine.Configuration) -> Void = { _ in }
    ) -> TemplateEngine {
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        configuration.finalize = { if case .none = $0 { .string("") } else { $0 } }
        change(&configuration)
        let link = ["components/link.html": "<a {{ attributes.merge(class='link') }}>"]
        return TemplateEngine(loader: DictionaryLoader(link.merging(templates) { $1 }), configuration: configuration)
    }

    private static let values: [String: any Sendable] = [
        "bad": "javascript:alert(1)", "v": "alert(1)", "q": "');alert(1);('", "css": "red;background:url(x)",
        "name": "Ada", "page": "<script>alert(1)</script>", "opt": String?.none as String?,
    ]

    private func render(_ source: String) throws -> String {
        try engine(["page.html": source]).renderText("page.html", Self.values)
    }

    private func failure(_ source: String) throws -> TemplateError {
        try #require(throws: TemplateError.self) { try render(source) }
    }

    @Test(
        "a component's attributes are escaped as those of a tag",
        arguments: [
            (
                "onclick=\"go('{{ q }}')\"",
                "onclick=\"go(&#39;\\u0027);alert(1);(\\u0027&#39;)\""
            ),
            ("onclick=\"{{ v }}\"", "onclick=\"&#34;alert(1)&#34;\""),
            (":onfocus=\"v\"", "onfocus=\"&#34;alert(1)&#34;\""),
            (":onFocus=\"v\"", "onFocus=\"&#34;alert(1)&#34;\""),
            ("onclick=\"go({{ name }})\"", "onclick=\"go(&#34;Ada&#34;)\""),
            ("onclick=\"go({{ name|tojson }})\"", "onclick=\"go(&#34;Ada&#34;)\""),
            ("onclick='go(\"{{ name }}\", {{ name }})'", "onclick=\"go(&#34;Ada&#34;, &#34;Ada&#34;)\""),
            ("onclick=\"go('a', 1)\"", "onclick=\"go(&#39;a&#39;, 1)\""),
            (":onclick=\"'go()'|safe\"", "onclick=\"go()\""),
            ("@click=\"open = {{ v }}\"", "@click=\"open = &#34;alert(1)&#34;\""),
            ("style=\"color: {{ css }}\"", "style=\"color: refused\""),
            ("style=\"color: red; margin: 0\"", "style=\"color: red; margin: 0\""),
            (":style=\"css\"", "style=\"refused\""),
            ("srcdoc=\"{{ page }}\"", "srcdoc=\"&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;\""),
            ("srcdoc=\"<b>{{ name }}</b>\"", "srcdoc=\"&lt;b&gt;Ada&lt;/b&gt;\""),
            ("href=\"{{ bad }}\"", "href=\"about:invalid#refused\""),
            ("href=\"java{{ 'script:1' }}\"", "href=\"about:invalid#refused\""),
            ("onclick disabled", "onclick disabled"),
            (
                "{{ {'onclick': v, 'style': css, 'href': bad} }}",
                "onclick=\"&#34;alert(1)&#34;\" style=\"refused\" href=\"about:invalid#refused\""
            ),
        ])
    func components(attributes: String, output: String) throws {
        #expect(try render("<x-link \(attributes)/>") == "<a class=\"link\" \(output)>")
    }

    @Test("attributes are handed on as they were escaped, and a component's own are its author's")
    func merged() throws {
        let templates = [
            "components/outer.html": "<x-link {{ attributes }}/>",
            "components/own.html":
                "<a {{ attributes.merge(onclick='go()', style='margin: 0; color: red', onfocus=v|default(1)) }}>",
            "components/prop.html": "{% props onclick, style = '' %}<a title=\"{{ onclick }}\" style=\"{{ style }}\">",
        ]
        let engine = engine(templates)
        func render(_ source: String) throws -> String {
            try TemplateEngine(
                loader: DictionaryLoader(
                    templates.merging(["components/link.html": "<a {{ attributes }}>", "p.html": source]) { $1 }),
                configuration: engine.configuration
            ).renderText("p.html", Self.values)
        }
        #expect(try render("<x-outer onclick=\"go({{ v }})\"/>") == "<a onclick=\"go(&#34;alert(1)&#34;)\">")
        #expect(
            try render("<x-own/>") == "<a onclick=\"go()\" style=\"margin: 0; color: red\" onfocus=\"1\">")
        #expect(try render("<x-own onclick=\"{{ v }}\"/>").hasPrefix("<a onclick=\"&#34;alert(1)&#34;\""))
        #expect(
            try render("<x-prop onclick=\"{{ v }}\" style=\"color\"/>") == "<a title=\"alert(1)\" style=\"color\">")
    }

    @Test(
        "what a filter's or a call's body prints is a value at its place",
        arguments: [
            ("<a href=\"{% filter trim %}{{ bad }}{% endfilter %}\">", "<a href=\"about:invalid#refused\">"),
            ("<a href=\"{% filter trim %} /a?b={{ v }}{% endfilter %}\">", "<a href=\"/a?b=alert(1)\">"),
            (
                "<script>let x = {% filter trim %}{{ v }}{% endfilter %};</script>",
                "<script>let x = \"alert(1)\";</script>"
            ),
            (
                "<script>let x = '{% filter trim %}{{ q }}{% endfilter %}';</script>",
                "<script>let x = '\\u0026#39;);alert(1);(\\u0026#39;';</script>"
            ),
            ("<script>{% filter trim %} go() {% endfilter %}</script>", "<script>go()</script>"),
            ("<p style=\"color:{% filter trim %}{{ css }}{% endfilter %}\">", "<p style=\"color:refused\">"),
            ("<p>{% filter upper %}{{ '<' }}b{% endfilter %}</p>", "<p>&LT;B</p>"),
            (
                "{% macro m() %}{{ caller() }}{% endmacro %}<script>let x = {% call m() %}{{ v }}{% endcall %};</script>",
                "<script>let x = \"alert(1)\";</script>"
            ),
            (
                "{% macro m() %}{{ caller() }}{% endmacro %}<a href=\"{% call m() %}{{ bad }}{% endcall %}\">",
                "<a href=\"about:invalid#refused\">"
            ),
            ("{% macro m() %}<b>{{ caller() }}</b>{% endmacro %}{% call m() %}{{ '<' }}{% endcall %}", "<b>&lt;</b>"),
            ("{% macro m() %}id=\"{{ v }}\" hidden{% endmacro %}<a {{ m() }}>", "<a id=\"alert(1)\" hidden>"),
            ("<script>let a = {{ opt }}, b = {{ [opt] }};</script>", "<script>let a = null, b = [null];</script>"),
            ("<script>let a = '{{ opt }}';</script>{{ opt }}", "<script>let a = '';</script>"),
        ])
    func bodies(source: String, output: String) throws {
        #expect(try render(source) == output)
    }

    @Test(
        "a body with values has no place in a tag, and a macro's answer there is attributes in quotes",
        arguments: [
            ("<a {% filter trim %}{{ v }}{% endfilter %}>", "\"filter\" with values cannot stand inside of a tag"),
            (
                "{% macro m() %}{{ caller() }}{% endmacro %}<a {% call m() %}{{ v }}{% endcall %}>",
                "\"call\" with values cannot stand inside of a tag"
            ),
            (
                "{% macro m(x) %}{{ x }}{% endmacro %}<a {{ m('onclick=alert(1)') }}>",
                "'onclick=alert(1)' cannot be printed inside of a tag"
            ),
        ])
    func tags(source: String, message: String) throws {
        #expect(try failure(source).message == message)
    }

    @Test(
        "a stack in a script or a tag takes no values",
        arguments: ["<script>%</script>", "<a href=\"%\">", "<p style=\"%\">"])
    func stacks(place: String) throws {
        let stack = place.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "{% stack 's' %}")
        let message = "values are pushed to the stack \"s\", which stands in a tag, a script or a style"
        #expect(try failure("{% push 's' %}{{ v }}{% endpush %}" + stack).message == message)
        #expect(try failure(stack + "{% push 's' %}{{ v }}{% endpush %}").message == message)
        #expect(
            try render(stack + "{% push 's' %}x(){% endpush %}")
                == place.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "x()"))
    }

    @Test("what belongs to one visitor is refused in a cached part, with a store or without", arguments: [true, false])
    func caches(isKept: Bool) throws {
        struct Shared: TemplateSharedValues {
            let names = ["request", "site"]
            func value(named name: String) -> (any Sendable)? { names.contains(name) ? name : nil }
        }
        let scope = TemplateScope(shared: Shared())
        let engine = engine([
            "part.html": "{{ request }}", "direct.html": "{{ request }}{% cache 'a' %}{{ request }}{% endcache %}",
            "include.html": "{% cache 'b' %}{% include 'part.html' %}{% endcache %}",
            "push.html": "{% cache 'c' %}{% push 's' %}x{% endpush %}{% endcache %}",
            "key.html": "{% cache request %}{{ site }}{% endcache %}{{ request }}",
            "macro.html": "{% macro m() %}{{ request }}{% endmacro %}{{ m() }}{% cache 'd' %}{{ m() }}{% endcache %}",
        ]) {
            $0.personalNames = ["request"]
            if !isKept { $0.fragments = nil }
        }
        let message = "\"request\" belongs to one visitor, and \"cache\" keeps a part of the page for all"
        for name in ["direct.html", "include.html", "macro.html"] {
            let error = try #require(throws: TemplateError.self) { try engine.renderText(name, in: scope) }
            #expect(error.description.contains(message))
            #expect(error.description.contains("Move it out of the cached part"))
        }
        #expect(throws: TemplateError.self) { try engine.renderText("push.html", in: scope) }
        #expect(try engine.renderText("key.html", in: scope) == "siterequest")
        #expect(
            engine.checkAll(shared: ["request", "site"]).map(\.message)
                == [message, "nothing can be pushed from inside of \"cache\""])
    }
}

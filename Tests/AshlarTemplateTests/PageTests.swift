import AshlarTemplate
import Testing

/// What a page has beyond Jinja: stacks, fragments, pieces, cached parts.
@Suite struct PageTests {
    private func engine(
        _ templates: [String: String], fragments: (any TemplateFragmentStore)? = TemplateFragmentMemory()
    ) -> TemplateEngine {
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        configuration.fragments = fragments
        return TemplateEngine(loader: DictionaryLoader(templates), configuration: configuration)
    }

    @Test("what is pushed anywhere in the page stands where the stack is, once if it says so")
    func stacks() throws {
        let engine = engine([
            "layout.html": "<head>{% stack 'head' %}</head>{% block content %}{% endblock %}{% stack 'none' %}",
            "components/chart.html":
                "{% push 'head' once 'chart' %}<link>{% endpush %}{% prepend 'head' %}[{{ slot }}]{% endprepend %}c",
            "page.html": """
            {% extends 'layout.html' %}{% push 'head' %}<meta name="{{ '"' }}">{% endpush %}\
            {% block content %}<x-chart>1</x-chart><x-chart>2</x-chart>{% endblock %}
            """,
        ])
        #expect(
            try engine.renderText("page.html")
                == "<head>[2][1]<meta name=\"&#34;\"><link></head>cc")
    }

    @Test("no value can forge a stack's place, and stacks do not go in circles")
    func forgery() throws {
        let engine = engine([
            "page.html":
                "{% stack 'a' %}{{ value }}{% push 'a' %}<{% stack 'a' %}>{% endpush %}"
        ])
        let text = try engine.renderText("page.html", ["value": "\u{0}stack:1:2:0\u{0}"])
        #expect(text.hasSuffix("\u{0}stack:1:2:0\u{0}"))
        #expect(text.hasPrefix("<<<"))
    }

    @Test("a block is rendered alone, with what the templates define")
    func fragments() throws {
        let engine = engine([
            "layout.html": "<html>{{ undefined_here }}{% block content %}{% endblock %}</html>",
            "page.html": """
            {% extends 'layout.html' %}{% set greeting = 'Hi' %}{% macro b(x) %}<b>{{ x }}</b>{% endmacro %}\
            {% block content %}<ul>{% block rows %}{{ greeting }} {{ b(name) }}{% endblock %}</ul>{% endblock %}
            """,
        ])
        #expect(try engine.renderText("page.html", ["name": "<"], fragment: "rows") == "Hi <b>&lt;</b>")
        #expect(
            try engine.renderText("page.html", ["name": "<"], fragment: "content") == "<ul>Hi <b>&lt;</b></ul>")
        let error = try #require(throws: TemplateError.self) {
            try engine.renderText("page.html", fragment: "row")
        }
        #expect(error.message == "there is no block \"row\" to render alone")
        #expect(error.suggestion == "Did you mean \"rows\"?")
    }

    @Test("a page goes in pieces, with values that arrive in between")
    func pieces() throws {
        let engine = engine([
            "layout.html":
                "<head>{{ title }}{% stack 'css' %}</head>{% flush %}{% block content %}{% endblock %}{% flush %}end",
            "page.html":
                "{% extends 'layout.html' %}{% push 'css' %}<style></style>{% endpush %}{% block content %}{{ rows|join(',') }}{% endblock %}",
        ])
        var rendering = try engine.start("page.html", ["title": "T"])
        #expect(try rendering.next().map { String(decoding: $0, as: UTF8.self) } == "<head>T<style></style></head>")
        rendering.give(["rows": [1, 2]])
        #expect(try rendering.next().map { String(decoding: $0, as: UTF8.self) } == "1,2")
        #expect(try rendering.next().map { String(decoding: $0, as: UTF8.self) } == "end")
        #expect(try rendering.next() == nil)
        #expect(try engine.renderText("page.html", ["title": "T", "rows": [3]]) == "<head>T<style></style></head>3end")
    }

    @Test("a stack that has been sent takes nothing more, and flush stands at the top")
    func late() throws {
        let engine = engine([
            "page.html": "{% stack 'a' %}{% flush %}{% push 'a' %}x{% endpush %}",
            "b.html": "{% if x %}{% flush %}{% endif %}",
        ])
        var rendering = try engine.start("page.html")
        _ = try rendering.next()
        let error: TemplateError?
        do {
            _ = try rendering.next()
            error = nil
        } catch let caught as TemplateError { error = caught }
        #expect(error?.message == "the stack \"a\" has been sent already")
        #expect(engine.checkAll().map(\.message) == ["\"flush\" must stand at the top level of a template"])
    }

    @Test("a cached part is rendered once for its keys")
    func caching() throws {
        let count = Kept()
        count.value = 0
        let next = TemplateFunction("next") { _ in
            guard case .int(let number)? = count.value else { return "" }
            count.value = .int(number + 1)
            return .int(number + 1)
        }
        let engine = engine(["page.html": "{% cache 'part', id for 600 %}{{ next() }}<{{ id }}>{% endcache %}"])
        func render(_ id: Int) throws -> String { try engine.renderText("page.html", ["next": next, "id": id]) }
        #expect(try render(1) == "1<1>")
        #expect(try render(1) == "1<1>")
        #expect(try render(2) == "2<2>")
        #expect(try render(1) == "1<1>")
    }

    @Test("fragments go when their time is over or there is no room")
    func memory() {
        let memory = TemplateFragmentMemory(bytes: 100)
        memory.keep([1], for: "over", duration: .zero)
        #expect(memory.fragment(for: "over") == nil)
        memory.keep([UInt8](repeating: 1, count: 40), for: "a", duration: nil)
        memory.keep([UInt8](repeating: 2, count: 40), for: "b", duration: .seconds(600))
        #expect(memory.fragment(for: "a") != nil)
        memory.keep([UInt8](repeating: 3, count: 40), for: "c", duration: nil)
        #expect(memory.fragment(for: "b") == nil)
        #expect(memory.fragment(for: "c") != nil)
        memory.keep([UInt8](repeating: 4, count: 400), for: "huge", duration: nil)
        #expect(memory.fragment(for: "huge") == nil)
    }

    @Test("the most specific value wins")
    func precedence() throws {
        struct Shared: TemplateSharedValues {
            let names = ["a", "b", "c"]
            func value(named name: String) -> (any Sendable)? { names.contains(name) ? "shared" : nil }
        }
        let engine = engine([
            "page.html": "{{ a }} {{ b }} {{ c }} {% include 'part.html' %}", "part.html": "{{ a }} {{ b }} {{ c }}",
        ])
        let scope = TemplateScope(
            shared: Shared(), composed: ["page.html": ["a": "page", "b": "page"], "part.html": ["b": "part"]])
        #expect(try engine.renderText("page.html", ["a": "given"], in: scope) == "given page shared given part shared")
    }
}

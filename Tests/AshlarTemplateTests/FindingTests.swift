import AshlarTemplate
import Testing

/// What keeps no template from being rendered, and slots that are never shown.
@Suite struct FindingTests {
    @Test("what is pushed to a stack that no page has is found")
    func pushes() throws {
        let layout = "{% stack 'head' %}{% block a %}{% endblock %}"
        #expect(
            findings([
                "layout.html": layout, "bare.html": "{% block a %}{% endblock %}",
                "a.html": "{% extends 'layout.html' %}{% push 'haed' %}x{% endpush %}{% push 'head' %}y{% endpush %}",
                "b.html": "{% extends 'bare.html' %}{% block a %}{% push 'head' %}x{% endpush %}{% endblock %}",
                "part.html": "{% push 'head' %}x{% endpush %}",
                "c.html": "{% extends 'layout.html' %}{% include 'part.html' %}",
                "d.html": "{% extends 'bare.html' %}{% include 'part.html' %}",
                "components/chart.html": "{% prepend 'scripts' %}x{% endprepend %}", "e.html": "<x-chart/>",
                "f.html": "{% extends x %}{% push 'head' %}{% endpush %}",
            ]) == [
                "a.html:1:31: no page that shows this has a stack \"haed\", so what is pushed to it is lost. Did you mean \"head\"?",
                "b.html:1:42: no page that shows this has a stack \"head\", so what is pushed to it is lost. "
                    + "Put {% stack 'head' %} where it belongs in the layout.",
                "components/chart.html:1:4: no page that shows this has a stack \"scripts\", so what is pushed to it is lost. "
                    + "Put {% stack 'scripts' %} where it belongs in the layout.",
            ])
        #expect(
            findings([
                "layout.html": "{% stack name %}",
                "a.html": "{% extends 'layout.html' %}{% push 'any' %}x{% endpush %}",
            ]) == [])
        #expect(
            findings([
                "layout.html": layout + "{% include part %}", "part.html": "{% push 'head' %}x{% endpush %}",
                "page.html": "{% extends 'layout.html' %}",
            ]) == [])
    }

    @Test("slots that a component does not show are mistakes")
    func slots() throws {
        let engine = components([
            "components/card.html": "{{ slot }}{{ slots.footer|default('') }}{{ slots['head'] is defined }}",
            "components/icon.html": "{% props name: string %}<i></i>",
            "components/open.html": "{% for name, text in slots.items() %}{{ text }}{% endfor %}{{ slot }}",
            "components/parted.html": "{% include 'part.html' %}", "part.html": "{{ slots.a }}{% if slot %}{% endif %}",
            "a.html": "<x-card>a<x-slot:footr>b</x-slot><x-slot:head>c</x-slot></x-card>",
            "b.html": "<x-icon name=\"a\">text</x-icon><x-icon name=\"a\"> </x-icon>",
            "c.html":
                "<x-open>a<x-slot:any>b</x-slot></x-open><x-parted>x<x-slot:a>b</x-slot><x-slot:zoo>b</x-slot></x-parted>",
        ])
        #expect(
            engine.checkAll().map(\.description) == [
                "a.html:1:11: <x-card> has no slot \"footr\", so it is never shown. Did you mean \"footer\"?",
                "b.html:1:1: <x-icon> shows nothing of what stands between its tags. "
                    + "Print it in components/icon.html with {{ slot }}.",
                "c.html:1:73: <x-parted> has no slot \"zoo\", so it is never shown. "
                    + "Print it in components/parted.html with {{ slots.zoo }}.",
            ])
    }

    @Test("calls of what is almost a function are found, and those of what a view may be given are not")
    func calls() throws {
        #expect(
            findings([
                "a.html":
                    "{{ rout('home') }}{{ rangee(3) }}{{ gravatar('x') }}{{ rout }}{{ rotue('x') if rotue is defined }}",
                "b.html": "{% macro rnge() %}{% endmacro %}{% include 'c.html' %}{% set lipsumm = x %}{{ lipsumm() }}",
                "c.html": "{{ rnge() }}{% for dct in x %}{{ dct() }}{% endfor %}",
            ]) == [
                "a.html:1:4: there is no function \"rout\", unless the view is given one. Did you mean \"route\"?",
                "a.html:1:22: there is no function \"rangee\", unless the view is given one. Did you mean \"range\"?",
            ])
    }

    @Test("what leaves something open is found, where it is clear")
    func openEnds() throws {
        let end =
            ": what follows it is escaped as if that were closed. Close it, or look for a quote or a \">\" that is missing."
        #expect(
            findings([
                "layout.html":
                    "<p {% block tag %}{% endblock %}>{% block a %}{% endblock %}<script>{% block js %}{% endblock %}</script>",
                "a.html":
                    "{% extends 'layout.html' %}{% block a %}<a href=\"/x>{% endblock %}{% block js %}if (a <b) c(){% endblock %}"
                    + "{% block tag %}class='a'{% endblock %}",
                "b.html": "<p>\n<b title='", "c.html": "{% macro m() %}<script>{% endmacro %}{{ m() }}",
                "d.html": "{% block x %}<p {% endblock %}>{% if y %}<script>{% endif %}", "e.txt": "<a", "f.js": "'<a",
            ]) == [
                "a.html:1:31: the block \"a\" ends in the attribute \"href\"\(end)",
                "b.html:2:11: the template ends in the attribute \"title\"\(end)",
                "c.html:1:4: the macro \"m\" ends in <script>\(end)",
            ])
    }

    private func components(_ templates: [String: String]) -> TemplateEngine {
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        configuration.globals["route"] = .function(TemplateFunction("route") { _ in "" })
        return TemplateEngine(loader: DictionaryLoader(templates), configuration: configuration)
    }

    private func findings(_ templates: [String: String]) -> [String] {
        components(templates).findings().map(\.description)
    }
}

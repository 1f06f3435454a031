import AshlarTemplate
import Foundation
import Testing

/// What users of other languages type: the errors say what it is called here.
@Suite struct ForeignWordTests {
    @Test(
        "operators, tags and filters of other languages are named with what to write",
        arguments: [
            ("{{ a ?? 'b' }}", "For a ?? b write a|default(b)."), ("{{ a ?: b }}", "For a ?: b write a or b."),
            ("{{ a ? 'b' : 'c' }}", "For a ? b : c write b if a else c."),
            ("{{ a?.b }}", "For a?.b write a.b if a."), ("{% if a && b %}{% endif %}", "For a && b write a and b."),
            ("{% if a || b %}{% endif %}", "For a || b write a or b."),
            ("{% if !a %}{% endif %}", "For !a write not a."),
            ("{{ post->title }}", "A member is read with a dot: post.title."),
            ("{% if a %}{% elseif b %}{% endif %}", "Write {% elif ... %}."),
            ("{% if a %}{% else if b %}{% endif %}", "Write {% elif ... %}."),
            ("{% foreach a as b %}{% endforeach %}", "Write {% for item in items %}."),
            ("{{ a|json_encode }}", "Write tojson."), ("{{ a|ucfirst }}", "Write capitalize."),
            (
                "{{ a|nl2br }}",
                "Write {{ text|e|replace('\\n', '<br>'|safe) }}, or keep the lines with CSS: white-space: pre-line."
            ),
            ("{{ null }}", "Nothing is called none."), ("{{ a == nil }}", "Nothing is called none."),
            ("{{ list.length }}", "How many there are says the filter: items|length."),
            ("{{ list.lenght }}", "How many there are says the filter: items|length."),
            ("{{ a.size }}", "How many there are says the filter: items|length."),
        ])
    func suggestions(source: String, suggestion: String) throws {
        #expect(try failure(source, ["a": "x", "b": "y", "list": [1, 2]]).suggestion == suggestion)
    }

    @Test("what is suggested for nl2br works, and escapes")
    func lines() throws {
        #expect(try render("{{ a|e|replace('\\n', '<br>'|safe) }}", ["a": "<i>\nb"]) == "&lt;i&gt;<br>b")
    }

    @Test("tags of ours without their quotes or keys say how they are written")
    func tags() throws {
        let cases = [
            ("{% stack scripts %}", "A name that is written out stands in quotes: {% stack 'scripts' %}."),
            ("{% push head %}x{% endpush %}", "A name that is written out stands in quotes: {% push 'head' %}."),
            ("{% cache for 60 %}x{% endcache %}", "Write {% cache 'sidebar' for 60 %}."),
        ]
        for (source, suggestion) in cases {
            let engine = engine(["page.html": source])
            let error = try #require(throws: TemplateError.self) { try engine.renderText("page.html") }
            #expect(error.suggestion == suggestion, "\(source)")
        }
    }

    @Test("what is printed as it stands, though another language would run it, is found, and what is text is not")
    func marks() throws {
        let engine = engine([
            "a.html": "{!! post.body !!}<form>@csrf\n@if(post) x @endif</form>",
            "b.html": "write to ada@if.example or @ada; @media (print) {} @if you like; {! x !}",
            "c.html": "{% stack scripts %}{{ null }}",
        ])
        #expect(
            engine.findings().map(\.description) == [
                "a.html:1:1: \"{!!\" is printed as it stands. Write {{ x|safe }} for what is HTML already.",
                "a.html:1:24: \"@csrf\" is printed as it stands. Write {{ csrf_field() }}.",
                "a.html:2:1: \"@if\" is printed as it stands. Write {% if ... %}.",
                "a.html:2:13: \"@endif\" is printed as it stands. Write {% endif %}.",
                "c.html:1:10: \"scripts\" is a variable, and nothing gives it unless the view is given one. "
                    + "A name that is written out stands in quotes: {% stack 'scripts' %}.",
                "c.html:1:23: \"null\" is undefined, unless the view is given one. Nothing is called none.",
            ])
        let written = self.engine([
            "a.html": "{% stack 'deep' %}{% stack own %}", "b.html": "{% push deep %}x{% endpush %}",
        ])
        #expect(written.findings().map { "\($0.template):\($0.column ?? 0)" } == ["b.html:9"])
        #expect(
            written.checkNames(of: "a.html", given: [:]).map(\.suggestion) == [
                "A name that is written out stands in quotes: {% stack 'own' %}."
            ])
        let given = self.engine(["d.html": "{% set scripts = 'a' %}{% stack scripts %}"])
        #expect(given.findings().map(\.description) == [])
    }

    @Test("a function that is printed was meant to be called")
    func functions() throws {
        let error = try failure("a {{ range }}")
        #expect(error.message == "range is a function, and prints nothing by itself")
        #expect(error.suggestion == "Call it: range().")
        #expect((error.line, error.column) == (1, 6))
        #expect(try failure("{{ 'a'.upper }}").suggestion == "Call it: upper().")
        #expect(try failure("{{ 'a' ~ range }}").suggestion == "Call it: range().")
        #expect(try failure("{{ [1].count }}").suggestion == "How many there are says the filter: |length.")
        #expect(try render("{{ range is callable }}{{ 'a'.upper() }}") == "TrueA")
    }

    @Test(
        "a function that is printed is found without rendering: a name that no view is given, or in a view with types")
    func printedFunctions() throws {
        var configuration = TemplateEngine.Configuration()
        configuration.functionNames = ["csrf_field", "old"]
        let engine = TemplateEngine(
            loader: DictionaryLoader([
                "a.html": "{{ csrf_field }}{{ csrf_field() }}{{ old }}",
                "b.html": "{% set csrf_field = 1 %}{{ csrf_field }}", "m.html": "{% macro m() %}{% endmacro %}{{ m }}",
            ]), configuration: configuration)
        let message = "is a function, and prints nothing by itself"
        let shared: Set = ["csrf_field", "old"]
        #expect(
            engine.findings(shared: shared).map(\.description) == [
                "a.html:1:4: csrf_field \(message). Call it: csrf_field()."
            ])
        #expect(
            engine.checkNames(of: "a.html", given: [:], shared: shared).map(\.description) == [
                "a.html:1:4: csrf_field \(message). Call it: csrf_field().",
                "a.html:1:38: old \(message). Call it: old().",
            ])
        #expect(
            engine.checkAll(shared: shared).map(\.description) == [
                "m.html:1:33: the macro \"m\" is printed, and not called. Call it: m()."
            ])
    }

    @Test("a date's format that says nothing of the date is an error, at check and when it is rendered")
    func formats() throws {
        let day: [String: any Sendable] = ["day": Date(timeIntervalSince1970: 0), "format": "d.m.Y", "five": 5]
        #expect(
            try render("{{ day|date('%d.%m.%Y') }}{{ day.strftime('%H') }}{{ day|date('') }}", day) == "01.01.197000")
        let error = try failure("{{ day|date('Y-m-d') }}", day)
        #expect(error.message == "filter \"date\": the date format \"Y-m-d\" has no %, so it says nothing of the date")
        #expect(error.suggestion == "Formats are those of strftime: \"%Y-%m-%d\".")
        #expect(try failure("{{ day|date(format) }}", day).suggestion == "Formats are those of strftime: \"%d.%m.%Y\".")
        #expect(try failure("{{ day.strftime('F') }}", day).suggestion == "Formats are those of strftime: \"%B\".")
        let other = "Formats are those of strftime: \"%d.%m.%Y\", \"%H:%M\"."
        #expect(try failure("{{ day|date('long') }}", day).suggestion == other)
        #expect(try failure("{{ day|date(five) }}", day).suggestion == other)
        #expect(
            engine(["a.html": "{% if x %}{{ day|date('Y') }}{% endif %}{{ day|date(5) }}{{ day|date('%Y') }}"])
                .checkAll()
                .map { "\($0.column ?? 0) \($0.message)" } == [
                    "23 filter \"date\": the date format \"Y\" has no %, so it says nothing of the date",
                    "53 filter \"date\": the format must be a string, not integer",
                ])
    }

    private func engine(_ templates: [String: String]) -> TemplateEngine {
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        return TemplateEngine(loader: DictionaryLoader(templates), configuration: configuration)
    }
}

import AshlarTemplate
import Testing

/// Escaping in loops, where a round begins where the one before it ended, and behind branches.
@Suite struct PlacedLoopTests {
    private let values: [String: any Sendable] = [
        "rows": ["<a>", "b"], "v": "<v>", "yes": true, "no": false, "parts": ["javascript", ":alert(1)"],
        "words": ["a", "b"], "empty": [String](),
    ]

    @Test(
        "a loop whose rounds end elsewhere than they begin is refused, with both places",
        arguments: [
            ("{% for r in rows %}{{ r }}<script>{% endfor %}", "text", "<script>"),
            ("{% for r in rows %}{{ r }}<a href=\"{% endfor %}", "text", "the attribute \"href\""),
            ("{% for r in rows %}{{ r }}<a {% endfor %}", "text", "the tag <a>"),
            ("<script>{% for r in rows %}{{ r }}'{% endfor %}", "<script>", "a string in <script>"),
            ("<style>{% for r in rows %}a{ color: {{ r }} } /*{% endfor %}", "<style>", "a comment in <style>"),
            ("<a title=\"{% for r in rows %}{{ r }}\"{% endfor %}>", "the attribute \"title\"", "the tag <a>"),
            (
                "{% for r in rows %}{{ r }}<script>{% if v %}{% continue %}{% endif %}</script>{% endfor %}", "text",
                "<script>"
            ),
            (
                "{% for r in rows %}{{ r }}{% if v %}<script>{% endif %}{% endfor %}", "text",
                "a place that its branches leave open"
            ),
            ("{% for r in rows recursive %}{{ r }}<script>{% endfor %}", "text", "<script>"),
            ("<p>{% for r in rows %}{% for s in rows %}{{ s }}<style>{% endfor %}{% endfor %}", "text", "<style>"),
        ])
    func rounds(source: String, start: String, end: String) throws {
        let error = try failure(source, values)
        #expect(
            error.message
                == "the loop begins in \(start), and a round of it ends in \(end): "
                + "what the next one prints would be escaped for the wrong place", "\(source)")
        #expect(error.kind == .syntax)
        #expect(error.suggestion == "Let each round end where it begins: close in it what it opens.")
    }

    @Test(
        "a value in a later round is escaped for what the rounds before it have printed",
        arguments: [
            ("<a href=\"{% for p in parts %}{{ p }}{% endfor %}\">", "<a href=\"about:invalid#refused\">"),
            ("<a href=\"{% for w in words %}/{{ w }}{% endfor %}\">", "<a href=\"/a/b\">"),
            ("<p class=\"x{% for w in words %} {{ w }}{% endfor %}\">", "<p class=\"x a b\">"),
            (
                "<script>let a = [{% for r in rows %}{{ r }}{% if not loop.last %},{% endif %}{% endfor %}];</script>",
                "<script>let a = [\"\\u003ca\\u003e\",\"b\"];</script>"
            ),
            (
                "<script>let a = '{% for r in rows %}{{ r }} {% endfor %}';</script>",
                "<script>let a = '\\u003ca\\u003e b ';</script>"
            ),
            (
                "<ul>{% for r in rows %}<li title='{{ r }}'>{{ r }}{% else %}<b>{% endfor %}",
                "<ul><li title='&lt;a&gt;'>&lt;a&gt;<li title='b'>b"
            ),
            (
                "<a{% for r in words %} data-{{ r }}=\"{{ r }}\"{% endfor %}>{{ v }}",
                "<a data-a=\"a\" data-b=\"b\">&lt;v&gt;"
            ),
            ("{% for r in rows %}<script>{% endfor %}", "<script><script>"),
        ])
    func fixed(source: String, output: String) throws {
        #expect(try render(source, values) == output, "\(source)")
    }

    @Test(
        "what follows a loop follows each way out of it",
        arguments: [
            "{% for r in empty %}{% else %}<script>{% endfor %}{{ v }}",
            "{% for r in rows %}<script>{% if yes %}{% break %}{% endif %}</script>{% endfor %}{{ v }}",
            "{% for r in rows %}<script>{% endfor %}{{ v }}",
        ])
    func behind(source: String) throws {
        #expect(
            try failure(source, values).message
                == "it is unclear whether this output stands in text, in a tag or in a script", "\(source)")
    }

    @Test("loops in loops in a script are compiled soon")
    func nested() throws {
        let depth = 40
        let source =
            "<script>let a = " + String(repeating: "{% for i in words %}f(", count: depth) + "{{ i }}"
            + String(repeating: ");{% endfor %}", count: depth) + "</script>"
        let engine = TemplateEngine(loader: DictionaryLoader(["page.html": source]))
        #expect(engine.checkAll().map(\.description) == [])
    }

    @Test(
        "branches that tell how what follows is read are taken for the more dangerous",
        arguments: [
            (
                "<script {% if no %}{% else %}type=\"text/x\"{% endif %}>{{ v }}</script>",
                "\"\\u003cv\\u003e\"</script>"
            ),
            ("<script {% if no %}type=\"text/x\"{% endif %}>{{ v }}</script>", "\"\\u003cv\\u003e\"</script>"),
            (
                "<script type=\"{% if no %}module{% else %}text/x{% endif %}\">{{ v }}</script>",
                "\"\\u003cv\\u003e\"</script>"
            ),
            ("<meta content=\"{% if yes %}A: {% endif %}{{ v }}\">", "\"A: &lt;v&gt;\">"),
        ])
    func branches(source: String, end: String) throws {
        #expect(try render(source, values).hasSuffix(end), "\(source)")
    }

    @Test("an address behind branches of a number in a meta is no place for a value")
    func refresh() throws {
        let source = "<meta http-equiv=\"refresh\" content=\"{% if yes %}0;{% endif %}url={{ v }}\">"
        #expect(throws: TemplateError.self) { try render(source, values) }
    }
}

import AshlarTemplate
import Testing

/// The `i18n` extension; what it prints without a translator was compared with Jinja 3.1.6.
@Suite struct TranslationTests {
    private func render(
        _ source: String, _ values: [String: any Sendable] = [:],
        translate: (@Sendable (TemplateMessage) -> String?)? = nil
    ) throws -> String {
        var configuration = TemplateEngine.Configuration()
        configuration.extensions = [.i18n]
        configuration.translate = translate
        return try TemplateEngine(loader: DictionaryLoader([:]), configuration: configuration).render(
            source: source, values)
    }

    @Test(
        "texts without a translation are those of the template",
        arguments: [
            ("{% trans %}Hello {{ user }}!{% endtrans %}", "Hello &lt;Ada&gt;!"),
            ("{% trans name=user|upper %}Hello {{ name }}!{% endtrans %}", "Hello &lt;ADA&gt;!"),
            ("{% trans %}100% of {{ user }}{% endtrans %}", "100% of &lt;Ada&gt;"),
            ("{% trans count=one %}{{ count }} file{% pluralize %}{{ count }} files{% endtrans %}", "1 file"),
            ("{% trans count=two %}{{ count }} file{% pluralize %}{{ count }} files{% endtrans %}", "2 files"),
            ("{% trans user, two %}a{% pluralize two %}{{ user }} {{ two }}{% endtrans %}", "&lt;Ada&gt; 2"),
            ("{% trans count=list|length %}one{% pluralize %}{{ count }} of them{% endtrans %}", "3 of them"),
            ("{% trans trimmed %}\n  a\n  b {{ two }}\n{% endtrans %}", "a b 2"),
            ("{% trans 'menu' %}Open{% endtrans %}", "Open"), ("{{ _('a %(b)s', b='<') }}", "a &lt;"),
            ("{{ gettext('<b>') }}", "<b>"), ("{{ ngettext('%(num)s cat', '%(num)s cats', 3) }}", "3 cats"),
            ("{{ npgettext('x', 'cat', 'cats', 1) }}", "cat"),
            ("{% trans num=two %}{{ num }} a{% pluralize %}{{ num }} b{% endtrans %}", "2 b"),
        ])
    func untranslated(source: String, output: String) throws {
        #expect(try render(source, ["user": "<Ada>", "one": 1, "two": 2, "list": [1, 2, 3]]) == output)
    }

    @Test("a translator sees the text, the plural, the count and the context")
    func translated() throws {
        let german: @Sendable (TemplateMessage) -> String? = { message in
            switch (message.text, message.context) {
            case ("Hello %(name)s!", nil): "Hallo %(name)s!"
            case ("Open", "menu"?): "Öffnen"
            case ("%(n)s file", nil): message.count == 1 ? "%(n)s Datei" : "%(n)s Dateien"
            default: nil
            }
        }
        #expect(
            try render(
                "{% trans %}Hello {{ name }}!{% endtrans %} {% trans 'menu' %}Open{% endtrans %} {% trans %}Open{% endtrans %} "
                    + "{% trans n=2 %}{{ n }} file{% pluralize %}{{ n }} files{% endtrans %}", ["name": "<"],
                translate: german) == "Hallo &lt;! Öffnen Open 2 Dateien")
    }

    @Test(
        "mistakes have their place",
        arguments: [
            ("{% trans %}{% if x %}{% endif %}{% endtrans %}", 1, "only variables may stand in a translation"),
            ("{% trans %}{{ a.b }}{% endtrans %}", 1, "expected the end of the output, found \".\""),
            ("{% trans %}a{% pluralize %}b{% endtrans %}", 1, "\"pluralize\" needs a variable that counts"),
            ("{% trans a=1 %}a{% pluralize b %}b{% endtrans %}", 1, "\"pluralize\" names an unknown variable \"b\""),
            ("{% trans a, a %}{% endtrans %}", 1, "the variable \"a\" is there twice"),
            ("\n{% trans %}a", 2, "the \"trans\" tag has no end: \"endtrans\" is missing"),
        ])
    func mistakes(source: String, line: Int, message: String) throws {
        let error = try #require(throws: TemplateError.self) { try render(source) }
        #expect(error.message == message)
        #expect(error.line == line)
    }
}

import AshlarTemplate
import Testing

@Suite struct AutoescapeTests {
    @Test(
        "outputs are escaped unless they are markup",
        arguments: [
            ("{{ x }}", "&lt;a href=&#34;&#39;&amp;&#34;&gt;"), ("{{ x|safe }}", "<a href=\"'&\">"),
            ("{{ x|e }}", "&lt;a href=&#34;&#39;&amp;&#34;&gt;"), ("{{ m }}", "<b>"), ("{{ m ~ x[0] }}", "<b>&lt;"),
            ("{{ m + '<' }}", "<b>&lt;"), ("{{ [m, '<']|join('&') }}", "<b>&amp;&lt;"), ("{{ m|upper }}", "<B>"),
            ("{{ m|e }}", "<b>"), ("{{ m|forceescape }}", "&lt;b&gt;"), ("{{ '<%s>'|safe % '<' }}", "<&lt;>"),
            ("{{ '<i>{}</i>'|safe|string }}", "<i>{}</i>"), ("{{ ['<'] }}", "[&#39;&lt;&#39;]"),
            ("{% autoescape false %}{{ x[0] }}{% endautoescape %}{{ x[0] }}", "<&lt;"),
            ("{{ m|replace('b', '<') }}", "<&lt;>"), ("{{ {'a': '<'}|xmlattr }}", " a=\"&lt;\""),
        ])
    func escaping(source: String, output: String) throws {
        #expect(try render(source, ["x": "<a href=\"'&\">", "m": Markup("<b>")]) == output)
    }

    @Test("a text with nothing to escape and a long one with much both come out right")
    func runs() throws {
        let text = String(repeating: "plain ünïcode ", count: 100) + String(repeating: "<&>", count: 100)
        #expect(
            try render("{{ t }}", ["t": text])
                == String(repeating: "plain ünïcode ", count: 100) + String(repeating: "&lt;&amp;&gt;", count: 100))
    }
}

import AshlarTemplate
import Testing

@Suite struct WhitespaceTests {
    private func render(_ source: String, _ change: (inout TemplateSyntax) -> Void) throws -> String {
        var configuration = TemplateEngine.Configuration()
        change(&configuration.syntax)
        return try TemplateEngine(loader: DictionaryLoader([:]), configuration: configuration).render(source: source)
    }

    @Test("a hyphen strips the whitespace on its side")
    func hyphens() throws {
        #expect(try render("a {%- if true -%} b {%- endif %} c") { _ in } == "ab c")
        #expect(try render("a \n {{- 1 -}} \n b {#- x -#} c") { _ in } == "a1bc")
        #expect(try render("a {%- raw -%} {{ x }} {%- endraw -%} b") { _ in } == "a{{ x }}b")
    }

    @Test("a line that begins with a sign is text: styles, addresses, decorators (Masonite trap 21)")
    func lines() throws {
        let text = """
            @media print { @page { margin: 0 } }
            @if (x) @endif
            write to @ada or ada@example.com
            # heading
            % of it
            $ price
            """
        #expect(try render(text) { _ in } == text)
        #expect(try render("@{{ 1 }}@ @import 'a';") { _ in } == "@1@ @import 'a';")
    }

    @Test("one line break at the end is dropped unless it is kept")
    func trailing() throws {
        #expect(try render("a\n\n") { _ in } == "a\n")
        #expect(try render("a\n") { $0.keepTrailingNewline = true } == "a\n")
    }

    @Test("trimBlocks drops the line break after a tag, lstripBlocks the indentation before it")
    func options() throws {
        let source = "<ul>\n    {% for i in [1, 2] %}\n  <li>{{ i }}\n    {% endfor %}\n</ul>"
        #expect(
            try render(source) {
                $0.trimBlocks = true
                $0.lstripBlocks = true
            } == "<ul>\n  <li>1\n  <li>2\n</ul>")
        #expect(try render("  {%+ if true %}\nx{% endif %}") { $0.lstripBlocks = true } == "  \nx")
        #expect(try render("{% if true +%}\nx{% endif %}") { $0.trimBlocks = true } == "\nx")
    }

    @Test("line breaks of any kind become the configured one")
    func newlines() throws {
        #expect(try render("a\r\nb\rc\nd") { _ in } == "a\nb\nc\nd")
        #expect(try render("a\nb") { $0.newlineSequence = "\r\n" } == "a\r\nb")
    }

    @Test("marks can be changed, and lines can be statements and comments")
    func marks() throws {
        #expect(
            try render("<% if true %>${ 1 }<% endif %><# c #>{{ x }}") {
                $0.blockStart = "<%"
                $0.blockEnd = "%>"
                $0.variableStart = "${"
                $0.variableEnd = "}"
                $0.commentStart = "<#"
                $0.commentEnd = "#>"
            } == "1{{ x }}")
        #expect(
            try render("% for i in [1, 2]:\n{{ i }} ## note\n% endfor\nend") {
                $0.lineStatementPrefix = "%"
                $0.lineCommentPrefix = "##"
            } == "1\n2\nend")
    }
}

import AshlarTemplate
import Testing

@Suite struct CheckTests {
    @Test("checking finds what shows without rendering, in all templates")
    func mistakes() throws {
        let engine = TemplateEngine(
            loader: DictionaryLoader([
                "good.html":
                    "{% extends 'layout.html' %}{% include 'maybe' ignore missing %}{% include ['no', 'layout.html'] %}",
                "layout.html": "{% block a %}{% endblock %}",
                "a.html": "\n{% extends 'layuot.html' %}",
                "b.html": "{% if x %}{{ x|uper }}{% endif %}{% from 'forms.html' import input %}",
                "c.html": "{% if %}",
            ]))
        #expect(
            engine.checkAll().map(\.description) == [
                "a.html:2:4: it extends \"layuot.html\", but there is no such template. Did you mean \"layout.html\"?",
                "b.html:1:16: unknown filter \"uper\". Did you mean \"upper\"?",
                "b.html:1:37: it imports \"forms.html\", but there is no such template",
                "c.html:1:7: expected an expression, found the end of the tag",
            ])
    }

    @Test("an unlistable folder is one mistake")
    func folder() throws {
        let errors = TemplateEngine(loader: FileSystemLoader(root: "/nowhere/views", watches: false)).checkAll()
        #expect(errors.count == 1)
        #expect(errors.first?.message.hasPrefix("the templates cannot be listed: ") == true)
    }
}

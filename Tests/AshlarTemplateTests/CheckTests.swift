import AshlarSupport
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
                "c.html:1:7: the \"if\" tag has no end: \"endif\" or \"elif\" or \"else\" is missing",
            ])
    }

    @Test("all mistakes of a template are reported, not the first alone")
    func several() throws {
        let engine = engine([
            "a.html": """
            {{ x|uper }}
            {% if ! %}{{ y is evn }}{% elif z %}{{ }}{% endif %}
            {% for i in %}{{ i|lowr }}{% endfor %}
            {% set a = %}{% include 'nothing' %}
            {{ 'end'|titel }}
            """
        ])
        #expect(
            engine.checkAll().map { "\($0.line ?? 0): \($0.message)" } == [
                "1: unknown filter \"uper\"", "2: unexpected character \"!\"",
            ])
        let other = self.engine([
            "a.html": """
            {{ x|uper }}
            {% if (] %}{{ y is evn }}{% elif z %}{{ }}{% endif %}
            """,
            "b.html": """
            {% for i in %}{{ }}{% endfor %}
            {% set a = %}{% include 'nothing' %}
            {% filter shout %}{{ 'end'|titel }}{% endfilter %}
            """,
        ])
        #expect(
            other.checkAll().map { "\($0.template):\($0.line ?? 0): \($0.message)" } == [
                "a.html:1: unknown filter \"uper\"", "a.html:2: unexpected \"]\", expected \")\"",
                "b.html:1: expected an expression, found the end of the tag",
                "b.html:1: expected an expression, found the end of the output",
                "b.html:2: expected an expression, found the end of the tag",
                "b.html:2: it includes \"nothing\", but there is no such template",
                "b.html:3: unknown filter \"shout\"", "b.html:3: unknown filter \"titel\"",
            ])
    }

    @Test("a block that no parent has is a mistake")
    func blocks() throws {
        let engine = engine([
            "layout.html": "{% block content %}{% block inner %}{% endblock %}{% endblock %}",
            "a.html": "{% extends 'layout.html' %}{% block contnt %}{% block own %}{% endblock %}{% endblock %}",
            "b.html": "{% extends 'layout.html' %}{% block content %}{% block own %}{% endblock %}{% endblock %}",
            "c.html": "{% extends 'b.html' %}{% block own %}{% endblock %}{% block inner %}{% endblock %}",
            "d.html": "{% extends parent %}{% block any %}{% endblock %}",
        ])
        #expect(
            engine.checkAll().map(\.description) == [
                "a.html:1:31: no template that it extends has a block \"contnt\", so it is never shown. "
                    + "Did you mean \"content\"?"
            ])
    }

    @Test("names that functions are called with are checked where they are written out")
    func literals() throws {
        var configuration = TemplateEngine.Configuration()
        configuration.globals["route"] = .function(TemplateFunction("route") { _ in "" })
        configuration.literalChecks["route"] = { call in
            call.literal == "home"
                ? nil : TemplateFault("there is no route \"\(call.literal)\"", suggestion: "Did you mean \"home\"?")
        }
        let engine = TemplateEngine(
            loader: DictionaryLoader([
                "a.html": "{{ route('home') }}{{ route('hoem') }}{{ route(name) }}",
                "b.html": "{% macro route(x) %}{% endmacro %}{{ route('other') }}",
            ]), configuration: configuration)
        #expect(
            engine.checkAll().map(\.description) == [
                "a.html:1:29: there is no route \"hoem\". Did you mean \"home\"?"
            ])
    }

    @Test("names that nobody gives to a view, and members that nothing has, are found")
    func names() throws {
        let engine = engine([
            "layout.html": "{{ title }}{% if user is defined %}{{ user }}{% endif %}{% block content %}{% endblock %}",
            "part.html": "{{ row }}{{ gone }}",
            "show.html": """
            {% extends 'layout.html' %}{% set own = 1 %}
            {% block content %}{{ post.title }}{{ post.titel }}{{ pots }}{{ own }}{{ extra|default('') }}{{ range(2)|list }}
            {% for row in post.rows %}{{ loop.index }}{% include 'part.html' %}{% endfor %}{% endblock %}
            """,
        ])
        let errors = engine.checkNames(of: "show.html", given: ["post": Post.self], shared: ["errors"])
        #expect(
            Set(errors.map(\.description)) == [
                "layout.html:1:4: \"title\" is undefined", "part.html:1:13: \"gone\" is undefined",
                "show.html:2:39: \"post\" has no member \"titel\". Did you mean \"title\"?",
                "show.html:2:55: \"pots\" is undefined. Did you mean \"post\"?",
            ])
    }

    @Test("a template is read once for all checks that share what they have read")
    func readOnce() throws {
        let loader = CountingLoader([
            "layout.html": "{% block a %}{% endblock %}",
            "a.html": "{% extends 'layout.html' %}{% block a %}{{ post.titel }}{% endblock %}",
            "b.html": "{% extends 'layout.html' %}{% block a %}{{ post.title }}{% endblock %}",
        ])
        let engine = TemplateEngine(loader: loader)
        let read = ParsedTemplates()
        for _ in 0..<2 {
            for (page, count) in [("a.html", 1), ("b.html", 0)] {
                #expect(engine.checkNames(of: page, given: ["post": Post.self], read: read).count == count)
            }
        }
        // Once to be compiled, once to be looked through.
        #expect(loader.loaded == ["layout.html": 2, "a.html": 2, "b.html": 2])
    }

    private struct Post: MemberReadable {
        static let memberNames = ["title", "rows"]
        func member(named name: String) throws -> any Sendable { throw MemberError.unknown }
    }

    private struct Writer: MemberReadable, MemberTyped {
        static let memberNames = ["name", "books"]
        static func memberType(named name: String) -> Any.Type? {
            switch name {
            case "books": Book.self
            case "name": String.self
            default: nil
            }
        }
        func member(named name: String) throws -> any Sendable { throw MemberError.unknown }
    }

    private struct Book: MemberReadable, MemberTyped {
        static let memberNames = ["title", "writer", "tags"]
        static func memberType(named name: String) -> Any.Type? {
            switch name {
            case "writer": Writer?.self
            case "tags": [String: Post].self
            case "title": String.self
            // There if it was loaded.
            case "writersCount": Int.self
            default: nil
            }
        }
        func member(named name: String) throws -> any Sendable { throw MemberError.unknown }
    }

    private let given: [String: Any.Type] = [
        "book": Book.self, "books": [Book].self, "byName": [String: Book].self, "maybe": [Book?]?.self,
        "note": String?.self, "count": Int.self,
    ]

    @Test(
        "members are followed through lists, relations, loops, set, with and filters",
        arguments: [
            ("{{ books[0].titl }}", "books[0]", "titl"), ("{{ byName.x.titl }}", "byName.x", "titl"),
            ("{{ byName['x'].titl }}", "byName.x", "titl"), ("{{ book['titl'] }}", "book", "titl"),
            ("{{ book.writer.nam }}", "book.writer", "nam"),
            ("{{ book.writer.books[0].titl }}", "book.writer.books[0]", "titl"),
            ("{{ maybe[0].titl }}", "maybe[0]", "titl"), ("{{ book.tags.x.titl }}", "book.tags.x", "titl"),
            ("{% for b in books %}{{ b.titl }}{% endfor %}", "b", "titl"),
            ("{% for b in books if b.titl %}{% endfor %}", "b", "titl"),
            ("{% for b in book.writer.books|sort(attribute='title') %}{{ b.titl }}{% endfor %}", "b", "titl"),
            ("{% for k, b in byName.items() %}{{ k }}{{ b.titl }}{% endfor %}", "b", "titl"),
            ("{% set w = book %}{{ w.titl }}", "w", "titl"),
            ("{% with w = books|first %}{{ w.titl }}{% endwith %}", "w", "titl"),
            ("{% set w = book.writer %}{% block a %}{{ w.nam }}{% endblock %}", "w", "nam"),
            ("{{ books|map(attribute='titl')|join }}", "Book", "titl"),
            ("{{ books|map(attribute='writer.nam')|join }}", "Writer", "nam"),
            ("{{ books|selectattr('titl')|list }}", "Book", "titl"),
            ("{{ (books|map(attribute='writer')|first).nam }}", "Writer", "nam"),
            ("{% for b in books %}{% include 'part.html' %}{% endfor %}", "b", "tilte"),
            ("{% if book %}{{ book.titl }}{% endif %}", "book", "titl"), ("{{ f(book.titl) }}", "book", "titl"),
            ("{{ note.titl }}", "note", "titl"), ("{{ book.title.nope }}", "book.title", "nope"),
            ("{{ note.uper() }}", "note", "uper"), ("{{ count.days }}", "count", "days"),
            ("{{ book.writer.name|upper }}{{ book.writer.name.x }}", "book.writer.name", "x"),
        ])
    func types(source: String, owner: String, member: String) throws {
        let engine = engine(["show.html": source, "part.html": "{{ b.title }}{{ b.tilte }}"])
        let errors = engine.checkNames(of: "show.html", given: given, shared: ["f"])
        #expect(errors.map(\.message) == ["\"\(owner)\" has no member \"\(member)\""], "\(source)")
    }

    @Test(
        "what is right, asked about or not known is left to rendering",
        arguments: [
            "{{ book.title }}{{ book.writer.books[0].title }}{{ book.title.upper().x }}{{ book.writersCount }}",
            "{% if book.sub is defined %}{{ book.sub }}{% endif %}{{ book.sub|default('') }}",
            "{% set book = f() %}{{ book.titl }}", "{% for book in f() %}{{ book.titl }}{% endfor %}",
            "{% if f() %}{% set w = book %}{% else %}{% set w = f() %}{% endif %}{{ w.titl }}",
            "{% macro m(book) %}{{ book.titl }}{% endmacro %}{{ m(1) }}",
            "{% for b in books %}{{ loop.index }}{% endfor %}{{ byName.keys() }}{{ byName.anything }}",
            "{{ books|map(attribute='sub', default='')|join }}{{ books|selectattr('sub', 'defined')|list }}",
            "{{ books|groupby('writer.name') }}{{ books|map('upper')|list }}{{ (f() or book).x }}",
            "{% set w = book %}{% block a %}{{ w.titl }}{% endblock %}{% set w = f() %}",
            "{{ note.upper() }}{{ note.upper }}{{ note[0] }}{{ note.split(',')[0].x }}{{ note.x is defined }}{{ count|round }}",
        ])
    func unknown(source: String) throws {
        let engine = engine(["show.html": source])
        #expect(engine.checkNames(of: "show.html", given: given, shared: ["f"]).map(\.description) == [], "\(source)")
    }

    @Test("names between templates are checked: blocks that are called, imports, circles")
    func links() throws {
        let engine = engine([
            "layout.html": "{{ self.title() }}{{ self.tilte() }}{% block a %}{% endblock %}{{ self.x is defined }}",
            "page.html":
                "{% extends 'layout.html' %}{% block a %}{% block title %}{% endblock %}{{ self.a() }}{% endblock %}",
            "self.html": "{% extends 'self.html' %}", "one.html": "{% extends 'two.html' %}",
            "two.html": "{% extends 'one.html' %}",
            "forms.html": "{% macro input() %}{% endmacro %}{% set size = 1 %}",
            "use.html": "{% from 'forms.html' import input, size as s, inptu %}{{ input() }}",
        ])
        #expect(
            engine.checkAll().map(\.description) == [
                "layout.html:1:22: there is no block \"tilte\". Did you mean \"title\"?",
                "one.html:1:4: it extends itself by way of \"two.html\"", "self.html:1:4: it extends itself",
                "two.html:1:4: it extends itself by way of \"one.html\"",
                "use.html:1:4: it imports \"inptu\" of \"forms.html\", which has no such name. Did you mean \"input\"?",
            ])
    }

    @Test("what is used of a template that is imported whole is looked for in it")
    func modules() throws {
        let engine = engine([
            "forms.html": "{% macro input() %}{% endmacro %}{% set _size = 1 %}{% if true %}{% set b = 1 %}{% endif %}",
            "layout.html": "{% block a %}{% endblock %}", "other.html": "{% extends 'layout.html' %}{% set x = 1 %}",
            "again.html": "{% import 'other.html' as l %}{% block a %}{% endblock %}",
            "a.html":
                "{% import 'forms.html' as l %}{{ l.inptu() }}{{ l.input() }}{{ l.b }}{{ l['inptu'] }}{{ l._size }}",
            "b.html":
                "{% extends 'layout.html' %}{% import 'forms.html' as l %}{% block a %}{{ l.inptu() }}{% endblock %}",
            "c.html": "{% for i in [1] %}{% import 'forms.html' as l %}{% if i %}{{ l.nope }}{% endif %}{% endfor %}",
            "right.html": "{% import 'forms.html' as l %}{{ l.x is defined }}{{ l.y|default(1) }}"
                + "{% for l in [1] %}{{ l.z }}{% endfor %}{% macro m(l) %}{{ l.z }}{% endmacro %}",
            "set.html": "{% import 'forms.html' as l %}{% set l = x %}{{ l.z }}",
            "either.html":
                "{% if x %}{% import 'forms.html' as l %}{% else %}{% import 'other.html' as l %}{% endif %}{{ l.x }}",
            "parent.html": "{% import 'other.html' as l %}{{ l.anything }}",
            "child.html":
                "{% extends 'again.html' %}{% import 'forms.html' as l %}{% block a %}{{ l.anything }}{% endblock %}",
        ])
        #expect(
            engine.checkAll().map(\.description) == [
                "a.html:1:34: \"forms.html\" has no \"inptu\". Did you mean \"input\"?",
                "a.html:1:73: \"forms.html\" has no \"inptu\". Did you mean \"input\"?",
                "a.html:1:89: \"forms.html\" has no \"_size\" for others: its underscore keeps it private",
                "b.html:1:74: \"forms.html\" has no \"inptu\". Did you mean \"input\"?",
                "c.html:1:62: \"forms.html\" has no \"nope\"",
            ])
    }

    @Test("what a parent that is named when rendering has is not known")
    func openParents() {
        let engine = engine([
            "page.html": "{% extends layout %}{% block a %}{{ self.b() }}{% endblock %}",
            "child.html": "{% extends name %}{% block c %}{% endblock %}",
            "other.html": "{% block d %}{{ self.c() }}{% endblock %}",
        ])
        #expect(engine.checkAll().map(\.description) == [])
        #expect(engine.blockNames(of: "page.html") == nil)
        #expect(engine.blockNames(of: "other.html") == ["d"])
    }

    private func engine(_ templates: [String: String]) -> TemplateEngine {
        TemplateEngine(loader: DictionaryLoader(templates))
    }

    @Test("an unlistable folder is one mistake")
    func folder() throws {
        let errors = TemplateEngine(loader: FileSystemLoader(root: "/nowhere/views", watches: false)).checkAll()
        #expect(errors.count == 1)
        #expect(errors.first?.message.hasPrefix("the templates cannot be listed: ") == true)
    }
}

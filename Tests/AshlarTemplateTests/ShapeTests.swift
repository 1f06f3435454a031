import AshlarSupport
import AshlarTemplate
import Foundation
import Testing

/// What is known of dates, lists, loops, groups and macros before a template is rendered.
@Suite struct ShapeTests {
    private struct Post: MemberReadable, MemberTyped {
        static let memberNames = ["title", "createdAt"]
        static func memberType(named name: String) -> Any.Type? {
            switch name {
            case "title": String.self
            case "createdAt": Date?.self
            default: nil
            }
        }
        func member(named name: String) throws -> any Sendable { throw MemberError.unknown }
    }

    private static let library = [
        "m.html":
            "{% macro badge(text, tone='cool') %}{{ text }}{{ tone }}{% endmacro %}"
            + "{% macro field(name, label) %}{{ name }}{{ label|default('') }}{% endmacro %}"
            + "{% macro any(a) %}{{ a }}{{ kwargs }}{{ varargs }}{% endmacro %}"
            + "{% macro pair(a, b) %}{{ a }}{% if c %}{{ b }}{% endif %}{{ b }}{% endmacro %}"
    ]

    private func errors(_ source: String) -> [TemplateError] {
        let engine = TemplateEngine(loader: DictionaryLoader(Self.library.merging(["a.html": source]) { $1 }))
        let given: [String: Any.Type] = ["posts": [Post].self, "featured": Post.self]
        return engine.checkAll() + engine.checkNames(of: "a.html", given: given, shared: ["f"])
    }

    @Test(
        "members of dates, lists, loops and groups are checked",
        arguments: [
            ("{{ featured.createdAt.yaer }}", "featured.createdAt", "yaer", "Did you mean \"year\"?"),
            ("{{ featured.createdAt.isoformt() }}", "featured.createdAt", "isoformt", "Did you mean \"isoformat\"?"),
            (
                "{{ posts.title }}", "posts", "title",
                "It is a list, and its elements have it: {% for item in posts %}{{ item.title }}."
            ),
            ("{{ posts.length }}", "posts", "length", "How many there are says the filter: posts|length."),
            ("{{ posts.count }}", "posts", "count", "How many there are says the filter: posts|length."),
            ("{% for p in posts %}{{ loop.idx }}{% endfor %}", "loop", "idx", nil),
            ("{% for p in posts %}{{ loop.previtem.foo }}{% endfor %}", "loop.previtem", "foo", nil),
            ("{% for y, all in posts|groupby('title') %}{{ all[0].foo }}{% endfor %}", "all[0]", "foo", nil),
            ("{% for g in posts|groupby('title') %}{{ g.list[0].foo }}{% endfor %}", "g.list[0]", "foo", nil),
            (
                "{% for g in posts|groupby('title') %}{{ g.groupr }}{% endfor %}", "g", "groupr",
                "Did you mean \"grouper\"?"
            ),
            ("{% for row in posts|batch(2) %}{% for p in row %}{{ p.foo }}{% endfor %}{% endfor %}", "p", "foo", nil),
            ("{{ (posts|first).foo }}", "Post", "foo", nil),
        ])
    func members(source: String, owner: String, member: String, suggestion: String?) {
        let errors = errors(source)
        #expect(Set(errors.map(\.message)) == ["\"\(owner)\" has no member \"\(member)\""], "\(source)")
        if let suggestion { #expect(errors.first?.suggestion == suggestion) }
    }

    @Test(
        "arguments of macros that are known are checked",
        arguments: [
            ("{% import 'm.html' as g %}{{ g.badge(txt='x', text='y') }}", "macro \"badge\" has no parameter \"txt\""),
            ("{% import 'm.html' as g %}{{ g.pair('a') }}", "macro \"pair\" needs \"b\""),
            ("{% from 'm.html' import badge %}{{ badge() }}", "macro \"badge\" needs \"text\""),
            (
                "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
                "macro \"m\" takes 1 arguments at most, 2 were given"
            ),
            ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m }}", "the macro \"m\" is printed, and not called"),
        ])
    func macros(source: String, message: String) {
        #expect(Set(errors(source).map(\.message)) == [message], "\(source)")
    }

    @Test(
        "what may be right is left to rendering",
        arguments: [
            "{{ featured.createdAt.year }}{{ featured.createdAt.strftime('%Y') }}{{ featured.createdAt|date('%Y') }}",
            "{{ posts|length }}{{ posts.count(1) }}{{ posts[0].title }}{{ posts.index(1) }}{{ posts.x is defined }}",
            "{% for p in posts %}{{ loop.index }}{{ loop.cycle(1, 2) }}{{ loop.previtem.title }}{{ loop.changed(1) }}{% endfor %}",
            "{% for p in posts recursive %}{{ loop(posts) }}{{ loop.depth }}{% endfor %}",
            "{% for y, all in posts|groupby('title') %}{{ y }}{{ all|length }}{{ all[0].title }}{% endfor %}",
            "{% for g in posts|groupby('title') %}{{ g.grouper }}{{ g[0] }}{{ g[1] }}{{ g.list[0].title }}{% endfor %}",
            "{% for row in posts|batch(2, 0) %}{% for p in row %}{{ p.foo }}{% endfor %}{% endfor %}",
            "{% set loop = f() %}{{ loop.x }}{% for p in posts %}{% macro m() %}{{ loop.x }}{% endmacro %}{% endfor %}",
            "{% for p in posts %}{% block a scoped %}{{ loop.index }}{% endblock %}{% endfor %}",
            "{% import 'm.html' as g %}{{ g.badge('x') }}{{ g.badge(text='x', tone='y') }}{{ g.field('a') }}{{ g.any(1, 2, b=3) }}",
            "{% import 'm.html' as g %}{{ g.pair(*f()) }}{{ g.pair('a', **f()) }}{{ g.badge('x', caller=f) }}",
            "{% macro m(a) %}{{ a }}{% endmacro %}{% macro m(b) %}{{ b }}{% endmacro %}{{ m(b=1) }}",
            "{% macro m(a) %}{{ a }}{% endmacro %}{% set m = f() %}{{ m(1, 2) }}{{ m }}",
            "{% macro m(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call m(1) %}x{% endcall %}",
            "{% macro m(a) %}{% if a %}x{% endif %}{% endmacro %}{{ m(f()) }}{{ m|string|length if f() }}",
        ])
    func right(source: String) {
        #expect(errors(source).map(\.description) == [], "\(source)")
    }

    @Test("an unknown filter hides no other mistake of a view with types")
    func several() {
        let found = Set(errors("{{ featured.titel|uper }}{{ nothing }}{{ featured is evn }}").map(\.message))
        #expect(
            found == [
                "\"featured\" has no member \"titel\"", "unknown filter \"uper\"", "\"nothing\" is undefined",
                "unknown test \"evn\"",
            ])
    }
}

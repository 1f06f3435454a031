import AshlarTemplate
import Testing

@Suite struct StatementTests {
    @Test("if takes the first branch that is true")
    func conditions() throws {
        let source = "{% if n > 10 %}big{% elif n > 5 %}middle{% else %}small{% endif %}"
        #expect(try [20, 7, 1].map { try render(source, ["n": $0]) } == ["big", "middle", "small"])
    }

    @Test("for goes through lists, dictionaries, texts and ranges, and unpacks")
    func loops() throws {
        #expect(try render("{% for x in xs %}{{ x }},{% endfor %}", ["xs": [1, 2, 3]]) == "1,2,3,")
        #expect(
            try render("{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}", ["d": ["b": 2, "a": 1]]) == "a=1;b=2;"
        )
        #expect(try render("{% for c in 'añb' %}{{ c }}.{% endfor %}") == "a.ñ.b.")
        #expect(try render("{% for i in range(3, 0, -1) %}{{ i }}{% endfor %}") == "321")
        #expect(try render("{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}") == "123")
        #expect(try render("{% for x in [] %}x{% else %}none{% endfor %}") == "none")
        #expect(
            try render("{% for x in [1, 2, 3, 4] if x is even %}{{ loop.index }}:{{ x }} {% endfor %}") == "1:2 2:4 ")
    }

    @Test(
        "loop knows where the loop is",
        arguments: [
            ("loop.index", "123"), ("loop.index0", "012"), ("loop.revindex", "321"), ("loop.revindex0", "210"),
            ("loop.length", "333"), ("loop.first", "TrueFalseFalse"), ("loop.last", "FalseFalseTrue"),
            ("loop.depth", "111"), ("loop.cycle('a', 'b')", "aba"), ("loop.previtem|default('-')", "-xy"),
            ("loop.nextitem|default('-')", "yz-"), ("loop.changed(1)", "TrueFalseFalse"),
        ])
    func loopVariable(expression: String, output: String) throws {
        #expect(try render("{% for i in ['x', 'y', 'z'] %}{{ \(expression) }}{% endfor %}") == output)
    }

    @Test("a recursive loop calls itself for the children")
    func recursion() throws {
        let tree: [String: any Sendable] = [
            "name": "a", "children": [["name": "b", "children": [] as [String]] as [String: any Sendable]],
        ]
        let source = "{% for n in nodes recursive %}[{{ loop.depth }}{{ n.name }}{{ loop(n.children) }}]{% endfor %}"
        #expect(try render(source, ["nodes": [tree]]) == "[1a[2b]]")
    }

    @Test("break and continue leave a loop and a round")
    func controls() throws {
        let source =
            "{% for i in range(9) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 5 %}{% break %}{% endif %}{{ i }}{% endfor %}"
        #expect(try render(source) == "0134")
    }

    @Test("what a loop assigns stays in the loop, a namespace carries it out")
    func scopes() throws {
        #expect(try render("{% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{{ x }}{% endfor %}{{ x }}") == "21")
        #expect(try render("{% for i in [1, 2] %}{{ x|default('-') }}{% set x = i %}{% endfor %}") == "--")
        #expect(
            try render(
                "{% set ns = namespace(n=0) %}{% for i in [1, 2, 3] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}")
                == "6")
        #expect(try render("{% if true %}{% set x = 5 %}{% endif %}{{ x }}") == "5")
        #expect(try render("{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}{{ a|default('gone') }}") == "3gone")
        #expect(try render("{% set a, b = 1, 2 %}{{ b }}{{ a }}") == "21")
        #expect(try render("{% set x = 1 %}{% macro m() %}{{ x }}{% endmacro %}{% set x = 2 %}{{ m() }}") == "2")
        #expect(try render("{{ x }}{% set x = 2 %}{{ x }}", ["x": 1]) == "12")
    }

    @Test("a block of text can be assigned and filtered")
    func blocks() throws {
        #expect(try render("{% set x %}<b>{{ 1 }}</b>{% endset %}{{ x }}") == "<b>1</b>")
        #expect(try render("{% set x | upper %}a{% endset %}{{ x }}") == "A")
        #expect(try render("{% filter upper|trim %} a<b {% endfilter %}") == "A<B")
    }

    @Test("do evaluates without printing, print prints")
    func evaluation() throws {
        #expect(try render("{% do 1 + 1 %}x{% print 1, 2 %}") == "x12")
    }

    @Test("raw text and comments are not read")
    func raw() throws {
        #expect(try render("{% raw %}{{ a }}{% if %}{% endraw %}|{# {{ b }} #}|") == "{{ a }}{% if %}||")
    }

    @Test("cycler and joiner remember where they are")
    func helpers() throws {
        let cycle =
            "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{% do c.reset() %}{{ c.next() }}"
        #expect(try render(cycle) == "abbaa")
        #expect(try render("{% set j = joiner('|') %}{{ j() }}a{{ j() }}b") == "a|b")
        #expect(try render("{{ dict(a=1).a }}{{ lipsum(n=1, min=5, max=6)|striptags|wordcount }}") == "15")
    }
}

import AshlarTemplate
import Testing

@Suite struct ChangeTests {
    @Test(
        "lists that a template makes change as in Python",
        arguments: [
            ("{% set x = [] %}{% for i in [3, 1, 2] %}{% do x.append(i * 2) %}{% endfor %}{{ x }}", "[6, 2, 4]"),
            ("{% set x = [] %}{% for i in [3, 1] %}{% set _ = x.append(i) %}{% endfor %}{{ x|sum }}", "4"),
            ("{% set x = [1] %}{% set y = x %}{% do y.append(2) %}{{ x }}{{ y is sameas x }}", "[1, 2]True"),
            ("{% set x = [1] %}{% set y = x.copy() %}{% do y.append(2) %}{{ x }}{{ y }}", "[1][1, 2]"),
            ("{% set x = [1] %}{% do x.extend((2, 3)) %}{{ x }}", "[1, 2, 3]"),
            ("{% set x = [1] %}{% do x.extend(x) %}{{ x }}", "[1, 1]"),
            (
                "{% set x = [1, 2] %}{{ x.insert(0, 0) }}{{ x.insert(-1, 9) }}{{ x.insert(99, 5) }}{{ x }}",
                "NoneNoneNone[0, 1, 9, 2, 5]"
            ),
            ("{% set x = [3, 1, 2] %}{{ x.pop() }}{{ x.pop(0) }}{{ x.pop(-1) }}{{ x }}", "231[]"),
            ("{% set x = [3, 1, 3] %}{% do x.remove(3) %}{{ x }}", "[1, 3]"),
            (
                "{% set x = ['b', 'C', 'a'] %}{% do x.sort() %}{{ x }}{% do x.sort(reverse=true) %}{{ x }}{% do x.reverse() %}{{ x }}",
                "['C', 'a', 'b']['b', 'a', 'C']['C', 'a', 'b']"
            ),
            ("{% set x = [1] %}{% do x.clear() %}{{ x }}{{ 'empty' if not x }}", "[]empty"),
            (
                "{% set x = [1] %}{% for i in x %}{% if i < 4 %}{% do x.append(i + 1) %}{% endif %}{{ i }}{{ loop.length }};{% endfor %}",
                "12;23;34;44;"
            ),
            ("{% set x = 'a b'.split() %}{% do x.append('c') %}{{ x|join }}", "abc"),
            ("{% set x = given|list %}{% do x.append(4) %}{{ x }}{{ given }}", "[1, 2, 3, 4][1, 2, 3]"),
            (
                "{% set x = [1, 2, 1] %}{{ x.index(1, 1) }}{{ x.count(1) }}{{ (1, 2).index(2) }}{{ range(5).count(3) }}",
                "2211"
            ),
            (
                "{% macro add(list) %}{% do list.append(1) %}{% endmacro %}{% set x = [] %}{{ add(x) }}{{ add(x) }}{{ x }}",
                "[1, 1]"
            ),
            (
                "{% set ns = namespace(x=[]) %}{% for i in range(3) %}{% do ns.x.append([i]) %}{% endfor %}{{ ns.x }}",
                "[[0], [1], [2]]"
            ),
            ("{% set add = [].append %}{{ add(1) }}", "None"),
            ("{% set x = [[1]] * 2 %}{% do x[0].append(2) %}{{ x }}", "[[1, 2], [1, 2]]"),
        ])
    func lists(source: String, output: String) throws {
        #expect(try renderPlain(source, ["given": [1, 2, 3]]) == output)
    }

    @Test(
        "dictionaries that a template makes change as in Python",
        arguments: [
            ("{% set d = {'a': 1} %}{% do d.update({'b': 2}, c=3) %}{{ d }}", "{'a': 1, 'b': 2, 'c': 3}"),
            ("{% set d = {} %}{% do d.update([('x', 1), (2, 3)]) %}{{ d }}{{ d.x }}{{ d[2] }}", "{'x': 1, 2: 3}13"),
            (
                "{% set d = {'a': 1} %}{{ d.setdefault('a', 5) }}{{ d.setdefault('b', 5) }}{{ d.setdefault('c') }}{{ d }}",
                "15None{'a': 1, 'b': 5, 'c': None}"
            ),
            (
                "{% set d = {'a': 1, 'b': 2, 'c': 3} %}{{ d.pop('b') }}{{ d.pop('x', 9) }}{{ d.popitem() }}{{ d }}{{ d.a }}",
                "29('c', 3){'a': 1}1"
            ),
            ("{% set d = {'a': 1} %}{% do d.clear() %}{{ d }}{{ d|length }}", "{}0"),
            (
                "{% set d = dict(a=1) %}{% set e = d.copy() %}{% do e.update(b=2) %}{{ d }}{{ e }}",
                "{'a': 1}{'a': 1, 'b': 2}"
            ),
            (
                "{% set d = {} %}{% for w in 'a b a'.split() %}{% do d.update({w: d.get(w, 0) + 1}) %}{% endfor %}{{ d }}",
                "{'a': 2, 'b': 1}"
            ),
            ("{% set d = {'a': 1} %}{% set keys = d.keys() %}{% do d.update(b=2) %}{{ keys|join }}", "ab"),
            ("{% set d = dict(given) %}{% do d.update(b=2) %}{{ d }}{{ given }}", "{'a': 1, 'b': 2}{'a': 1}"),
        ])
    func dictionaries(source: String, output: String) throws {
        #expect(try renderPlain(source, ["given": ["a": 1]]) == output)
    }

    @Test(
        "what a template is given does not change, and neither do tuples",
        arguments: [
            (
                "{% do given.append(1) %}", "list.append: a list that was given to the template does not change",
                "Make one of its own: {% set items = items|list %}."
            ),
            (
                "{% do made.append(1) %}", "list.append: a list that was given to the template does not change",
                "Make one of its own: {% set items = items|list %}."
            ),
            (
                "{% do shared.append(1) %}", "list.append: a list that was given to the template does not change",
                "Make one of its own: {% set items = items|list %}."
            ),
            (
                "{% do pairs.update(a=1) %}",
                "dictionary.update: a dictionary that was given to the template does not change",
                "Make one of its own: {% set items = dict(items) %}."
            ),
            ("{% do (1, 2).append(3) %}", "tuple has no member \"append\"", nil),
            ("{% do range(3).append(3) %}", "range has no member \"append\"", nil),
            ("{% do [].pop() %}", "list.pop: the list is empty", nil),
            ("{% do [1].pop(1) %}", "list.pop: there is no element 1", nil),
            ("{% do [1].remove(2) %}", "list.remove: 2 is not in the list", nil),
            ("{% do [1, 'a'].sort() %}", "list.sort: string and integer have no order", nil),
            ("{% do {}.pop('a') %}", "dictionary.pop: there is no key 'a'", nil),
            ("{% do {}.popitem() %}", "dictionary.popitem: the dictionary is empty", nil),
            (
                "{% do {}.update({'a': 1}.items(), [3]) %}{% do {}.update([[1, 2, 3]]) %}",
                "dictionary.update: a dictionary is made of pairs", nil
            ),
            ("{% do {}.update([[[1], 2]]) %}", "dictionary.update: list cannot be a key", nil),
        ])
    func refused(source: String, message: String, suggestion: String?) throws {
        var configuration = TemplateEngine.Configuration()
        configuration.globals["shared"] = [1, 2]
        let engine = TemplateEngine(loader: DictionaryLoader([:]), configuration: configuration)
        let values: [String: any Sendable] = [
            "given": [1, 2, 3], "made": TemplateValue.list([1]), "pairs": ["a": 1],
        ]
        let error = try #require(throws: TemplateError.self) { try engine.render(source: source, values) }
        #expect(error.message == message)
        #expect(error.suggestion == suggestion)
        #expect(error.line == 1)
    }
}

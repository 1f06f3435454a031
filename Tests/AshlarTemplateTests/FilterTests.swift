import AshlarTemplate
import Testing

@Suite struct FilterTests {
    private static let people: [[String: any Sendable]] = [
        ["name": "Bea", "city": "Rome", "age": 41], ["name": "ada", "city": "Bonn", "age": 36],
        ["name": "Cy", "city": "rome", "age": 12],
    ]

    @Test(
        "filters of lists",
        arguments: [
            ("[3, 1, 2]|sort", "[1, 2, 3]"), ("[3, 1, 2]|sort(reverse=true)", "[3, 2, 1]"),
            ("['b', 'A']|sort", "['A', 'b']"),
            ("['b', 'A', 'a']|sort(case_sensitive=true)", "['A', 'a', 'b']"),
            ("people|sort(attribute='age')|map(attribute='name')|list", "['Cy', 'ada', 'Bea']"),
            ("people|sort(attribute='city,name')|map(attribute='name')|join(' ')", "ada Bea Cy"),
            ("[1, 2, 3]|first", "1"), ("[1, 2, 3]|last", "3"), ("[1, 2]|length", "2"), ("'añb'|count", "3"),
            ("[1, 2]|sum", "3"),
            ("people|sum('age')", "89"), ("people|sum(attribute='age', start=11)", "100"),
            ("['a', 'A', 'b']|unique|list", "['a', 'b']"),
            ("[1, 2, 3]|reverse|list", "[3, 2, 1]"), ("'abc'|reverse", "cba"), ("[1, 2, 3]|join('-')", "1-2-3"),
            ("people|join(', ', attribute='name')", "Bea, ada, Cy"), ("[3, 9, 2]|min", "2"), ("[3, 9, 2]|max", "9"),
            ("people|max(attribute='age')|attr('name')|default('x')", "x"),
            ("(people|max(attribute='age')).name", "Bea"),
            ("[1, 2, 3, 4, 5]|batch(2, 'x')|list", "[[1, 2], [3, 4], [5, 'x']]"),
            ("[1, 2, 3, 4, 5]|slice(3)|list", "[[1, 2], [3, 4], [5]]"),
            ("{'b': 1, 'a': 2}|dictsort", "[('a', 2), ('b', 1)]"),
            ("{'b': 1, 'a': 2}|dictsort(by='value')", "[('b', 1), ('a', 2)]"),
            ("{'a': 1}|items|list", "[('a', 1)]"), ("'ab'|list", "['a', 'b']"),
            ("[1, 2, 3, 4]|select('odd')|list", "[1, 3]"),
            ("[1, 2, 3, 4]|reject('odd')|list", "[2, 4]"), ("[0, 1, '']|select|list", "[1]"),
            ("people|selectattr('age', 'gt', 30)|map(attribute='name')|list", "['Bea', 'ada']"),
            ("people|rejectattr('age', 'gt', 30)|map(attribute='name')|list", "['Cy']"),
            ("['a', 'b']|map('upper')|list", "['A', 'B']"),
            ("[{}]|map(attribute='x', default='-')|list", "['-']"), ("[[1, 2]]|map('join', '+')|list", "['1+2']"),
        ])
    func lists(expression: String, output: String) throws {
        #expect(try renderPlain("{{ \(expression) }}", ["people": Self.people]) == output)
    }

    @Test("groupby groups whatever the case, and its groups unpack and have names")
    func groups() throws {
        let source =
            "{% for city, list in people|groupby('city') %}{{ city }}:{{ list|map(attribute='name')|join(',') }};{% endfor %}"
        #expect(try render(source, ["people": Self.people]) == "Bonn:ada;Rome:Bea,Cy;")
        let named =
            "{% for g in people|groupby('city', case_sensitive=true) %}{{ g.grouper }}{{ g.list|length }} {% endfor %}"
        #expect(try render(named, ["people": Self.people]) == "Bonn1 Rome1 rome1 ")
    }

    @Test(
        "filters of texts",
        arguments: [
            ("'aB'|upper", "AB"), ("'aB'|lower", "ab"), ("'aB cD'|capitalize", "Ab cd"),
            ("\"foo's bar-baz (x)\"|title", "Foo's Bar-Baz (X)"),
            ("'  a '|trim", "a"), ("'--a-'|trim('-')", "a"), ("'a'|center(5)", "  a  "),
            ("'aaa'|replace('a', 'b', 2)", "bba"),
            ("'foo bar baz qux'|truncate(9)", "foo..."), ("'foo bar baz qux'|truncate(9, true)", "foo ba..."),
            ("'foo bar baz qux'|truncate(11)", "foo bar baz qux"),
            ("'foo bar baz qux'|truncate(11, leeway=0)", "foo bar..."),
            ("'foo bar baz'|wordwrap(7)", "foo bar\nbaz"), ("'abcdefgh'|wordwrap(3)", "abc\ndef\ngh"),
            ("'abcdefgh x'|wordwrap(3, false)", "abcdefgh\nx"), ("'well-known'|wordwrap(6)", "well-\nknown"),
            ("'a b, c_d é'|wordcount", "4"), ("'a\\nb\\n\\nc'|indent(2)", "a\n  b\n\n  c"),
            ("'a\\nb'|indent('>', first=true)", ">a\n>b"),
            ("'%s: %d'|format('a', 3)", "a: 3"), ("'%(x)s'|format(x=1)", "1"), ("none|default('x')", "None"),
            ("''|default('x', true)", "x"),
            ("'<p>a  <!-- b --> &amp; c</p>'|striptags", "a & c"), ("'a b/ü'|urlencode", "a%20b/%C3%BC"),
            ("{'a b': 'c/d'}|urlencode", "a+b=c%2Fd"),
            ("[('x', 1)]|urlencode", "x=1"), ("5|string", "5"), ("{'a': [1]}|pprint", "{'a': [1]}"),
        ])
    func texts(expression: String, output: String) throws {
        #expect(try renderPlain("{{ \(expression) }}") == output)
    }

    @Test(
        "filters of numbers",
        arguments: [
            ("-3|abs", "3"), ("(-3)|abs", "3"), ("'42'|int", "42"), ("'42.9'|int", "42"), ("'x'|int(7)", "7"),
            ("'0x1F'|int(base=16)", "31"),
            ("'zz'|int(base=36)", "1295"), ("'1.5'|float", "1.5"), ("'x'|float", "0.0"), ("2.5|round", "2.0"),
            ("42.55|round(1, 'floor')", "42.5"),
            ("2.1|round(0, 'ceil')", "3.0"), ("1234|round(-2)", "1200"), ("1|filesizeformat", "1 Byte"),
            ("999|filesizeformat", "999 Bytes"),
            ("1500|filesizeformat", "1.5 kB"), ("1048576|filesizeformat(true)", "1.0 MiB"),
            ("1e30|filesizeformat", "1000000.0 YB"),
        ])
    func numbers(expression: String, output: String) throws {
        #expect(try renderPlain("{{ \(expression) }}") == output)
    }

    @Test("tojson is safe in a script element")
    func json() throws {
        let value: [String: any Sendable] = ["b": [1, 2.5] as [any Sendable], "a": "</script>é'\"\n"]
        #expect(
            try render("{{ v|tojson }}", ["v": value])
                == "{\"a\": \"\\u003c/script\\u003e\\u00e9\\u0027\\\"\\n\", \"b\": [1, 2.5]}")
        #expect(try render("{{ [1, {}]|tojson(2) }}") == "[\n  1,\n  {}\n]")
    }

    @Test(
        "urlize makes links of addresses and of nothing else",
        arguments: [
            ("see http://a.com/x?y=1.", "see <a href=\"http://a.com/x?y=1\" rel=\"noopener\">http://a.com/x?y=1</a>."),
            ("(www.example.org)", "(<a href=\"https://www.example.org\" rel=\"noopener\">www.example.org</a>)"),
            ("me@example.com", "<a href=\"mailto:me@example.com\">me@example.com</a>"),
            ("http://<x>", "http://&lt;x&gt;"), ("example.txt", "example.txt"), ("a@b", "a@b"),
        ])
    func links(text: String, html: String) throws {
        #expect(try render("{{ t|urlize }}", ["t": text]) == html)
    }

    @Test("an error of a filter names the filter")
    func mistakes() throws {
        #expect(try failure("{{ 5|length }}").message == "filter \"length\": integer has no length")
        #expect(
            try failure("{{ 'a'|upper(1) }}").message == "filter \"upper\": it takes 0 arguments at most, 1 were given")
        let error = try failure("{{ 'a'|truncate(lenght=3) }}")
        #expect(error.message == "filter \"truncate\": there is no argument \"lenght\"")
        #expect(error.suggestion == "There are: length, killwords, end, leeway.")
        #expect(
            try failure("{{ {'a b': 1}|xmlattr }}").message
                == "filter \"xmlattr\": 'a b' cannot be the name of an attribute")
    }

    @Test("filters, tests and globals of one's own")
    func custom() throws {
        var configuration = TemplateEngine.Configuration()
        configuration.filters["shout"] = TemplateFilter { value, arguments in
            .string(try value.text() + String(repeating: "!", count: try arguments.integer(0, "times") ?? 1))
        }
        configuration.tests["long"] = TemplateTest { value, _ in try value.text().count > 3 }
        configuration.globals["site"] = "Ashlar"
        let engine = TemplateEngine(loader: DictionaryLoader([:]), configuration: configuration)
        #expect(
            try engine.render(source: "{{ site|shout(2) }}{{ 'abcd' is long }}{{ 'shout' is filter }}")
                == "Ashlar!!TrueTrue")
    }
}

import AshlarTemplate
import Testing

@Suite struct ExpressionTests {
    @Test(
        "literals print as Jinja prints them",
        arguments: [
            ("42", "42"), ("1_000", "1000"), ("0x1f", "31"), ("0b101", "5"), ("0o17", "15"), ("2.50", "2.5"),
            ("1e3", "1000.0"), ("1e100", "1e+100"), ("true", "True"), ("none", "None"), ("'a\\n\\x41\\u00e9'", "a\nAé"),
            ("'a' \"b\"", "ab"), ("[1, 'a', none]", "[1, 'a', None]"), ("(1,)", "(1,)"), ("(1, 2)", "(1, 2)"),
            ("()", "()"),
            ("{'a': 1, 2: [3]}", "{'a': 1, 2: [3]}"), ("1, 2", "(1, 2)"), ("[\"it's\"]", "[\"it's\"]"),
        ])
    func literals(expression: String, output: String) throws {
        #expect(try renderPlain("{{ \(expression) }}") == output)
    }

    @Test(
        "operators bind and calculate as in Python",
        arguments: [
            ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("2 ** 3 ** 2", "64"), ("-2 ** 2", "4"), ("7 / 2", "3.5"),
            ("7 // 2", "3"), ("-7 // 2", "-4"), ("-7 % 3", "2"), ("7.5 % 2", "1.5"), ("2 ** -1", "0.5"),
            ("1 + 1.0", "2.0"),
            ("true + 1", "2"), ("'a' + 'b'", "ab"), ("'ab' * 2", "abab"), ("[1] + [2]", "[1, 2]"),
            ("[0] * 3", "[0, 0, 0]"),
            ("1 ~ 2 ~ 'x'", "12x"), ("'%s-%03d' % ('a', 7)", "a-007"), ("not 1 == 2", "True"), ("1 < 2 < 3", "True"),
            ("3 > 2 > 2", "False"), ("1 in [1]", "True"), ("'b' in 'abc'", "True"), ("4 not in (1, 2)", "True"),
            ("'k' in {'k': 1}", "True"), ("0 or 'x'", "x"), ("1 and 0", "0"), ("'' or none or 'z'", "z"),
            ("'y' if 1 else 'n'", "y"), ("'y' if 0 else 'm' if 0 else 'n'", "n"), ("[1, 2] == [1, 2]", "True"),
            ("1 == 1.0", "True"), ("(1, 2) < (1, 3)", "True"), ("'a' < 'b'", "True"), ("[1] == (1,)", "False"),
        ])
    func operators(expression: String, output: String) throws {
        #expect(try renderPlain("{{ \(expression) }}") == output)
    }

    @Test(
        "members, elements and slices",
        arguments: [
            ("user.name", "Ada"), ("user['name']", "Ada"), ("list[0]", "a"), ("list.1", "b"), ("list[-1]", "d"),
            ("list[1:3]", "['b', 'c']"), ("list[::-1]", "['d', 'c', 'b', 'a']"), ("list[:2]", "['a', 'b']"),
            ("list[::2]", "['a', 'c']"), ("'hello'[1:3]", "el"), ("'hello'[-1]", "o"), ("(1, 2, 3)[1:]", "(2, 3)"),
            ("list[10:]", "[]"), ("list[-100:100]", "['a', 'b', 'c', 'd']"), ("{1: 'x'}[1.0]", "x"),
            ("range(9)[1:8:3]", "range(1, 10, 3)"),
        ])
    func members(expression: String, output: String) throws {
        let values: [String: any Sendable] = ["user": ["name": "Ada"], "list": ["a", "b", "c", "d"]]
        #expect(try renderPlain("{{ \(expression) }}", values) == output)
    }

    @Test(
        "methods of texts, lists and dictionaries",
        arguments: [
            ("'a b'.upper()", "A B"), ("'a,b'.split(',')", "['a', 'b']"), ("' x '.strip()", "x"),
            ("'abc'.startswith('ab')", "True"),
            ("'-'.join(['a', 'b'])", "a-b"), ("'{} {x}'.format(1, x=2)", "1 2"),
            ("'{:>5}|{:.2f}'.format('a', 1.5)", "    a|1.50"),
            ("{'a': 1}.items()|list", "[('a', 1)]"), ("{'a': 1}.get('b', 2)", "2"), ("{'items': 3}.items", "3"),
            ("[1, 2, 1].count(1)", "2"), ("'a b  c'.split()", "['a', 'b', 'c']"),
            ("'a-b-c'.rsplit('-', 1)", "['a-b', 'c']"),
            ("'abc'.find('c')", "2"), ("'x'.center(5, '*')", "**x**"), ("'7'.zfill(3)", "007"),
            ("'Ab'.swapcase()", "aB"),
        ])
    func methods(expression: String, output: String) throws {
        #expect(try renderPlain("{{ \(expression) }}") == output)
    }

    @Test("a function gets positional and keyword arguments, and spreads")
    func calls() throws {
        let function = TemplateFunction("show") { arguments in
            let named = try arguments.keyword.map { "\($0.name)=\(try $0.value.text())" }
            return .string((try arguments.positional.map { try $0.text() } + named).joined(separator: " "))
        }
        let source = "{{ show(1, 'b', c=3) }}|{{ show(*[1, 2], **{'x': 9}) }}"
        #expect(try render(source, ["show": function]) == "1 b c=3|1 2 x=9")
    }

    @Test(
        "integers have as many digits as they need, up to 4096 bits",
        arguments: [
            ("9223372036854775807 + 1", "9223372036854775808"), ("-9223372036854775807 - 2", "-9223372036854775809"),
            ("9223372036854775807 * 2", "18446744073709551614"), ("2 ** 64", "18446744073709551616"),
            ("(-9223372036854775807 - 1) // -1", "9223372036854775808"),
            ("-(-9223372036854775807 - 1)", "9223372036854775808"), ("2 ** 64 - 2 ** 64 + 5", "5"),
            ("10 ** 30 // 7", "142857142857142857142857142857"), ("10 ** 30 % 7", "1"),
            ("-(10 ** 30) // 7", "-142857142857142857142857142858"), ("-(10 ** 30) % 7", "6"),
            ("10 ** 40 // (10 ** 19 + 7)", "999999999999999999300"), ("10 ** 40 % (10 ** 19 + 7)", "4900"),
            ("99999999999999999999", "99999999999999999999"), ("0xFFFFFFFFFFFFFFFFFF", "4722366482869645213695"),
            ("10 ** 30 == 10.0 ** 30", "False"), ("2 ** 70 == 2.0 ** 70", "True"), ("2 ** 70 > 1e400", "False"),
            ("2 ** 64 > 5", "True"), ("2 ** 64 in [2 ** 64]", "True"),
            ("[2 ** 70, 1, -(2 ** 65)]|sort|first", "-36893488147419103232"),
            ("(10 ** 100) is integer", "True"), ("(10 ** 100) is float", "False"), ("(10 ** 100) is number", "True"),
            ("(2 ** 70) is odd", "False"), ("1e25|int", "10000000000000000905969664"),
            ("('9' * 25)|int + 1", "1" + String(repeating: "0", count: 25)),
            ("'%d %x' % (10 ** 25, 2 ** 70)", "10000000000000000000000000 400000000000000000"),
            ("'{:,}'.format(10 ** 21)", "1,000,000,000,000,000,000,000"),
            ("{2 ** 70: 1}|tojson", "{\"1180591620717411303424\": 1}"),
            ("10 ** 20 * 1.5", "1.5e+20"), ("(2 ** 70)|abs|round", "1180591620717411303424"),
            ("big - 1", "18446744073709551614"),
        ])
    func bigIntegers(expression: String, output: String) throws {
        #expect(try renderPlain("{{ \(expression) }}", ["big": UInt64.max]) == output)
    }

    @Test(
        "what Jinja answers at the edges",
        arguments: [
            ("1e16", "1e+16"), ("1.5e16", "1.5e+16"), ("3 // 0.0015", "1999.0"), ("0 % -2.5", "-0.0"),
            ("7.5 // -2", "-4.0"), ("(-0.0)|abs", "0.0"),
            ("'s' % [1]", "s"), ("'%a' % 'é'", "'\\xe9'"), ("'{!a}'.format('é')", "'\\xe9'"),
            ("'{:+}'.format(2.5)", "+2.5"), ("'{:05}'.format(2.5)", "002.5"), ("'{:05}'.format('abc')", "abc00"),
            ("'{:,}'.format(1e10)", "10,000,000,000.0"), ("'{:_x}'.format(123456789012)", "1c_be99_1a14"),
            ("'{:c}{:n}'.format(65, 2.5)", "A2.5"), ("'{:<6}|'.format(true)", "1     |"),
            ("['\\u2028', '\\xad', 'é']", "['\\u2028', '\\xad', 'é']"),
            ("{'a': 1}.items()", "dict_items([('a', 1)])"), ("{'a': 1}.keys()", "dict_keys(['a'])"),
            ("{'a': 1}.items() is sequence", "False"), ("{'b': 1, 'a': 2}|pprint", "{'a': 2, 'b': 1}"),
            ("'hello'.find('l', 3)", "3"), ("'hello'.rindex('l')", "3"), ("'hello'.count('l', 3)", "1"),
            ("'hello'.startswith('e', 1)", "True"), ("'hello'.rpartition('l')", "('hel', 'l', 'o')"),
            ("'a\\tb'.expandtabs(4)", "a   b"), ("'Ab Cd'.istitle()", "True"), ("'é'.isascii()", "False"),
            ("'a_1'.isidentifier()", "True"), ("'a\\n'.isprintable()", "False"), ("'ß'.casefold()", "ss"),
            ("'a\\nb'.splitlines(true)", "['a\\n', 'b']"), ("('<b>x</b>'|safe).striptags()", "x"),
            ("('a,b'|safe).partition(',')|first is escaped", "True"),
        ])
    func edges(expression: String, output: String) throws {
        #expect(try renderPlain("{{ \(expression) }}") == output)
    }

    @Test(
        "arithmetic that cannot be done is an error, never a trap",
        arguments: [
            ("1 / 0", "division by zero"), ("1 // 0", "division by zero"), ("1 % 0", "division by zero"),
            ("10.0 ** 400", "the result is too large for a float"),
            ("0 ** -1", "0 cannot be raised to a negative power"),
            ("'a' + 1", "cannot add string and integer"), ("[] - 1", "cannot subtract list and integer"),
            ("1 < 'a'", "integer and string have no order"), ("1 in 2", "\"in\" cannot look into integer"),
            ("'a'[::0]", "the step of a slice cannot be 0"), ("5()", "integer cannot be called"),
            ("{[1]: 2}", "list cannot be a key"), ("[1] in {}", "list cannot be a key"),
            ("[1] < (2,)", "list and tuple have no order"), ("range(3) * 2", "cannot multiply range and integer"),
            ("[1] + range(3)", "cannot add list and range"),
            ("[[1]]|unique|list", "filter \"unique\": list cannot be told apart"),
            ("'%x' % 2.5", "%x needs an integer, not float"), ("'%d' % 'x'", "%d needs a number, not string"),
            ("'%s %s' % 'x'", "the format has more places than there are values"),
        ])
    func impossible(expression: String, message: String) throws {
        let error = try failure("{{ \(expression) }}")
        #expect(error.message == message)
        #expect(error.kind == .runtime)
        #expect(error.line == 1)
    }
}

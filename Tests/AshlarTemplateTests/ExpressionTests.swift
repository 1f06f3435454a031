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
            ("{'a': 1}.items()", "[('a', 1)]"), ("{'a': 1}.get('b', 2)", "2"), ("{'items': 3}.items", "3"),
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
        "arithmetic that cannot be done is an error, never a trap",
        arguments: [
            ("1 / 0", "division by zero"), ("1 // 0", "division by zero"), ("1 % 0", "division by zero"),
            ("9223372036854775807 + 1", "the result is too large for a 64-bit integer"),
            ("-9223372036854775807 - 2", "the result is too large for a 64-bit integer"),
            ("9223372036854775807 * 2", "the result is too large for a 64-bit integer"),
            ("2 ** 64", "the result is too large for a 64-bit integer"),
            ("(-9223372036854775807 - 1) // -1", "the result is too large for a 64-bit integer"),
            ("-(-9223372036854775807 - 1)", "the result is too large for a 64-bit integer"),
            ("10.0 ** 400", "the result is too large for a float"),
            ("0 ** -1", "0 cannot be raised to a negative power"),
            ("'a' + 1", "cannot add string and integer"), ("[] - 1", "cannot subtract list and integer"),
            ("1 < 'a'", "integer and string have no order"), ("1 in 2", "\"in\" cannot look into integer"),
            ("'a'[::0]", "the step of a slice cannot be 0"), ("5()", "integer cannot be called"),
            ("{[1]: 2}", "list cannot be a key"), ("'%d' % 'x'", "%d needs a number, not string"),
            ("'%s %s' % 'x'", "the format has more places than there are values"),
        ])
    func impossible(expression: String, message: String) throws {
        let error = try failure("{{ \(expression) }}")
        #expect(error.message == message)
        #expect(error.kind == .runtime)
        #expect(error.line == 1)
    }
}

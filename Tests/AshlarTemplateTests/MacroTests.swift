import AshlarTemplate
import Testing

@Suite struct MacroTests {
    @Test("a macro takes arguments by place and by name, with defaults that see the ones before")
    func arguments() throws {
        let macro = "{% macro m(a, b=2, c=a) %}{{ a }}{{ b }}{{ c }}{% endmacro %}"
        #expect(try render(macro + "{{ m(1) }}|{{ m(1, c=9) }}|{{ m(b=5, a=4) }}") == "121|129|454")
    }

    @Test("varargs and kwargs take what is left")
    func rest() throws {
        let source = "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, x=4)|safe }}"
        #expect(try renderPlain(source) == "1(2, 3){'x': 4}")
    }

    @Test("a call block is the macro's caller, with parameters")
    func caller() throws {
        let source = "{% macro box(n) %}<{{ caller(n) }}>{% endmacro %}{% call(x) box(7) %}{{ x + 1 }}{% endcall %}"
        #expect(try render(source) == "<8>")
        #expect(try render("{% macro m(caller=none) %}{{ caller is none }}{% endmacro %}{{ m() }}") == "True")
    }

    @Test("a macro recurses, keeps the variables around it, and escapes what it prints once")
    func behavior() throws {
        #expect(try render("{% macro f(n) %}{{ n if n < 2 else n * f(n - 1)|int }}{% endmacro %}{{ f(5) }}") == "120")
        #expect(
            try render("{% macro o(x) %}{% macro i() %}{{ x }}{% endmacro %}{{ i() }}{% endmacro %}{{ o(3) }}") == "3")
        #expect(try render("{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m('<') }}") == "<b>&lt;</b>")
    }

    @Test(
        "wrong arguments are named",
        arguments: [
            ("m(1, 2)", "macro \"m\" takes 1 arguments at most, 2 were given", nil),
            ("m(b=1)", "macro \"m\" has no parameter \"b\"", "It has: a."),
            ("m()", "the parameter \"a\" was not given", nil),
        ] as [(String, String, String?)])
    func mistakes(call: String, message: String, suggestion: String?) throws {
        let error = try failure("{% macro m(a) %}{{ a }}{% endmacro %}{{ \(call) }}")
        #expect(error.message == message)
        #expect(error.suggestion == suggestion)
    }
}

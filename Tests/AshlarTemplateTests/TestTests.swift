import AshlarTemplate
import Testing

@Suite struct TestTests {
    @Test(
        "tests that hold",
        arguments: [
            "1 is odd", "2 is even", "9 is divisibleby 3", "9 is divisibleby(3)", "x is defined", "y is not defined",
            "y is undefined",
            "none is none", "true is boolean", "true is true", "false is false", "1 is not true", "1 is integer",
            "true is not integer",
            "1.5 is float", "1 is number", "true is number", "'a' is lower", "'A' is upper", "'a' is string",
            "{} is mapping",
            "[] is sequence", "'a' is iterable", "range(3) is iterable", "range is callable", "1 is sameas 1",
            "1 is not sameas 1.0",
            "('a'|safe) is escaped", "1 is in [1, 2]", "1 is eq 1", "1 is == 1".replacing("==", with: "equalto"),
            "1 is ne 2", "2 is gt 1",
            "2 is ge 2", "1 is lt 2", "1 is le 1", "'upper' is filter", "'odd' is test", "3 is not even",
        ])
    func holds(test: String) throws {
        #expect(try render("{{ \(test) }}", ["x": 1]) == "True")
    }

    @Test("tests bind tighter than and, or and else")
    func precedence() throws {
        #expect(try render("{{ 'a' if 2 is even and 3 is odd else 'b' }}") == "a")
        #expect(try render("{% if not 1 is even or false %}x{% endif %}") == "x")
    }

    @Test("tests cannot be chained")
    func chains() throws {
        #expect(try failure("{{ 1 is odd is even }}").message == "tests with \"is\" cannot be chained")
    }
}

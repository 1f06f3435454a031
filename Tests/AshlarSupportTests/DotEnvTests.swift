import AshlarSupport
import Testing

@Suite struct DotEnvTests {
    @Test(
        "reads a line",
        arguments: [
            ("A=1", "1"), ("  A = 1  ", "1"), ("export A=1", "1"), ("A=", ""), ("A=a b", "a b"), ("A=a # b", "a"),
            ("A=a#b", "a#b"), ("A=# b", ""), ("A=\"a # b\" # c", "a # b"), ("A='a\\n'", "a\\n"), (#"A="a\nb""#, "a\nb"),
            (#"A="\"\\\$""#, "\"\\$"), ("A=x=y==", "x=y=="), ("A=1\r", "1"),
        ])
    func value(line: String, value: String) throws {
        #expect(try DotEnv.parse("# comment\n\n\(line)\n", file: ".env") == ["A": value])
    }

    @Test func lastValueWins() throws {
        #expect(try DotEnv.parse("A=1\nA=2", file: ".env") == ["A": "2"])
    }

    @Test(
        "names the line it cannot read",
        arguments: [
            (
                "OK=1\nA", ".env:2: This line is no setting: it has no \"=\".",
                "Write NAME=value, or begin the line with # for a comment."
            ),
            ("1A=x", ".env:1: \"1A\" is no name of a setting.", "Use letters, digits and underscores."),
            ("A=\"x", ".env:1: The value has no closing quote.", "End it with \"."),
        ])
    func broken(text: String, problem: String, suggestion: String) {
        let error = #expect(throws: DotEnvError.self) { try DotEnv.parse(text, file: ".env") }
        #expect(error?.description == "\(problem)\n\(suggestion)")
    }

    @Test func textBehindAQuoteIsAnError() {
        let error = #expect(throws: DotEnvError.self) { try DotEnv.parse("A='x' y", file: ".env") }
        #expect(error?.description == ".env:1: There is text after the closing quote.")
    }
}

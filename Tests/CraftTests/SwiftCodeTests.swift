import Testing

@testable import Craft

@Suite struct SwiftCodeTests {
    @Test(
        "comments and texts are no code, and what is put into a text is",
        arguments: [
            ("a // Post", ["a"]), ("/* b /* b */ b */ a", ["a"]), ("a + \"b\" + c", ["a", "c"]),
            (#"a + "b \(c.d("e")) f" + g"#, ["a", "c", "d", "g"]),
            (##"a + #"b "c" \(d) \#(e)"# + f"##, ["a", "e", "f"]),
            (#"a + "\"b" + c"#, ["a", "c"]), ("a + \"\" + b", ["a", "b"]), ("a + \"b\nc", ["a", "c"]),
            ("a\n\"\"\"\nb \"c\"\n\\(d)\n\"\"\"\ne", ["a", "d", "e"]), ("#if a", ["if", "a"]), ("", []), ("\"", []),
            ("/*", []),
        ])
    func words(text: String, words: [String]) {
        let lines = SwiftCode(text).lines
        #expect(lines.flatMap { $0.matches(of: /\w+/).map { String($0.0) } } == words)
        #expect(lines.count == text.split(separator: "\n", omittingEmptySubsequences: false).count)
    }
}

import AshlarConfig
import AshlarSupport
import Testing

@Suite struct DotEnvTests {
    @Test func `variables, comments, quotes and export are understood`() throws {
        let text = #"""
            # settings
            APP_NAME=Blog
            export APP_ENV = testing
            QUOTED="two words # no comment" # a comment
            SINGLE='it \n stays'
            ESCAPED="a\nb \"c\""
            COLOUR=#fff
            PASSWORD=se#cret # a comment
            EMPTY=
            URL=postgres://u:p@h/db?x=1&y=2
            """#
        #expect(
            try DotEnv(text).variables == [
                "APP_NAME": "Blog", "APP_ENV": "testing", "QUOTED": "two words # no comment", "SINGLE": #"it \n stays"#,
                "ESCAPED": "a\nb \"c\"", "COLOUR": "#fff", "PASSWORD": "se#cret", "EMPTY": "",
                "URL": "postgres://u:p@h/db?x=1&y=2",
            ])
    }

    @Test(arguments: ["=x", "APP NAME=x", "1A=x", "just words", "A=\"open", "A='x' y"])
    func `a broken line is named, never skipped`(line: String) {
        let error = #expect(throws: ConfigError.self) { try DotEnv("OK=1\n\(line)", file: ".env") }
        #expect(error?.location?.description == ".env:2")
    }
}

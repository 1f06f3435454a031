import AshlarSupport
import AshlarValidation
import Testing

@Input struct Blanks {
    var kind: Kind = .person
    @Rule(.requiredIf(\Self.kind, .company)) var words: [String]?
    @Rule(.requiredIf(\Self.kind, .company)) var name: String?
    @Rule(.prohibitedUnless(\Self.kind, .company)) var firm: String?
    @Rule(.prohibitedUnless(\Self.kind, .company)) var parts: [String]?
    @Rule(.prohibited) var old: String?
    @Rule(.prohibited) var all: [String] = []
}

extension ValidationRule where Self == Rule<String> {
    /// Rules of an app that are called like some of the framework's.
    fileprivate static var missingLetter: Self { .test("missing", "The {field} has no x.") { $0.contains("x") } }
    fileprivate static var filledUp: Self { .test("filled", "The {field} is too short.") { $0.count > 3 } }
}

@Input struct Namesakes {
    @Rule(.missingLetter) var first: String
    @Rule(.filledUp) var second: String = "ab"
    @Rule(.missingLetter, .filled) var third: String = ""
}

@Input struct Bounded {
    var kind: Kind = .person
    @Rule(.excludeUnless(\Self.kind, .company)) var numbers: [Int] = []
    @Rule(.length(3...)) var name: String
}

/// What counts as blank, which rules ask for it, and what is left out of account.
@Suite struct BlankTests {
    @Test func `white space and empty lists are blank for every rule that asks`() async throws {
        let blank: SentValue = ["kind": "company", "words": [], "name": " \n"]
        #expect(try await faults(Blanks.self, blank) == ["words requiredIf", "name requiredIf"])
        let left: SentValue = ["firm": "  ", "parts": [], "old": "", "all": []]
        #expect(try await faults(Blanks.self, left) == [])
        let sent: SentValue = ["firm": "x", "parts": [""], "old": "x", "all": ["x"]]
        #expect(
            try await faults(Blanks.self, sent) == ["old prohibited", "all prohibited"])
        #expect(
            try await faults(Blanks.self, ["firm": "x", "parts": [""]]) == [
                "firm prohibitedUnless", "parts prohibitedUnless",
            ])
    }

    @Test func `a rule is known by what it demands, not by its name`() async throws {
        #expect(try await faults(Namesakes.self, ["first": "a", "third": "x"]) == ["first missing", "second filled"])
        #expect(
            try await faults(Namesakes.self, ["first": "x", "second": "abcd", "third": " "])
                == ["third missing", "third filled"])
        #expect(try await faults(Namesakes.self, ["first": "x", "second": "abcd"]) == ["third missing"])
    }

    @Test func `errors of what is left out of account do not crowd out the others`() async throws {
        let few: SentValue = ["numbers": ["x"], "name": ""]
        #expect(try await faults(Bounded.self, few) == ["name minLength"])
        // So many were found that those of the name were not kept: it must not pass.
        let many: SentValue = ["numbers": .list(Array(repeating: "x", count: 100)), "name": ""]
        #expect(try await faults(Bounded.self, many).count == 100)
        let most: SentValue = ["numbers": .list(Array(repeating: "x", count: 99)), "name": "Ada"]
        #expect(try await faults(Bounded.self, most) == [])
    }
}

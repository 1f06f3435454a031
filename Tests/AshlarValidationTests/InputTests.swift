import AshlarSupport
import AshlarValidation
import Foundation
import Testing

/// What `@Input` makes of JSON and forms.
@Suite struct InputTests {
    @Test func `JSON becomes a typed value, sanitised, with its defaults`() async throws {
        let visit = try await Visit.validated(
            json: Array(
                #"""
                {"title": "  Opening ", "email": "ADA@Example.com", "startsAt": "2026-11-22", "accept_terms": true,
                 "endsAt": "2026-11-22T10:15:00Z", "tags": ["a ", "b"], "kind": "company", "company": "Ashlar",
                 "address": {"street": "Ring 1", "code": "1010"}, "others": [{"street": "High St", "code": "sw1a 1aa"}],
                 "id": "123e4567-e89b-12d3-a456-426614174000", "price": 12.50, "site": "https://example.com/a"}
                """#.utf8))
        #expect(visit.title == "Opening")
        #expect(visit.email == "ada@example.com")
        #expect(visit.seats == 1)
        #expect(visit.startsAt == Date(timeIntervalSince1970: 1_795_305_600))
        #expect(visit.endsAt == Date(timeIntervalSince1970: 1_795_305_600 + 36_900))
        #expect(visit.tags == ["a", "b"])
        #expect(visit.kind == .company)
        #expect(visit.address == Address(street: "Ring 1", code: "1010"))
        #expect(visit.others.map(\.code) == ["sw1a 1aa"])
        #expect(visit.id == UUID(uuidString: "123e4567-e89b-12d3-a456-426614174000"))
        #expect(visit.price == Decimal(string: "12.5"))
        #expect(visit.site?.host() == "example.com")
    }

    @Test func `all errors are found at once, each with its place and value`() async throws {
        do {
            _ = try await Visit.validated([
                "title": "x", "email": "nobody", "seats": 11, "tags": ["toolong", "b", "b"], "kind": "ghost",
                "accept_terms": false, "address": ["street": ""], "others": [["street": "a", "code": "1"], 7],
                "price": 1.234, "id": "x", "password": 7,
            ])
            Issue.record("it was accepted")
        } catch let errors as InputErrors {
            let found = errors.all.map { "\($0.field) \($0.rule)" }
            #expect(
                found == [
                    "title length", "email email", "seats max", "startsAt required", "kind enum", "tags distinct",
                    "tags.0 length", "accept_terms accepted", "address.street length", "address.code required",
                    "others.0.code postalCode", "others.1 type", "id type", "price places", "password type",
                ])
            #expect(errors.first("title") == "The title must have 3 to 20 characters.")
            #expect(errors.first("startsAt") == "The beginning is required.")
            #expect(errors.first("kind") == "The kind must be one of: person, company.")
            #expect(errors.errors("seats").first?.value == 11)
            #expect(errors.errors("seats").first?.parameters == ["max": "10"])
            #expect(errors.errors("password").first?.value == nil)
        }
    }

    @Test func `rules between fields are asked when all fields have been read`() async throws {
        let late: SentValue = [
            "title": "Opening", "startsAt": "2026-11-22", "endsAt": "2026-11-21", "accept_terms": true,
            "kind": "company",
        ]
        #expect(try await faults(Visit.self, late) == ["endsAt after", "company requiredIf"])
        #expect(try await faults(Strict.self, ["first": "a", "second": "b"]) == ["second same"])
        await #expect(
            throws: InputErrors([
                FieldError(
                    path: ["second"], rule: "same", message: "Type it twice.", parameters: ["other": "first"],
                    value: "b")
            ])
        ) {
            try await Strict.validated(["first": "a", "second": "b"])
        }
    }

    @Test func `a form's texts are converted, what is blank is missing, a missing checkbox is false`() async throws {
        let visit: SentValue = [
            "title": "Opening", "email": "", "seats": " 3 ", "startsAt": "2026-11-22T10:15", "accept_terms": "on",
            "tags": "one", "kind": "", "price": "", "address": nil,
        ]
        let read = try await Visit.validated(visit, format: .form)
        #expect(read.email == nil && read.seats == 3 && read.tags == ["one"] && read.kind == .person)
        #expect(read.acceptsTerms && read.price == nil && read.address == nil)
        #expect(
            try await faults(Visit.self, ["title": "", "startsAt": ""], format: .form)
                == ["title required", "startsAt required", "accept_terms accepted"])
        #expect(
            try await Visit.validated(
                ["title": ["old", "Newer"], "startsAt": "2026-11-22", "accept_terms": ["0", "1"]], format: .form
            ).title == "Newer")
    }

    @Test func `unknown fields are refused where they are forbidden, with the name that was meant`() async throws {
        await #expect(throws: InputErrors.self) { try await Strict.validated(["pgae": 2]) }
        do { _ = try await Strict.validated(["pgae": 2]) } catch let errors as InputErrors {
            #expect(errors.description == "pgae: There is no field \"pgae\". Did you mean \"page\"?")
        }
        #expect(try await Strict.validated(["page": "2", "_token": "x"], format: .form).page == 2)
    }

    @Test(
        arguments: [
            (#""2""#, ["page type"]), ("2.0", []), ("2.5", ["page type"]), ("1e3", []), ("1e400", ["page type"]),
            ("123456789012345678901234567890", ["page range"]), ("null", ["page required"]), ("[]", ["page type"]),
            ("true", ["page type"]), ("-0", []),
        ] as [(String, [String])])
    func `JSON's numbers are whole or not, and never trap`(json: String, expected: [String]) async throws {
        let sent = try JSONReader.read(Array("{\"page\": \(json)}".utf8))
        #expect(try await faults(Strict.self, sent) == expected)
    }

    @Test(arguments: 0...20)
    func `text is read wherever in it something stands that needs care`(place: Int) throws {
        func read(_ middle: String) throws -> SentValue {
            let text = String(repeating: "a", count: place) + middle + String(repeating: "b", count: 20 - place)
            return try JSONReader.read(Array("[\"\(text)\"]".utf8))
        }
        func text(_ middle: String) -> SentValue {
            .list([.text(String(repeating: "a", count: place) + middle + String(repeating: "b", count: 20 - place))])
        }
        #expect(try read("") == text(""))
        #expect(try read("\\\"") == text("\"") && read("\\\\") == text("\\") && read("\\n") == text("\n"))
        #expect(try read("é") == text("é") && read("👩‍👧") == text("👩‍👧") && read("!#[]~\u{7F} ") == text("!#[]~\u{7F} "))
        for broken in ["\"", "\n", "\u{0}", "\u{1F}", "\\x"] {
            #expect(throws: JSONReader.Failure.self) { try read(broken) }
        }
    }

    @Test(arguments: [
        (#"{"a":1,"a":2}"#, JSONReader.Failure(reason: .duplicate("a"), offset: 7)),
        (#"{"a":"\ud800"}"#, JSONReader.Failure(reason: .syntax, offset: 12)),
        (#"{"a":1,}"#, JSONReader.Failure(reason: .syntax, offset: 7)),
        (String(repeating: "[", count: 40), JSONReader.Failure(reason: .tooDeep(32), offset: 33)),
    ])
    func `JSON that is none is refused with its place`(json: String, failure: JSONReader.Failure) async throws {
        #expect(throws: failure) { try JSONReader.read(Array(json.utf8)) }
    }

    @Test func `an optional input whose fields a form left blank is nil, one that has anything is read`() async throws {
        var form: SentValue = [
            "title": "Opening", "startsAt": "2026-11-22", "accept_terms": "on", "address": ["street": "", "code": ""],
        ]
        #expect(try await Visit.validated(form, format: .form).address == nil)
        form = [
            "title": "Opening", "startsAt": "2026-11-22", "accept_terms": "on",
            "address": ["street": "Ring", "code": ""],
        ]
        #expect(try await faults(Visit.self, form, format: .form) == ["address.code required"])
        let json: SentValue = [
            "title": "Opening", "startsAt": "2026-11-22", "accept_terms": true,
            "address": ["street": "", "code": "1010"],
        ]
        #expect(try await faults(Visit.self, json) == ["address.street length"])
    }

    @Test func `a list may be one text of a form`() async throws {
        let words = try await Words.validated(["tags": " a, ,b ,", "numbers": "1; 2"], format: .form)
        #expect(words.tags == ["a", "b"] && words.numbers == [1, 2])
        let listed = try await Words.validated(["tags": ["a,b", "c"], "numbers": ""], format: .form)
        #expect(listed.tags == ["a,b", "c"] && listed.numbers == nil)
        #expect(try await faults(Words.self, ["tags": "a,long", "numbers": "1;x"], format: .form).count == 2)
        #expect(try await faults(Words.self, ["tags": "a,b"]) == ["tags type"])
        #expect(Words.inputDescription["authorID"]?.label == "author")
    }

    @Test func `rows of a form keep the numbers by which they were sent, and blank ones are none`() async throws {
        let rows: SentValue = [
            "title": "Opening", "startsAt": "2026-11-22", "accept_terms": "1", "tags": ["a", "", "toolong"],
            "others": ["0": ["street": "", "code": ""], "2": ["street": "Ring 1", "code": "1"], "11": "x"],
        ]
        #expect(
            try await faults(Visit.self, rows, format: .form)
                == ["tags.2 length", "others.2.code postalCode", "others.11 type"])
        let named: SentValue = [
            "title": "Opening", "startsAt": "2026-11-22", "accept_terms": "1", "others": ["a": ["street": "x"]],
        ]
        #expect(try await faults(Visit.self, named, format: .form) == ["others type"])
        #expect(try await faults(Visit.self, ["others": ["0": ["street": "x"]]]).contains("others type"))
    }

    @Test func `a text with NUL is refused, and errors have a limit`() async throws {
        #expect(try await faults(Strict.self, ["first": "a\0b"]) == ["first text"])
        let many = SentValue.list((0..<100_000).map { _ in .number("7") })
        #expect(try await faults(Visit.self, ["others": many]).count == 100)
    }

    @Test func `what is known of an input says its fields, rules and constraints`() throws {
        let title = try #require(Visit.inputDescription["title"])
        #expect(title.isRequired && title.rules == ["trim", "length"])
        #expect(title.constraints == [.minLength(3), .maxLength(20)])
        #expect(title.documentation == "What it is about.")
        #expect(Visit.inputDescription["seats"]?.fallback == "1")
        #expect(Visit.inputDescription["accept_terms"]?.label == "accept terms")
        #expect(Visit.inputDescription["password"]?.isSecret == true)
        #expect(Strict.inputDescription.forbidsUnknown && !Strict.inputDescription.hasFiles)
    }
}

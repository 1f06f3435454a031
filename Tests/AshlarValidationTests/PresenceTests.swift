import AshlarSupport
import AshlarValidation
import Foundation
import Testing

@Input struct Presences {
    var kind: Kind = .person
    var ships: Bool = false
    var note: String?
    @Rule(.present) var present: String?
    @Rule(.missing) var gone: String?
    @Rule(.prohibited) var banned: String = "default"
    @Rule(.filled) var filled: String?
    @Rule(.filled) var words: [String] = []
    @Rule(.required.message("Say who.")) var who: String?
    @Rule(.presentIf(\Self.kind, .company)) var presentIf: String?
    @Rule(.presentUnless(\Self.kind, .person)) var presentUnless: String?
    @Rule(.presentWith(\Self.note, \Self.filled)) var presentWith: String?
    @Rule(.presentWithAll(\Self.note, \Self.filled)) var presentWithAll: String?
    @Rule(.missingIf(\Self.kind, .company)) var missingIf: String?
    @Rule(.missingUnless(\Self.kind, .person)) var missingUnless: String?
    @Rule(.missingWith(\Self.note)) var missingWith: String?
    @Rule(.missingWithAll(\Self.note, \Self.filled)) var missingWithAll: String?
    @Rule(.requiredIf(\Self.kind, .person, .company)) var always: String?
    @Rule(.requiredIfDeclined(\Self.ships)) var pickup: String?
    @Rule(.prohibitedIfAccepted(\Self.ships)) var desk: String?
    @Rule(.prohibitedIfDeclined(\Self.ships)) var address: String?
    @Rule(.acceptedIf(\Self.kind, .company)) var terms: Bool = false
    @Rule(.declinedIf(\Self.kind, .company)) var isPrivate: Bool = false
}

@Input struct Exclusions {
    var delivery: Kind = .person
    var note: String?
    @Rule(.excludeUnless(\Self.delivery, .company), .required, .requiredWith(\Self.note)) var address: Address?
    @Rule(.excludeIf(\Self.delivery, .company), .min(1)) var shelf: Int = 3
    @Rule(.excludeWith(\Self.note), .length(2...)) var summary: String?
    @Rule(.excludeWithout(\Self.note), .length(2...)) var detail: String?
}

@Input struct Comparisons {
    var from: Date
    @Rule(.afterOrEqual(\Self.from)) var until: Date?
    @Rule(.beforeOrEqual(\Self.until)) var reminder: Date?
    var choices: [String] = []
    @Rule(.inArray(\Self.choices)) var choice: String?
    @Rule(.distinct(\Address.street)) var places: [Address] = []
    var isShort: Bool = false
    @Rule(.unless(\Self.isShort, .length(5...))) var text: String?
    @Rule(.unless(\Self.choice, "none", .alpha)) var word: String?
}

/// Rules about what is sent at all, and what is left out of account.
@Suite struct PresenceTests {
    private static let good: SentValue = [
        "present": nil, "who": "Ada", "always": "x", "pickup": "door",
    ]

    private func changed(_ members: KeyValuePairs<String, SentValue>, without: String? = nil) -> SentValue {
        guard case .members(var all) = Self.good else { return .null }
        all.removeAll { $0.name == without }
        for (name, value) in members {
            all.removeAll { $0.name == name }
            all.append(.init(name, value))
        }
        return .members(all)
    }

    @Test func `what has to be there is there, and what must not is not, blank or null as the rule says`() async throws
    {
        #expect(try await faults(Presences.self, Self.good) == [])
        #expect(try await faults(Presences.self, changed([:], without: "present")) == ["present present"])
        #expect(try await faults(Presences.self, changed(["gone": nil])) == ["gone missing"])
        #expect(try await faults(Presences.self, changed(["banned": ""]), format: .form) == [])
        #expect(try await faults(Presences.self, changed(["banned": "x"])) == ["banned prohibited"])
        #expect(try await faults(Presences.self, changed(["filled": nil])) == ["filled filled"])
        let blank = try await faults(Presences.self, changed(["filled": " ", "words": [], "presentWith": nil]))
        #expect(blank == ["filled filled", "words filled"])
        #expect(
            try await faults(Presences.self, changed(["gone": "", "filled": ""]), format: .form) == [
                "gone missing", "filled filled",
            ])
        await #expect(
            throws: InputErrors([FieldError(path: ["who"], rule: "required", message: "Say who.")])
        ) { try await Presences.validated(changed([:], without: "who")) }
        let description = Presences.inputDescription
        #expect(description["gone"]?.isProhibited == true && description["banned"]?.isProhibited == true)
        #expect(description["present"]?.isRequired == true && description["filled"]?.isRequired == false)
    }

    @Test func `what other fields say decides what has to be sent`() async throws {
        let company: KeyValuePairs<String, SentValue> = [
            "kind": "company", "missingIf": nil, "missingUnless": "", "terms": false, "isPrivate": true,
        ]
        #expect(
            try await faults(Presences.self, changed(company)) == [
                "presentIf presentIf", "presentUnless presentUnless", "missingIf missingIf",
                "missingUnless missingUnless", "terms acceptedIf", "isPrivate declinedIf",
            ])
        #expect(
            try await faults(Presences.self, changed(["note": "x", "missingWith": nil, "missingWithAll": nil]))
                == ["presentWith presentWith", "missingWith missingWith"])
        let both: KeyValuePairs<String, SentValue> = [
            "note": "x", "filled": "x", "presentWith": nil, "missingWithAll": nil,
        ]
        #expect(
            try await faults(Presences.self, changed(both))
                == ["presentWithAll presentWithAll", "missingWithAll missingWithAll"])
        #expect(try await faults(Presences.self, changed([:], without: "always")) == ["always requiredIf"])
        #expect(try await faults(Presences.self, changed([:], without: "pickup")) == ["pickup requiredIfDeclined"])
        #expect(
            try await faults(Presences.self, changed(["ships": true, "desk": "a", "address": "b"]))
                == ["desk prohibitedIfAccepted"])
        #expect(try await faults(Presences.self, changed(["address": "b"])) == ["address prohibitedIfDeclined"])
    }

    @Test func `an error of a rule between fields has the value that was sent`() async throws {
        do {
            _ = try await Presences.validated(changed(["missingWith": "seven", "note": "x", "presentWith": nil]))
            Issue.record("it was accepted")
        } catch let errors as InputErrors {
            #expect(errors.first("missingWith") == "The missing with must not be sent together with: note.")
            #expect(errors.errors("missingWith").first?.value == "seven")
        }
    }

    @Test func `what is left out of account is neither checked nor taken`() async throws {
        let wrong: SentValue = ["address": ["street": 7], "shelf": 5, "summary": "", "detail": 7]
        let person = try await Exclusions.validated(["address": ["street": 7], "shelf": 5, "detail": 7])
        #expect(person.address == nil && person.shelf == 5 && person.detail == nil)
        #expect(try await faults(Exclusions.self, wrong) == ["summary minLength"])
        let company: SentValue = ["delivery": "company", "shelf": "x", "note": "n", "summary": "", "detail": "long"]
        #expect(try await faults(Exclusions.self, company) == ["address required"])
        let whole: SentValue = [
            "delivery": "company", "shelf": "x", "note": "n", "summary": "", "detail": "long",
            "address": ["street": "Ring 1", "code": "1010"],
        ]
        let read = try await Exclusions.validated(whole)
        #expect(read.shelf == 3 && read.summary == nil && read.detail == "long" && read.address?.code == "1010")
        #expect(try await faults(Exclusions.self, ["delivery": "company", "address": 7]) == ["address type"])
        #expect(Exclusions.inputDescription["address"]?.isRequired == false)
    }

    @Test func `fields are compared with others and with each other`() async throws {
        let sent: SentValue = [
            "from": "2026-11-22", "until": "2026-11-22", "reminder": "2026-11-22", "choices": ["a"], "choice": "b",
            "places": [
                ["street": "a", "code": "1010"], ["street": "b", "code": "1010"], ["street": "a", "code": "1020"],
            ],
            "text": "abc", "word": "1",
        ]
        #expect(
            try await faults(Comparisons.self, sent)
                == ["places.2 distinct", "choice isIn", "text minLength", "word alpha"])
        let early: SentValue = [
            "from": "2026-11-22", "until": "2026-11-21", "reminder": "2026-11-22", "isShort": true, "text": "abc",
            "choices": ["none"], "choice": "none", "word": "1",
        ]
        #expect(try await faults(Comparisons.self, early) == ["until afterOrEqual", "reminder beforeOrEqual"])
    }
}

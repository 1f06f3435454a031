import AshlarSupport
import AshlarValidation
import Foundation
import Testing

/// Each rule, by values that it takes and values that it refuses.
@Suite struct RuleTests {
    private func holds<Value>(_ rule: Rule<Value>, _ value: Value) async throws -> Bool {
        var validator = Validator(context: InputContext(now: Date(timeIntervalSince1970: 1_795_305_600)))
        validator.check(value, as: "value", rule)
        do {
            try await validator.finish()
            return true
        } catch is InputErrors {
            return false
        }
    }

    static let texts: [(Rule<String>, yes: [String], no: [String])] = [
        (.length(2...3), ["ab", "äöü"], ["a", "abcd"]), (.length(3), ["abc"], ["ab", "abcd"]),
        (.minLength(2), ["ab"], ["a"]), (.maxLength(2), ["", "👨‍👩‍👧‍👦b"], ["abc"]),
        (.digits(3), ["012"], ["12", "1a2"]), (.digits(2...3), ["12"], ["1", "1234"]),
        (.digits(2...), ["12", "123"], ["1", "1a"]), (.digits(...2), ["1", "12"], ["", "123"]),
        (.doesntContain("b"), ["ac"], ["abc"]), (.macAddress, ["00:1b:63:84:45:e6"], ["00"]),
        (.strong(special: 0, lowercase: 2), ["PASSwo0RD"], ["PASSW0RD", "PASSW0RDo"]), (.filled, ["a"], [" "]),
        (.unless({ _ in true }, .alpha), ["1"], []), (.unless({ _ in false }, .alpha), ["a"], ["1"]),
        (.contextualAsynchronous("now", "") { $0 == "a" && $1.parameters.isEmpty }, ["a"], ["b"]),
        (.alpha, ["abÄ"], ["a1", ""]), (.alphaNumeric, ["a1"], ["a-1"]), (.alphaDash, ["a-1_"], ["a b"]),
        (.ascii, ["a~"], ["ä"]), (.lowercase, ["ab1"], ["Ab"]), (.uppercase, ["AB1"], ["Ab"]),
        (.numeric, ["1", "-1.5", "1e3", "+2.5E-7"], ["", "0x1", "nan", "1.", ".5", "-", "1e", "1e+", "1.5.1", "1 "]),
        (.decimal(1...2), ["1.5", "-1.25"], ["1", "1.255"]),
        (.contains("b"), ["abc"], ["ac"]), (.startsWith("a", "b"), ["bc"], ["ca"]), (.endsWith("c"), ["bc"], ["ca"]),
        (.doesntStartWith("a"), ["ba"], ["ab"]), (.doesntEndWith("a"), ["ab"], ["ba"]),
        (.matches(/[A-Z]{2}[0-9]+/), ["AB12"], ["AB12x", "ab1"]), (.pattern("[a-c]+"), ["abc"], ["abcd"]),
        (.doesntMatch(/a+/), ["ab"], ["aa"]), (.truthy, ["on"], ["off"]), (.boolean, ["off", "YES"], ["maybe"]),
        (.strong(), ["Passw0rd!"], ["password", "Passw0rd", "Pa0!"]),
        (
            .email, ["ada@example.com", "a+b@x.co"],
            [
                "ada", "a@b", "@x.co", "a@@x.co", "a@-x.co", ".a@x.co", "a b@x.co", "a@x-.co", "a@x..co", "a@x.co.",
                "a@.co", "a@b@x.co", "a@", "a.@x.co", "a@\(String(repeating: "x", count: 64)).co",
            ]
        ),
        (
            .url, ["https://example.com/a?b", "http://[::1]/", "http://x:80"],
            ["example.com", "ftp://x.y", "http://", "javascript:alert(1)", "http://a b", "http://x:99999"]
        ),
        (.url(schemes: "ftp"), ["ftp://x.y"], ["http://x.y"]), (.ip, ["192.0.2.1", "::1"], ["192.0.2", "x"]),
        (.ipv4, ["192.0.2.1"], ["256.0.2.1", "01.2.3.4", "::1"]), (.ipv6, ["2001:db8::1"], ["2001:db8", "1.2.3.4"]),
        (.cidr, ["192.0.2.0/24", "2001:db8::/32"], ["192.0.2.0", "192.0.2.0/33"]),
        (.mac, ["00:1b:63:84:45:e6", "00-1B-63-84-45-E6"], ["00:1b:63:84:45", "00:1b-63:84:45:e6"]),
        (.uuid, ["123e4567-e89b-12d3-a456-426614174000"], ["123e4567"]),
        (.uuid(version: 4), ["123e4567-e89b-42d3-a456-426614174000"], ["123e4567-e89b-12d3-a456-426614174000"]),
        (.ulid, ["01ARZ3NDEKTSV4RRFFQ69G5FAV"], ["81ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAI"]),
        (.slug, ["a-title-2"], ["A", "a--b", "-a", ""]),
        (.hexColor, ["#fff", "#1e90ff80"], ["fff", "#ffg", "#12345"]),
        (.json, ["{}", "[1]"], ["{", ""]), (.date, ["2026-02-28"], ["2026-02-30", "28.2.2026"]),
        (.dateFormat("dd.MM.yyyy HH:mm"), ["28.02.2026 10:15"], ["30.02.2026 10:15", "28.2.2026 10:15", "28.02.2026"]),
        (.timezone, ["Europe/Vienna", "UTC"], ["Europe/Nowhere"]),
        (.phone, ["+43 1 234567", "(01) 23-45-67"], ["12", "call me", "1+234567"]),
        (.phone("999-999"), ["123-456"], ["123456"]),
        (.postalCode("GB"), ["SW1A 1AA"], ["1010"]), (.postalCode("US", "CA"), ["90210-1234", "K1A 0B1"], ["K1A"]),
        (.isIn("a", "b"), ["a"], ["c"]), (.notIn("a"), ["c"], ["a"]), (.equals("a"), ["a"], ["b"]),
        (.required, ["a"], ["", "  "]), (.not(.alpha), ["1"], ["a"]),
        (.anyOf(.email, .ipv4), ["1.2.3.4", "a@b.co"], ["x"]),
        (.all(.trim, .length(2)), [" ab "], ["abc"]), (.prohibited, [], ["a"]),
        (.activeDomain, ["localhost"], ["nowhere.invalid"]),
        (.asynchronous("known", "") { $0 == "a" }, ["a"], ["b"]), (.satisfies("") { $0.count == 2 }, ["ab"], ["a"]),
        (.when({ _ in false }, .alpha), ["1"], []), (.when({ _ in true }, .alpha), ["a"], ["1"]),
        (.can { value, _ in value == "a" }, ["a"], ["b"]),
    ]

    @Test(arguments: texts.indices)
    func `rules about texts`(index: Int) async throws {
        let (rule, yes, no) = Self.texts[index]
        for text in yes { #expect(try await holds(rule, text), "\(rule.name) refuses \(text)") }
        for text in no { #expect(try await !holds(rule, text), "\(rule.name) takes \(text)") }
    }

    static let numbers: [(Rule<Int>, yes: [Int], no: [Int])] = [
        (.min(2), [2], [1]), (.max(2), [2], [3]), (.between(1...3), [1, 3], [0, 4]), (.inRange(1...3), [2], [4]),
        (.greaterThan(2), [3], [2]), (.lessThan(2), [1], [2]), (.multipleOf(3), [0, 9], [4]), (.multipleOf(0), [], [0]),
    ]

    @Test(arguments: numbers.indices)
    func `rules about numbers`(index: Int) async throws {
        let (rule, yes, no) = Self.numbers[index]
        for number in yes { #expect(try await holds(rule, number), "\(rule.name) refuses \(number)") }
        for number in no { #expect(try await !holds(rule, number), "\(rule.name) takes \(number)") }
    }

    @Test func `rules about dates`() async throws {
        let now = Date(timeIntervalSince1970: 1_795_305_600)
        for (rule, seconds) in [
            (.past, -1.0), (.future, 1), (.beforeToday, -1), (.afterToday, 86_400), (.todayOrAfter, 0),
            (.after(now), 1), (.before(now), -1), (.on(now), 5), (.dateEquals(now), 5), (.afterOrEqual(now), 0),
            (.beforeOrEqual(now), 0),
        ] as [(Rule<Date>, Double)] {
            #expect(try await holds(rule, now.addingTimeInterval(seconds)), "\(rule.name)")
            let others = ["dateEquals": 90_000.0, "todayOrAfter": -1, "afterOrEqual": -1, "beforeOrEqual": 1]
            let other = others[rule.name] ?? -seconds
            #expect(try await !holds(rule, now.addingTimeInterval(other)), "\(rule.name)")
        }
    }

    @Test func `lists, truth values and decimals`() async throws {
        #expect(try await holds(.distinct, [1, 2]))
        #expect(try await !holds(.distinct, [1, 1]))
        #expect(try await holds(.count(1...2), [1]))
        #expect(try await !holds(.count(1...2), [1, 2, 3]))
        #expect(try await holds(.count(2...), [1, 2]))
        #expect(try await !holds(.count(...1), [1, 2]))
        #expect(try await holds(.containing(1), [1, 2]))
        #expect(try await !holds(.containing(3), [1, 2]))
        #expect(try await holds(.doesntContain(3), [1, 2]))
        #expect(try await !holds(.doesntContain(2, 3), [1, 2]))
        #expect(try await holds(.allIn(1, 2), [1, 1]))
        #expect(try await !holds(.allIn(1), [1, 2]))
        #expect(try await holds(.each(.min(1)), [1]))
        #expect(try await !holds(.each(.min(1)), [1, 0]))
        #expect(try await holds(.accepted, true))
        #expect(try await !holds(.accepted, false))
        #expect(try await holds(.declined, false))
        #expect(try await !holds(.declined, true))
        #expect(try await holds(.places(1), Decimal(string: "1.5") ?? 0))
        #expect(try await !holds(.places(0), Decimal(string: "1.5") ?? 0))
    }

    @Test func `sanitising`() throws {
        var validator = Validator()
        #expect(validator.check("  A  b ", as: "x", .trim) == "A  b")
        #expect(validator.check("  A  b ", as: "x", .squish, .lowercased) == "a b")
        #expect(validator.check("ab", as: "x", .uppercased) == "AB")
        #expect(validator.check("+49 (30) 1", as: "x", .digitsOnly) == "49301")
        #expect(validator.check("a\r\nb", as: "x", .newlines) == "a\nb")
        #expect(validator.check(12, as: "x", .clamp(1...10)) == 10)
        #expect(validator.check(1.6, as: "x", .transform { $0.rounded() }) == 2)
    }

    @Test func `a rule stops those after bail, and says what it is told to`() async throws {
        var validator = Validator()
        validator.check("", as: "the_name", .length(1...2).message("{field}: {min}-{max}"), .bail, .email)
        #expect(validator.errors.description == "the_name: the name: 1-2")
        validator = Validator(context: InputContext(messages: German(), language: "de"))
        _ = validator.read(nil, as: "title", String.self)
        validator.check("", as: "other", .alpha)
        #expect(
            validator.errors.messages == ["title": ["Titel fehlt."], "other": ["The other may only have letters."]])
    }

    @Test func `a batch is asked once for all of its values`() async throws {
        let asked = Asked()
        let rule = Rule<Int>.batched("even", "The {field} is odd.") { value, _ in EvenCheck(value: value, asked: asked)
        }
        var validator = Validator()
        validator.check([1, 2, 4, 5], as: "numbers", .each(rule))
        validator.check(8, as: "number", rule)
        do {
            try await validator.finish()
            Issue.record("it was accepted")
        } catch let errors as InputErrors {
            #expect(errors.all.map(\.field) == ["numbers.0", "numbers.3"])
        }
        #expect(await asked.batches == [[1, 2, 4, 5, 8]])
    }
}

private struct German: InputMessages {
    func message(for rule: String, field: String, parameters: [String: String], in language: String?) -> String? {
        rule == "required" && language == "de" ? "\(field) fehlt." : nil
    }
    func label(of field: String, in language: String?) -> String? { field == "title" ? "Titel" : nil }
}

private actor Asked {
    var batches: [[Int]] = []
    func note(_ values: [Int]) { batches.append(values) }
}

private struct EvenCheck: BatchedCheck {
    let value: Int
    let asked: Asked
    var batch: String { "even" }

    func answer(_ checks: [any BatchedCheck]) async throws -> [Bool] {
        let values = checks.compactMap { ($0 as? EvenCheck)?.value }
        await asked.note(values)
        return values.map { $0.isMultiple(of: 2) }
    }
}

import AshlarSupport
import AshlarValidation
import Testing

@Input struct Bounds {
    var low: Int?
    var name: String?
    var limit: Int = 100
    @Rule(.greaterThan(\Self.low), .lessThan(\Self.limit)) var above: Int?
    @Rule(.atLeast(\Self.low)) var from: Int?
    @Rule(.lessThan(\Self.low)) var below: Int?
    @Rule(.atMost(\Self.low)) var to: Int?
    @Rule(.same(as: \Self.name)) var again: String?
    @Rule(.different(from: \Self.name)) var other: String?
    @Rule(.confirmed(by: \Self.name)) var typed: String?
}

@Suite struct ComparingTests {
    @Test(
        arguments: [
            (["low": 5, "above": 6, "from": 5, "below": 4, "to": 5], []),
            (
                ["low": 5, "above": 5, "from": 4, "below": 5, "to": 6],
                ["above greaterThan", "from atLeast", "below lessThan", "to atMost"]
            ),
            (["above": 5, "from": 4, "below": 5, "to": 6], []),
            (["above": 100], ["above lessThan"]),
            (["name": "a", "again": "a", "other": "b", "typed": "a"], []),
            (
                ["name": "a", "again": "b", "other": "a", "typed": "b"],
                ["again same", "other different", "typed confirmed"]
            ),
            (["again": "a", "other": "b", "typed": "a"], ["again same", "typed confirmed"]), ([:], []),
        ] as [(SentValue, [String])])
    func `a field may be compared with one that need not be sent`(sent: SentValue, expected: [String]) async throws {
        #expect(try await faults(Bounds.self, sent) == expected)
    }
}

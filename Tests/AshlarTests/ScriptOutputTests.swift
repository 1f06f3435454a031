import Foundation
import Testing

@testable import Ashlar

@Suite struct ScriptOutputTests {
    private struct Stone: Encodable {
        var name: String
        var id: Int
        var weight: Double?
        var updatedAt = "now"
    }

    @Test func `things with members are a table, and one is a list`() {
        let long = String(repeating: "x", count: 50)
        #expect(
            ScriptOutput.text(of: [Stone(name: "Granite", id: 1, weight: 2.5), Stone(name: long, id: 2)]) == """
                id  name                                      weight  updatedAt
                1   Granite                                   2.5     now
                2   xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…          now
                2 rows
                """)
        let one: Any = Stone?.some(Stone(name: "a\nb", id: 1)) as Any
        #expect(
            ScriptOutput.text(of: one) == """
                id         1
                name       a\\nb
                updatedAt  now
                """)
    }

    @Test func `everything else is printed`() {
        #expect(ScriptOutput.text(of: 7) == "7")
        #expect(ScriptOutput.text(of: "a") == "\"a\"")
        #expect(ScriptOutput.text(of: [1, 2]) == "[1, 2]")
        #expect(ScriptOutput.text(of: [Stone]()) == "[]")
        #expect(ScriptOutput.text(of: Int?.none as Any) == "nil")
        let date = ScriptOutput.text(of: Date?.some(Date(timeIntervalSince1970: 0)) as Any)
        #expect(date.hasPrefix("1970-01-01"))
    }

    @Test func `names keep their values and say their types`() throws {
        let values = ScriptValues()
        values.keep("n", 7)
        values.keep("list", [Optional("a")])
        #expect(try values.value("n", as: Int.self) == 7)
        #expect(values.types.map(\.1) == ["Swift.Array<Swift.Optional<Swift.String>>", "Swift.Int"])
        #expect(throws: ScriptError.self) { try values.value("n", as: String.self) }
        #expect(throws: ScriptError.self) { try values.value("m", as: Int.self) }
    }
}

import Testing

@testable import AshlarSession

@Suite struct OpenedSessionsTests {
    private func record(_ id: String) -> SessionRecord {
        SessionRecord(id: id, values: ["a": "1"], createdAt: 1, seenAt: 2)
    }

    @Test func `what was opened is known, and what is not asked for is forgotten in the end`() {
        let opened = OpenedSessions()
        #expect(opened["one"] == nil)
        opened["one"] = record("1")
        for number in 0..<2_000 {
            opened["\(number)"] = record("\(number)")
            // Asked for all along, it stays.
            #expect(opened["one"]?.id == "1")
        }
        #expect(opened["1999"]?.id == "1999")
        #expect(opened["0"] == nil)
        for number in 2_000..<4_000 { opened["\(number)"] = record("\(number)") }
        #expect(opened["one"] == nil)
    }
}

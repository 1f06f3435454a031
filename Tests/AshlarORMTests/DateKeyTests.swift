import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Suite struct DateKeyTests {
    @Test(arguments: [
        "2026-11-22T10:30:00Z", "2026-11-22T10:30:00.25Z", "2026-11-22T10:30:00.000001Z", "1969-12-31T23:59:59.999999Z",
    ])
    func `a moment as a key is its text, to the microsecond`(text: String) throws {
        let date = try #require(Date(keyText: text))
        #expect(date.keyText == text)
        #expect(try #require(Date(keyText: date.keyText)) == date)
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T10:30:00", "2026-11-22T10:30:00.Z", "x.5Z", "2026-11-22T10:30:00.1234567Z",
    ])
    func `what is no moment is no key`(text: String) { #expect(Date(keyText: text) == nil) }

    @Test func `a day is its text`() {
        #expect(PostgresDate(keyText: "2026-11-22")?.keyText == "2026-11-22")
        #expect(PostgresDate(keyText: "2026-11-31") == nil)
    }
}

import AshlarPostgres
import Foundation
import Testing

@Suite struct PostgresDateTests {
    @Test(
        "dates that exist are read and written the same",
        arguments: [
            "2026-11-22", "2000-02-29", "1900-02-28", "0001-01-01", "0001-12-31 BC", "0044-03-15 BC", "12026-01-01",
        ])
    func text(_ text: String) throws {
        #expect(try #require(PostgresDate(text)).description == text)
    }

    @Test(
        "what is no date is refused",
        arguments: [
            "", "2026", "2026-13-01", "2026-00-10", "2026-02-30", "1900-02-29", "2026-1-1", "0000-01-01", "26-01-01",
            "2026-11-22T00:00", "-2026-01-01", "２０２６-11-22", "9999999-01-01",
        ])
    func refuses(_ text: String) { #expect(PostgresDate(text) == nil) }

    @Test func components() throws {
        let date = try #require(PostgresDate(year: 2024, month: 2, day: 29))
        #expect((date.year, date.month, date.day) == (2024, 2, 29))
        #expect(PostgresDate(year: 2023, month: 2, day: 29) == nil)
        #expect(PostgresDate(year: .max, month: 1, day: 1) == nil)
        #expect(PostgresDate(year: 0, month: 1, day: 1)?.description == "0001-01-01 BC")
    }

    @Test func ordersByTime() throws {
        let texts = ["0044-03-15 BC", "0001-01-01", "1999-12-31", "2000-01-01", "2026-11-22"]
        let dates = try texts.map { try #require(PostgresDate($0)) }
        #expect(dates.reversed().sorted() == dates)
    }

    @Test("as JSON it is its text")
    func codable() throws {
        let date = try #require(PostgresDate("2026-11-22"))
        let json = try JSONEncoder().encode([date])
        #expect(String(decoding: json, as: UTF8.self) == #"["2026-11-22"]"#)
        #expect(try JSONDecoder().decode([PostgresDate].self, from: json) == [date])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([PostgresDate].self, from: Data(#"["2026-02-30"]"#.utf8))
        }
    }

    @Test("the day of a moment is that of UTC")
    func dayOfMoment() {
        #expect(PostgresDate(Date(timeIntervalSince1970: 0)) == PostgresDate("1970-01-01"))
        #expect(PostgresDate(Date(timeIntervalSince1970: -1)) == PostgresDate("1969-12-31"))
        #expect(PostgresDate(Date(timeIntervalSince1970: 1_795_391_999)) == PostgresDate("2026-11-22"))
        #expect(PostgresDate(Date(timeIntervalSince1970: -62_135_596_800)) == PostgresDate("0001-01-01"))
        #expect(PostgresDate(Date(timeIntervalSince1970: .infinity)) == PostgresDate("5874897-12-31"))
        #expect(PostgresDate(Date(timeIntervalSince1970: -.infinity)).description == "4714-11-24 BC")
    }
}

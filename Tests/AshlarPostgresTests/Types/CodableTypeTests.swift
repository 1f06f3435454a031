import AshlarPostgres
import Foundation
import Testing

/// PostgreSQL's values in JSON, there and back.
@Suite struct CodableTypeTests {
    private func check<T: Codable & Equatable>(_ value: T, _ json: String, line: Int = #line) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode([value]), as: UTF8.self)
        #expect(text == "[\(json)]", "line \(line)")
        #expect(try JSONDecoder().decode([T].self, from: Data(text.utf8)) == [value], "line \(line)")
    }

    private func refused<T: Codable>(_ type: T.Type, _ json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([T].self, from: Data("[\(json)]".utf8)) }
    }

    @Test func `ranges say their bounds`() throws {
        let from = PostgresDate(year: 2026, month: 2, day: 1)
        let days = PostgresRange(from: from, upTo: PostgresDate("2026-03-01"))
        try check(days, #"{"bounds":"[)","lower":"2026-02-01","upper":"2026-03-01"}"#)
        try check(PostgresRange<Int>(from: 18), #"{"bounds":"[)","lower":18}"#)
        try check(
            PostgresRange<Int>(lower: .excluding(1), upper: .including(9)), #"{"bounds":"(]","lower":1,"upper":9}"#)
        try check(PostgresRange<Int>(), #"{"bounds":"()"}"#)
        try check(PostgresRange<Int>.empty, #"{"bounds":"empty"}"#)
        try check(PostgresMultirange([PostgresRange(from: 1, upTo: 3)]), #"[{"bounds":"[)","lower":1,"upper":3}]"#)
        try check(PostgresRange<OrInfinity<PostgresDate>>(from: .infinity), #"{"bounds":"[)","lower":"infinity"}"#)
        let read = try JSONDecoder().decode(PostgresRange<Int>.self, from: Data(#"{"lower":1,"upper":2}"#.utf8))
        #expect(read == PostgresRange(from: 1, upTo: 2))
        refused(PostgresRange<Int>.self, #"{"bounds":"<>"}"#)
        refused(PostgresRange<Int>.self, #"{"lower":"x"}"#)
    }

    @Test func `spans, times and infinities are texts`() throws {
        try check(PostgresInterval(months: 14, days: 3, microseconds: 14_706_500_000), #""P1Y2M3DT4H5M6.5S""#)
        try check(PostgresInterval(months: -14, days: 3, microseconds: -500_000), #""P-1Y-2M3DT-0.5S""#)
        try check(PostgresInterval(), #""PT0S""#)
        try check(PostgresInterval(microseconds: .max), #""PT2562047788H54.775807S""#)
        #expect(PostgresInterval("P2W") == PostgresInterval(days: 14))
        for wrong in ["", "P", "PT", "1D", "P1", "P1D2Y", "P1DT", "PT1.1234567S", "P99999999999999999999Y", "PT1S1S"] {
            #expect(PostgresInterval(wrong) == nil, "\(wrong)")
        }
        let time = try #require(PostgresTime("09:30"))
        try check(try #require(PostgresTimeWithZone(time, secondsFromUTC: -12_600)), #""09:30:00-03:30""#)
        #expect(PostgresTimeWithZone("09:30Z") == PostgresTimeWithZone(time, secondsFromUTC: 0))
        for wrong in ["09:30", "09:30+1", "09:30+25", "x+01", "09:30+01:99"] {
            #expect(PostgresTimeWithZone(wrong) == nil, "\(wrong)")
        }
        try check(OrInfinity<PostgresDate>.negativeInfinity, #""-infinity""#)
        try check(OrInfinity<Date>.finite(Date(timeIntervalSinceReferenceDate: 1)), "1")
        refused(PostgresInterval.self, #""soon""#)
    }

    @Test func `other values are what they look like`() throws {
        try check(try #require(PostgresBits("10110")), #""10110""#)
        try check(
            try #require(PostgresNumeric("12345678901234567890123456789012345678901.25")),
            #""12345678901234567890123456789012345678901.25""#)
        try check(try #require(PostgresMACAddress("08:00:2b:01:02:03")), #""08:00:2b:01:02:03""#)
        try check(PostgresMoney(units: -125), "-125")
        try check(PostgresHstore(["a": "1", "b": nil]), #"{"a":"1","b":null}"#)
        try check(try #require(PostgresArray(rows: [[1, 2, 3], [4, 5, 6]])), "[[1,2,3],[4,5,6]]")
        try check(try #require(PostgresArray<Int?>([1, nil], counts: [2])), "[1,null]")
        try check(try #require(PostgresArray<Int>([], counts: [])), "[]")
        refused(PostgresArray<Int>.self, "[[1,2],[3]]")
        refused(PostgresArray<Int>.self, "[1,[2]]")
        refused(PostgresNumeric.self, #""x""#)
    }
}

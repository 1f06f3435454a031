import AshlarPostgres
import Foundation
import Testing

private enum Status: String, PostgresCodable, CaseIterable { case draft, published }
private enum Level: Int, PostgresCodable { case low = 1, high = 2 }

/// Sends each value as a parameter, reads it back, and has the server compare it with its own literal.
func roundTrip<T: PostgresCodable & Equatable>(
    _ cases: [(value: T, literal: String)], as type: String, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    try await withDatabase { db in
        for (value, literal) in cases {
            let row = try await db.query(
                """
                select \(value)::\(unsafe: type), \(value)::\(unsafe: type) is not distinct from \
                \(unsafe: literal)::\(unsafe: type), \(unsafe: literal)::\(unsafe: type)
                """)[0]
            #expect(try row.decode(0, as: T.self) == value, sourceLocation: sourceLocation)
            #expect(try row.decode(1, as: Bool.self), "\(value) is not \(literal)", sourceLocation: sourceLocation)
            #expect(try row.decode(2, as: T.self) == value, sourceLocation: sourceLocation)
        }
        let null = try await db.query("select \(nil as T?)::\(unsafe: type)")[0]
        #expect(try null.decode(0, as: T?.self) == nil)
        #expect(throws: PostgresDecodingError.self) { try null.decode(0, as: T.self) }
    }
}

@Suite struct TypeRoundTripTests {
    @Test func booleans() async throws { try await roundTrip([(true, "true"), (false, "false")], as: "bool") }

    @Test func integers() async throws {
        try await roundTrip([(Int16(0), "0"), (.min, "(-32768)"), (.max, "32767")], as: "int2")
        try await roundTrip([(Int32(-1), "(-1)"), (.min, "(-2147483648)"), (.max, "2147483647")], as: "int4")
        let extremes: [(Int64, String)] = [
            (0, "0"), (.min, "'-9223372036854775808'"), (.max, "9223372036854775807"),
        ]
        try await roundTrip(extremes, as: "int8")
        try await roundTrip([(Int.min, "'-9223372036854775808'"), (.max, "9223372036854775807")], as: "int8")
    }

    @Test("Int reads integers of every width, narrower types those that fit")
    func integerWidths() async throws {
        try await withDatabase { db in
            let row = try await db.query("select 1::int2, 2::int4, 3::int8, 4::oid, 70000::int8")[0]
            #expect(try (0..<4).map { try row.decode($0, as: Int.self) } == [1, 2, 3, 4])
            #expect(try row.decode(2, as: Int16.self) == 3)
            #expect(throws: PostgresDecodingError.self) { try row.decode(4, as: Int16.self) }
        }
    }

    @Test func floatingPoint() async throws {
        try await roundTrip(
            [(0.1, "0.1"), (-Double.greatestFiniteMagnitude, "'-1.7976931348623157e308'"), (.infinity, "'Infinity'")],
            as: "float8")
        try await roundTrip([(Float(0.1), "0.1"), (-.infinity, "'-Infinity'")], as: "float4")
        try await withDatabase { db in
            let row = try await db.query("select \(Double.nan), 1.5::float4")[0]
            #expect(try row.decode(0, as: Double.self).isNaN)
            #expect(try row.decode(1, as: Double.self) == 1.5)
        }
    }

    @Test(
        arguments: [
            "0", "1", "-1", "10000", "9999.9999", "0.0001", "-0.00000001", "123456789012345678901234567890.12345678",
            "1000000000000", "0.5", "12345.6789", "99999999999999999999999999999999999999",
        ])
    func decimals(text: String) async throws {
        let value = try #require(Decimal(string: text))
        try await roundTrip([(value, "'\(text)'")], as: "numeric")
        try await withDatabase { db in
            let row = try await db.query("select \(value)::text, \(unsafe: "'\(text)'")::numeric")[0]
            #expect(try row.decode(0, as: String.self) == text)
            #expect(try row.decode(1, as: String.self) == text)
        }
    }

    @Test("numbers that no Decimal can hold are errors, as text they are whole")
    func decimalLimits() async throws {
        try await withDatabase { db in
            let row = try await db.query(
                "select repeat('7', 39)::numeric, 'NaN'::numeric, 'Infinity'::numeric, 1.2300::numeric(10, 4), -0.05::numeric"
            )[0]
            #expect(throws: PostgresDecodingError.self) { try row.decode(0, as: Decimal.self) }
            #expect(try row.decode(0, as: String.self) == String(repeating: "7", count: 39))
            #expect(try row.decode(1, as: Decimal.self).isNaN)
            #expect(try row.decode(1, as: String.self) == "NaN")
            #expect(throws: PostgresDecodingError.self) { try row.decode(2, as: Decimal.self) }
            #expect(try row.decode(2, as: String.self) == "Infinity")
            #expect(try row.decode(3, as: String.self) == "1.2300")
            #expect(try row.decode(4, as: String.self) == "-0.05")
            #expect(try await db.query("select \(Decimal.nan)")[0].decode(0, as: Decimal.self).isNaN)
        }
    }

    @Test func strings() async throws {
        try await roundTrip(
            [("", "''"), ("ünï ☃ 👩‍👩‍👧", "'ünï ☃ 👩‍👩‍👧'"), ("it's \\ \" \n", "E'it''s \\\\ \" \\n'")], as: "text")
        try await roundTrip([("abc", "'abc'")], as: "varchar(5)")
        let long = String(repeating: "x", count: 300_000)
        try await roundTrip([(long, "repeat('x', 300000)")], as: "text")
    }

    @Test("String reads every type that has a text meaning")
    func stringsOfOtherTypes() async throws {
        try await withDatabase { db in
            let row = try await db.query(
                """
                select 'a'::name, 'ab'::char(4), '6f9619ff-8b86-d011-b42d-00cf4fc964ff'::uuid, '{"a": 1}'::json, \
                '{"a":1}'::jsonb, 12.50::numeric, 'x'::"char"
                """)[0]
            let texts = try (0..<7).map { try row.decode($0, as: String.self) }
            #expect(
                texts == [
                    "a", "ab  ", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", #"{"a": 1}"#, #"{"a": 1}"#, "12.50", "x",
                ])
        }
    }

    @Test func bytes() async throws {
        try await roundTrip([([UInt8](), "''"), ([0, 255, 7], "'\\x00ff07'")], as: "bytea")
        try await roundTrip([(Data(), "''"), (Data([0, 1, 255]), "'\\x0001ff'")], as: "bytea")
        try await withDatabase { db in
            let pieces: [[UInt8]] = [[1], [], [2, 3]]
            let row = try await db.query("select array['\\x01', '', '\\x0203']::bytea[]")[0]
            #expect(try row.decode(0, as: [[UInt8]].self) == pieces)
            #expect(try row.decode(0, as: [Data].self) == pieces.map { Data($0) })
        }
    }

    @Test func uuids() async throws {
        let uuid = try #require(UUID(uuidString: "6F9619FF-8B86-D011-B42D-00CF4FC964FF"))
        try await roundTrip([(uuid, "'6f9619ff-8b86-d011-b42d-00cf4fc964ff'")], as: "uuid")
    }

    @Test func instants() async throws {
        let cases: [(Date, String)] = [
            (Date(timeIntervalSince1970: 0), "'1970-01-01 00:00+00'"),
            (Date(timeIntervalSince1970: 1_795_348_800.123456), "'2026-11-22 12:00:00.123456+00'"),
            (Date(timeIntervalSince1970: -2_208_988_800.5), "'1899-12-31 23:59:59.5+00'"),
        ]
        try await roundTrip(cases, as: "timestamptz")
        try await withDatabase { db in
            let row = try await db.query(
                """
                select '2026-11-22 12:00'::timestamp, '2026-11-22'::date, 'infinity'::timestamptz, '-infinity'::date, \
                '4714-11-24 00:00+00 BC'::timestamptz
                """)[0]
            #expect(try row.decode(0, as: Date.self) == Date(timeIntervalSince1970: 1_795_348_800))
            #expect(try row.decode(1, as: Date.self) == Date(timeIntervalSince1970: 1_795_305_600))
            for column in [2, 3] {
                let error = #expect(throws: PostgresDecodingError.self) { try row.decode(column, as: Date.self) }
                #expect(error?.reason == "infinity is no point in time")
            }
            #expect(try row.decode(4, as: Date.self).timeIntervalSince1970 == -210_866_803_200)
            let infinite = try await db.query("select \(Date(timeIntervalSinceReferenceDate: .infinity))::text")
            #expect(try infinite[0].decode(0, as: String.self) == "infinity")
            let error = try await postgresFailure {
                try await db.query("select \(Date(timeIntervalSinceReferenceDate: 1e30))")
            }
            #expect(error.message == "timestamp out of range")
        }
    }

    @Test func calendarDates() async throws {
        let cases = try ["2026-11-22", "2000-02-29", "0001-01-01", "0044-03-15 BC", "4713-01-01 BC", "9999-12-31"].map {
            (try #require(PostgresDate($0)), "'\($0)'")
        }
        try await roundTrip(cases, as: "date")
    }

    @Test func json() async throws {
        struct Settings: Codable, Equatable {
            var theme: String
            var since: Date?
            var tags: [String] = []
        }
        let settings = Settings(theme: "dark ☃", since: Date(timeIntervalSince1970: 1_795_348_800.5), tags: ["a"])
        try await withDatabase { db in
            let row = try await db.query(
                "select \(JSONB(settings)), \(JSONB(settings))::json, \(JSONB(settings))->>'since', '{}'::jsonb")[0]
            #expect(try row.decode(0, as: JSONB<Settings>.self).value == settings)
            #expect(try row.decode(1, as: JSONB<Settings>.self).value == settings)
            #expect(try row.decode(2, as: String.self) == "2026-11-22T12:00:00.500Z")
            #expect(throws: PostgresDecodingError.self) { try row.decode(3, as: JSONB<Settings>.self) }
            #expect(try await db.query("select \(JSONB([1, 2]))::text")[0].decode(0, as: String.self) == "[1, 2]")
            let error = try await postgresFailure { try await db.query("select \(JSONB(Double.nan))") }
            #expect(error.kind == .encoding)
            #expect(error.message.hasPrefix("Double could not be written as JSON"))
        }
    }

    @Test("JSON of one value is always the same bytes")
    func stableJSON() {
        let value = JSONB(Dictionary(uniqueKeysWithValues: (0..<50).map { ("key\($0)", $0) }))
        let first = PostgresBinding(value).bytes
        for _ in 0..<20 { #expect(PostgresBinding(value).bytes == first) }
    }

    @Test func enumsWithRawValues() async throws {
        try await roundTrip([(Status.draft, "'draft'"), (.published, "'published'")], as: "text")
        try await roundTrip([(Level.low, "1")], as: "int8")
        try await withDatabase { db in
            let row = try await db.query("select 'gone' as status")[0]
            let error = #expect(throws: PostgresDecodingError.self) { try row.decode("status", as: Status.self) }
            #expect(
                error?.description
                    == "Column \"status\" (text) cannot be read as Status: the value is none of its cases. Add the case, or "
                    + "correct the rows that hold it.")
            #expect(error?.debugDescription.hasSuffix("The value is \"gone\".") == true)
        }
    }

    private enum Mood: String, PostgresCodable {
        case happy
        case sad

        static var postgresType: PostgresType { .inferred }
    }

    @Test("a column of a PostgreSQL enum takes a Swift enum whose type is inferred")
    func postgresEnums() async throws {
        try await withDatabase { db in
            let type = SQL.identifier(TestServer.uniqueName("mood"))
            try await db.executeScript("create type \(type) as enum ('happy', 'sad')")
            try await withTable(db, "mood \(type), moods \(type)[]") { table in
                try await db.execute("insert into \(table) values (\(Mood.sad), \([Mood.happy, .sad]))")
                let row = try await db.query("select mood, moods from \(table) where mood = \(Mood.sad)")[0]
                #expect(try row.decode(0, as: Mood.self) == .sad)
                #expect(try row.decode(0, as: String.self) == "sad")
                #expect(try row.decode(1, as: [Mood].self) == [.happy, .sad])
            }
            try await db.executeScript("drop type \(type)")
        }
    }

    @Test func arrays() async throws {
        try await roundTrip([([Int](), "'{}'"), ([1, -2], "'{1,-2}'")], as: "int8[]")
        try await roundTrip([([1, nil, 3] as [Int32?], "'{1,NULL,3}'")], as: "int4[]")
        try await roundTrip([([Int16.max], "'{32767}'")], as: "int2[]")
        try await roundTrip([(["", "a,b", "\"{}\\"], #"'{"","a,b","\"{}\\"}'"#)], as: "text[]")
        try await roundTrip([([nil, "x"] as [String?], "'{NULL,x}'")], as: "text[]")
        try await roundTrip([([true, nil] as [Bool?], "'{t,NULL}'")], as: "bool[]")
        try await roundTrip([([1.5, -.infinity], "'{1.5,-Infinity}'")], as: "float8[]")
        try await roundTrip([([Float(0.5)], "'{0.5}'")], as: "float4[]")
        try await roundTrip([([Decimal(12.5)], "'{12.5}'")], as: "numeric[]")
        let uuid = UUID()
        try await roundTrip([([uuid], "'{\(uuid)}'")], as: "uuid[]")
        try await roundTrip([([Date(timeIntervalSince1970: 0)], "'{1970-01-01 00:00+00}'")], as: "timestamptz[]")
        try await roundTrip([([try #require(PostgresDate("2026-11-22"))], "'{2026-11-22}'")], as: "date[]")
        try await roundTrip([([Status.draft], "'{draft}'")], as: "text[]")
    }

    @Test("arrays of other shapes are errors that say so")
    func arrayErrors() async throws {
        try await withDatabase { db in
            let row = try await db.query(
                "select '{{1,2},{3,4}}'::int4[] as grid, '{1,NULL}'::int4[] as holes, 5 as scalar")[0]
            let grid = #expect(throws: PostgresDecodingError.self) { try row.decode("grid", as: [Int].self) }
            #expect(grid?.reason == "the array has 2 dimensions instead of one")
            let holes = #expect(throws: PostgresDecodingError.self) { try row.decode("holes", as: [Int].self) }
            #expect(holes?.reason == "the value is NULL")
            #expect(throws: PostgresDecodingError.self) { try row.decode("scalar", as: [Int].self) }
        }
    }

    @Test("`= any` takes an array, so that one text fits any number of values")
    func anyOfArray() async throws {
        try await withDatabase { db in
            let rows = try await db.query(
                "select n from generate_series(1, 9) n where n = any(\([2, 4, 6])) order by n")
            #expect(try rows.map { try $0.decode(0, as: Int.self) } == [2, 4, 6])
        }
    }

    @Test("decoding NULL or another type names the column, both types and the way out")
    func decodingErrors() async throws {
        try await withDatabase { db in
            let row = try await db.query("select null::int8 as age, now() - now() as span, 'x' as title")[0]
            let null = #expect(throws: PostgresDecodingError.self) { try row.decode("age", as: Int.self) }
            #expect(
                null?.description
                    == "Column \"age\" (bigint) cannot be read as Int: the value is NULL. Decode `Int?` where the column "
                    + "may be NULL.")
            let span = #expect(throws: PostgresDecodingError.self) { try row.decode("span", as: String.self) }
            #expect(span?.description.contains("(interval) cannot be read as String") == true)
            #expect(span?.suggestion == "Cast in the query, such as `span::text`, or decode another type.")
            let missing = #expect(throws: PostgresDecodingError.self) { try row.decode("titel", as: String.self) }
            #expect(missing?.suggestion == "Did you mean \"title\"?")
            let outside = #expect(throws: PostgresDecodingError.self) { try row.decode(7, as: String.self) }
            #expect(outside?.reason == "the result has 1 rows and 3 columns, not [0, 7]")
        }
    }
}

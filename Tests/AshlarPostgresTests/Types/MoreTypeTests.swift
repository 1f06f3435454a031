import AshlarPostgres
import Foundation
import Testing

private typealias Time = PostgresTime
private typealias Point = PostgresPoint

@Suite struct MoreTypeTests {
    @Test("the identifiers and names of types are the server's")
    func catalog() async throws {
        try await withDatabase { db async throws in
            let rows = try await db.query(
                "select oid, format_type(oid, null), typarray from pg_type where oid < 10000 and typnamespace = 11")
            var known = 0
            for row in rows {
                let type = PostgresType(rawValue: UInt32(try row.decode(0, as: Int.self)))
                guard let name = type.name else { continue }
                known += 1
                #expect(try row.decode(1, as: String.self) == name)
                if let array = type.array { #expect(try row.decode(2, as: Int.self) == Int(array.rawValue)) }
            }
            #expect(known > 100)
        }
    }

    @Test func times() async throws {
        let cases = ["00:00:00", "09:30:15.25", "23:59:59.999999", "24:00:00"].map { (Time($0), "'\($0)'") }
        try await roundTrip(cases.map { (try #require($0.0), $0.1) }, as: "time")
        #expect(cases.map { $0.0?.description } == ["00:00:00", "09:30:15.25", "23:59:59.999999", "24:00:00"])
        for text in ["", "9:30", "24:00:01", "12:60", "12:00:00.", "12:00:00.1234567", "1a:00"] {
            #expect(Time(text) == nil, "\(text)")
        }
    }

    @Test func timesWithZone() async throws {
        let noon = try #require(Time(hour: 12, minute: 30))
        let cases: [(Int32, String)] = [
            (0, "12:30:00+00"), (3600, "12:30:00+01"), (-12_600, "12:30:00-03:30"), (57_599, "12:30:00+15:59:59"),
            (-57_599, "12:30:00-15:59:59"),
        ]
        for (seconds, text) in cases {
            let time = try #require(PostgresTimeWithZone(noon, secondsFromUTC: seconds))
            #expect(time.description == text)
            try await roundTrip([(time, "'\(text)'")], as: "timetz")
        }
        #expect(PostgresTimeWithZone(noon, secondsFromUTC: 57_600) == nil)
    }

    @Test func intervals() async throws {
        let cases: [(PostgresInterval, String, String)] = [
            (PostgresInterval(), "0", "PT0S"),
            (
                PostgresInterval(months: 14, days: 3, microseconds: 14_706_500_000), "1 year 2 mons 3 days 04:05:06.5",
                "P1Y2M3DT4H5M6.5S"
            ),
            (
                PostgresInterval(months: -1, days: 10, microseconds: -1), "-1 mon 10 days -00:00:00.000001",
                "P-1M10DT-0.000001S"
            ),
            (PostgresInterval(months: .max), "178956970 years 7 mons", "P178956970Y7M"),
        ]
        for (interval, literal, text) in cases {
            try await roundTrip([(interval, "'\(literal)'")], as: "interval")
            #expect(interval.description == text)
        }
        try await roundTrip(
            [
                (
                    PostgresInterval(months: .max, days: .max, microseconds: .max),
                    "'178956970 years 7 mons 2147483647 days 2562047788:00:54.775807'"
                )
            ], as: "interval")
        try await roundTrip([(Duration.milliseconds(1_500), "'1.5 seconds'")], as: "interval")
        try await withDatabase { db async throws in
            let row = try await db.query("select '1 mon'::interval as term")[0]
            #expect(throws: PostgresDecodingError.self) { try row.decode(0, as: Duration.self) }
            let error = try await postgresFailure { try await db.query("select \(Duration.seconds(Int64.max))") }
            #expect(error.kind == .encoding)
        }
    }

    @Test("infinite dates are told apart from all others")
    func infinity() async throws {
        let date = Date(timeIntervalSince1970: 0)
        let instants: [(OrInfinity<Date>, String)] = [
            (.infinity, "'infinity'"), (.negativeInfinity, "'-infinity'"), (.finite(date), "'1970-01-01 00:00+00'"),
        ]
        try await roundTrip(instants, as: "timestamptz")
        let days: [(OrInfinity<PostgresDate>, String)] = [
            (.infinity, "'infinity'"), (.negativeInfinity, "'-infinity'"),
            (.finite(try #require(PostgresDate("5874897-12-31"))), "'5874897-12-31'"),
        ]
        try await roundTrip(days, as: "date")
        try await withDatabase { db async throws in
            let row = try await db.query("select 'infinity'::timestamp, '-infinity'::date")[0]
            #expect(try row.decode(0, as: OrInfinity<Date>.self) == .infinity)
            #expect(try row.decode(1, as: OrInfinity<Date>.self) == .negativeInfinity)
        }
    }

    @Test(arguments: [
        "0", "-0.5", "NaN", "Infinity", "-Infinity",
        String(repeating: "9", count: 200) + "." + String(repeating: "1", count: 200),
    ])
    func numerics(text: String) async throws {
        try await roundTrip([(try #require(PostgresNumeric(text)), "'\(text)'")], as: "numeric")
    }

    @Test(arguments: ["10.1.2.3", "10.1.0.0/16", "0.0.0.0/0", "::1", "2001:db8::/32", "::ffff:1.2.3.4"])
    func addresses(text: String) async throws {
        let address = try #require(PostgresInet(text))
        #expect(address.description == text)
        try await roundTrip([(address, "'\(text)'")], as: "inet")
        try await roundTrip([(address, "'\(text)'")], as: "cidr")
        try await roundTrip([([address], "'{\(text)}'")], as: "inet[]")
    }

    @Test func malformedAddresses() {
        for text in ["", "1.2.3", "1.2.3.4/33", "::1/129", "x", "1.2.3.4/", "1.2.3.4/-1"] {
            #expect(PostgresInet(text) == nil)
        }
        for text in ["", "08:00", "08:00:2b:01:02:0g", "08:00:2b:01:02:+3"] { #expect(PostgresMACAddress(text) == nil) }
    }

    @Test func macAddresses() async throws {
        let card = try #require(PostgresMACAddress("08:00:2b:01:02:ff"))
        try await roundTrip([(card, "'08002b0102ff'")], as: "macaddr")
        let long = try #require(PostgresMACAddress("08-00-2b-01-02-03-04-05"))
        try await roundTrip([(long, "'08:00:2b:01:02:03:04:05'")], as: "macaddr8")
    }

    @Test func bits() async throws {
        for text in ["", "1", "10110", "11111111", "101010101"] {
            try await roundTrip([(try #require(PostgresBits(text)), "B'\(text)'")], as: "varbit")
        }
        try await roundTrip([(try #require(PostgresBits("101")), "B'101'")], as: "bit(3)")
        #expect(PostgresBits("102") == nil)
    }

    @Test func money() async throws {
        try await roundTrip(
            [(PostgresMoney(units: -1_250), "'-12.50'"), (PostgresMoney(units: .max), "'92233720368547758.07'")],
            as: "money")
    }

    @Test func shapes() async throws {
        let a = Point(x: 1.5, y: -2)
        let b = Point(x: 4, y: 1e300)
        try await roundTripText([(a, "'(1.5,-2)'"), (Point(x: .infinity, y: 0), "'(Infinity,0)'")], as: "point")
        try await roundTripText([(PostgresLine(a: 1, b: -2, c: 3), "'{1,-2,3}'")], as: "line")
        try await roundTripText([(PostgresLineSegment(a, b), "'[(1.5,-2),(4,1e300)]'")], as: "lseg")
        try await roundTripText([(PostgresBox(a, b), "'(4,1e300),(1.5,-2)'")], as: "box")
        try await roundTripText([(PostgresPath([a, b]), "'[(1.5,-2),(4,1e300)]'")], as: "path")
        try await roundTripText([(PostgresPath([a], isClosed: true), "'((1.5,-2))'")], as: "path")
        try await roundTripText([(PostgresPolygon([a, b, a]), "'((1.5,-2),(4,1e300),(1.5,-2))'")], as: "polygon")
        try await roundTripText([(PostgresCircle(center: a, radius: 3), "'<(1.5,-2),3>'")], as: "circle")
        try await roundTripText([([a, b], "array['(1.5,-2)'::point, '(4,1e300)']")], as: "point[]")
    }

    @Test func ranges() async throws {
        typealias Whole = PostgresRange<Int32>
        let whole: [(Whole, String)] = [
            (Whole(from: 1, upTo: 5), "'[1,5)'"), (Whole(), "'(,)'"), (.empty, "'empty'"),
            (Whole(from: .min), "'[-2147483648,)'"),
        ]
        try await roundTrip(whole, as: "int4range")
        try await roundTrip([(PostgresRange(from: -1, upTo: Int.max), "'[-1,9223372036854775807)'")], as: "int8range")
        let numbers = PostgresRange<Decimal>(lower: .excluding(0.5), upper: .including(1.25))
        try await roundTrip([(numbers, "'(0.5,1.25]'"), (.empty, "'(1,1)'")], as: "numrange")
        let day = try #require(PostgresDate("2026-11-22"))
        try await roundTrip([(PostgresRange(from: day), "'[2026-11-22,)'")], as: "daterange")
        let instant = Date(timeIntervalSince1970: 0)
        try await roundTrip([(PostgresRange(upTo: instant), "'(,1970-01-01 00:00+00)'")], as: "tstzrange")
        let endless = PostgresRange<OrInfinity<Date>>(lower: .including(.finite(instant)), upper: .excluding(.infinity))
        try await roundTrip([(endless, "'[1970-01-01 00:00+00,infinity)'")], as: "tstzrange")
        try await roundTrip([([Whole(from: 1, upTo: 2)], "'{\"[1,2)\"}'")], as: "int4range[]")
        try await withDatabase { db async throws in
            let row = try await db.query(
                "select '[1970-01-01,)'::tsrange, '[1,5]'::int4range, '{[1970-01-01,)}'::tsmultirange")[0]
            #expect(try row.decode(0, as: PostgresRange<Date>.self) == PostgresRange(from: instant))
            #expect(try row.decode(1, as: Whole.self) == Whole(from: 1, upTo: 6))
            #expect(try row.decode(2, as: PostgresMultirange<Date>.self).ranges == [PostgresRange(from: instant)])
            #expect(throws: PostgresDecodingError.self) { try row.decode(1, as: PostgresRange<Int>.self) }
        }
    }

    @Test func multiranges() async throws {
        typealias Whole = PostgresMultirange<Int32>
        try await roundTrip(
            [(Whole([]), "'{}'"), (Whole([.init(from: 1, upTo: 3), .init(from: 7)]), "'{[1,3),[7,)}'")],
            as: "int4multirange")
        try await roundTrip(
            [(PostgresMultirange([PostgresRange<Decimal>(from: 0.5)]), "'{[0.5,)}'")], as: "nummultirange")
        try await roundTrip([(PostgresMultirange([PostgresRange<Int>()]), "'{(,)}'")], as: "int8multirange")
        let day = try #require(PostgresDate("2026-11-22"))
        try await roundTrip(
            [(PostgresMultirange([PostgresRange(from: day)]), "'{[2026-11-22,)}'")], as: "datemultirange")
    }

    @Test("arrays of several dimensions, with NULLs and other lower bounds")
    func grids() async throws {
        let grid = try #require(PostgresArray(rows: [[1, 2, 3], [4, nil, 6]] as [[Int32?]]))
        #expect(grid[1, 2] == 6)
        #expect(grid[2, 0] == nil)
        try await roundTrip([(grid, "'{{1,2,3},{4,NULL,6}}'")], as: "int4[]")
        let shifted = try #require(PostgresArray(["a", "b"], counts: [1, 2], lowerBounds: [-1, 5]))
        try await roundTrip([(shifted, "'[-1:-1][5:6]={{a,b}}'")], as: "text[]")
        try await roundTrip([(try #require(PostgresArray<Int>([], counts: [])), "'{}'")], as: "int8[]")
        #expect(PostgresArray(rows: [[1], [1, 2]]) == nil)
        #expect(PostgresArray([1], counts: [1, 1, 1, 1, 1, 1, 1]) == nil)
    }

    private struct Address: PostgresDecodable, Equatable {
        let street: String
        let number: Int?

        init(from cell: PostgresCell) throws {
            let fields = try cell.fields()
            street = try String(from: fields[0])
            number = try Int?(from: fields[1])
        }
    }

    @Test("composite values, domains and texts of any type")
    func userTypes() async throws {
        try await withDatabase { db async throws in
            let name = TestServer.uniqueName("address")
            let type = SQL.identifier(name)
            let domain = SQL.identifier(name + "_d")
            try await db.executeScript(
                "create type \(type) as (street text, number int); create domain \(domain) as int check (value > 0)")
            try await withTable(db, "a \(type), d \(domain), x xml") { table async throws in
                let record = PostgresRecord(["12 \"Main\" \\ St, (x)", nil])
                try await db.execute(
                    "insert into \(table) values (\(record), \(Int32(7)), xmlparse(content \("<a>ü</a>")))")
                let row = try await db.query("select * from \(table)")[0]
                #expect(try row.decode(0, as: Address.self).street == "12 \"Main\" \\ St, (x)")
                #expect(try row.decode(0, as: Address.self).number == nil)
                #expect(try row.decode(1, as: Int.self) == 7)
                #expect(try row.decode(2, as: String.self) == "<a>ü</a>")
                let error = try await postgresFailure {
                    try await db.execute("insert into \(table) (d) values (\(Int32(0)))")
                }
                #expect(error.sqlState == .checkViolation)
            }
            try await db.executeScript("drop type \(type); drop domain \(domain)")
        }
    }

    @Test("as text every type can be read, also those that this library does not know")
    func textFormat() async throws {
        try await withDatabase { db async throws in
            let row = try await db.query(
                """
                select to_tsvector('simple', 'b a'), 'a & b'::tsquery, '1 mon'::interval, row(1, 'x y'), '{1,2}'::int[], \
                '16/B374D848'::pg_lsn, null::point, \(5), 'pg_class'::regclass, '10:20:10,14'::pg_snapshot, true
                """, format: .text)[0]
            #expect(
                try (0..<11).map { try row.decode($0, as: String?.self) } == [
                    "'a':2 'b':1", "'a' & 'b'", "1 mon", "(1,\"x y\")", "{1,2}", "16/B374D848", nil, "5", "pg_class",
                    "10:20:10,14", "t",
                ])
            #expect(throws: PostgresDecodingError.self) { try row.decode(7, as: Int.self) }
            let values = try await db.transaction {
                try await db.query("select \(1)", format: .text)[0].decode(0, as: String.self)
            }
            #expect(values == "1")
        }
    }

    @Test("types of extensions, where the server has them")
    func extensions() async throws {
        try await withDatabase { db async throws in
            let available = Set(
                try await db.query("select name::text from pg_available_extensions").map {
                    try $0.decode(0, as: String.self)
                })
            try await db.rollingBack {
                if available.contains("hstore") {
                    try await db.executeScript("create extension if not exists hstore")
                    let store: PostgresHstore = ["a": "1", "it's \"x\"\\": nil, "": ""]
                    let row = try await db.query(
                        "select \(store)::hstore, \(store)::hstore -> 'a', ''::hstore, null::hstore")[0]
                    #expect(try row.decode(0, as: PostgresHstore.self) == store)
                    #expect(try row.decode(1, as: String.self) == "1")
                    #expect(try row.decode(2, as: PostgresHstore.self) == [:])
                    #expect(try row.decode(3, as: PostgresHstore?.self) == nil)
                }
                if available.contains("citext") {
                    try await db.executeScript("create extension if not exists citext")
                    #expect(try await db.query("select 'Ada'::citext")[0].decode(0, as: String.self) == "Ada")
                }
                if available.contains("ltree") {
                    try await db.executeScript("create extension if not exists ltree")
                    let rows = try await db.query("select 'a.b'::ltree", format: .text)
                    #expect(try rows[0].decode(0, as: String.self) == "a.b")
                }
            }
        }
    }

    /// As `roundTrip`, for types whose values PostgreSQL cannot compare: their texts are.
    private func roundTripText<T: PostgresCodable & Equatable>(_ cases: [(value: T, literal: String)], as type: String)
        async throws
    {
        try await withDatabase { db async throws in
            for (value, literal) in cases {
                let row = try await db.query(
                    "select \(value), \(value)::text, (\(unsafe: literal)::\(unsafe: type))::text, null::\(unsafe: type)"
                )[0]
                #expect(try row.decode(0, as: T.self) == value)
                #expect(try row.decode(1, as: String.self) == row.decode(2, as: String.self))
                #expect(try row.decode(3, as: T?.self) == nil)
            }
        }
    }
}

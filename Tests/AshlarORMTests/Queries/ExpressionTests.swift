import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Suite struct ExpressionTests {
    @Test("arithmetic is done by the database")
    func arithmetic() async throws {
        try await check([
            SQLExample(value: #"(i."price" + $1)"#, gives: ["11", "3", "51", "51"]) { $0.price + 1 },
            SQLExample(value: #"((i."price" - $1) * $2)"#, gives: ["16", "0", "96", "96"]) { ($0.price - 2) * 2 },
            SQLExample(value: #"(i."price" / $1)"#, gives: ["3", "0", "16", "16"]) { $0.price / 3 },
            SQLExample(value: #"(i."price" % $1)"#, gives: ["1", "2", "2", "2"]) { $0.price % 3 },
            SQLExample(value: #"(i."price" - i."cost")"#, gives: ["6", "nil", "20", "30"]) {
                ($0.price - $0.cost).optional
            },
            SQLExample(value: #"((i."price" + i."id") * i."price")"#, gives: ["110", "8", "2650", "2700"]) {
                ($0.price + $0.id) * $0.price
            },
            SQLExample(value: #"abs((i."price" - $1))"#, gives: ["10", "18", "30", "30"]) {
                ($0.price - 20).absolute()
            },
            SQLExample(value: #"round((i."rating" * $1))"#, gives: ["9.0", "6.0", "10.0", "5.0"]) {
                ($0.rating * 2).rounded()
            },
            SQLExample(value: #"floor(i."rating")"#, gives: ["4.0", "3.0", "5.0", "2.0"]) { $0.rating.roundedDown() },
            SQLExample(value: #"ceil(i."rating")"#, gives: ["5.0", "3.0", "5.0", "3.0"]) { $0.rating.roundedUp() },
            SQLExample(#"(i."price" * $1) > (i."cost" + $2)"#, finds: [1, 3, 4]) { $0.price * 2 > $0.cost + 3 },
        ])
    }

    @Test("functions of texts")
    func texts() async throws {
        try await check([
            SQLExample(value: #"length(i."name")"#, gives: ["5", "4", "5", "5"]) { $0.name.length },
            SQLExample(value: #"lower(i."name")"#, gives: ["anvil", "bolt", "chair", "desk_"]) { $0.name.lowercased() },
            SQLExample(value: #"upper(i."name")"#, gives: ["ANVIL", "BOLT", "CHAIR", "DESK_"]) { $0.name.uppercased() },
            SQLExample(value: #"left(i."name", $1)"#, gives: ["An", "Bo", "Ch", "De"]) { $0.name.prefix(2) },
            SQLExample(value: #"right(i."name", $1)"#, gives: ["l", "t", "r", "_"]) { $0.name.suffix(1) },
            SQLExample(value: #"btrim((i."name" || $1))"#, gives: ["Anvil", "Bolt", "Chair", "Desk_"]) {
                $0.name.concatenated(with: "  ").trimmed()
            },
            SQLExample(value: #"replace(i."name", $1, $2)"#, gives: ["Anvil", "Bolt", "Chair", "Desk"]) {
                $0.name.replacing("_", with: "")
            },
            SQLExample(
                value: #"(i."name" || i."note")"#,
                gives: ["AnvilHeavy iron", "nil", "ChairAn oak chair", "Desk_Oak, 100%"]
            ) {
                $0.name.concatenated(with: $0.note).optional
            },
        ])
    }

    @Test("values for NULL, other types, functions by name, constants, conditions")
    func general() async throws {
        try await check([
            SQLExample(value: #"coalesce(i."cost", $1)"#, gives: ["4", "0", "30", "20"]) { $0.cost.coalesce(0) },
            SQLExample(value: #"coalesce(i."cost", i."price")"#, gives: ["4", "2", "30", "20"]) {
                $0.cost.coalesce($0.price)
            },
            SQLExample(value: #"nullif(i."price", $1)"#, gives: ["10", "2", "nil", "nil"]) { $0.price.nullIf(50) },
            SQLExample(value: #"greatest(i."price", i."id")"#, gives: ["10", "2", "50", "50"]) {
                $0.price.greatest($0.id)
            },
            SQLExample(value: #"least(i."cost", i."id")"#, gives: ["1", "2", "3", "4"]) { $0.cost.least($0.id) },
            SQLExample(value: #"CAST(i."price" AS text)"#, gives: ["10", "2", "50", "50"]) {
                $0.price.cast(to: String.self)
            },
            SQLExample(value: #"CAST(i."rating" AS "int4")"#, gives: ["4", "3", "5", "2"]) {
                $0.rating.cast(to: Int32.self, as: "int4")
            },
            SQLExample(
                value: #""repeat"(i."name", $1)"#, gives: ["AnvilAnvil", "BoltBolt", "ChairChair", "Desk_Desk_"]
            ) {
                $0.name.call("repeat", Computed<Int32>(2))
            },
            SQLExample(value: "$1", gives: ["7", "7", "7", "7"]) { _ in Computed(7) },
            SQLExample(value: #"(i."price" > $1)"#, gives: ["false", "false", "true", "true"]) {
                Computed<Bool>($0.price > 10)
            },
            SQLExample(value: #"(length(i."name") + $1)"#, gives: ["6", "5", "6", "6"]) {
                Computed<Int>(raw: "length(\($0.name)) + \(1)")
            },
        ])
    }

    @Test("case chooses by conditions")
    func cases() async throws {
        try await check([
            SQLExample(
                value: #"CASE WHEN i."price" > $1 THEN $2 WHEN i."price" > $3 THEN $4 ELSE $5 END"#,
                gives: ["fair", "cheap", "dear", "dear"]
            ) { Case.when($0.price > 40, then: "dear").when($0.price > 5, then: "fair").otherwise("cheap") },
            SQLExample(
                value: #"CASE WHEN i."cost" IS NULL THEN i."price" ELSE i."cost" END"#, gives: ["4", "2", "30", "20"]
            ) { Case.when($0.cost == nil, then: $0.price).otherwise($0.cost) },
            SQLExample(
                value: #"CASE WHEN i."price" > $1 THEN $2 END"#, gives: ["nil", "nil", "1", "1"]
            ) { Case.when($0.price > 40, then: 1).otherwiseNull },
        ])
    }

    @Test("dates have parts, days and distances, in a time zone")
    func dates() async throws {
        try await check([
            SQLExample(
                value: #"extract(year FROM i."made_at" AT TIME ZONE $1)::integer"#,
                gives: ["2026", "2026", "2025", "2026"]
            ) {
                $0.madeAt.year()
            },
            SQLExample(
                value: #"extract(year FROM i."made_at" AT TIME ZONE $1)::integer"#,
                gives: ["2026", "2026", "2026", "2026"]
            ) { $0.madeAt.year(in: "Europe/Berlin") },
            SQLExample(
                value: #"extract(isodow FROM i."made_at" AT TIME ZONE $1)::integer"#, gives: ["4", "5", "3", "5"]
            ) {
                $0.madeAt.part(.isoDayOfWeek)
            },
            SQLExample(
                value: #"(i."made_at" AT TIME ZONE $1)::date"#,
                gives: ["2026-01-15", "2026-02-20", "2025-12-31", "2026-01-16"]
            ) {
                $0.madeAt.date()
            },
            SQLExample(#"extract(month FROM i."made_at" AT TIME ZONE $1)::integer = $2"#, finds: [1, 4]) {
                $0.madeAt.month() == 1
            },
            SQLExample(#"date_trunc('month', i."made_at", $1) = date_trunc('day', i."made_at", $2)"#, finds: []) {
                $0.madeAt.truncated(to: .month) == $0.madeAt.truncated(to: .day)
            },
            SQLExample(#"(i."made_at" + $1) > $2"#, finds: [2]) {
                $0.madeAt + PostgresInterval(days: 10) > Date(timeIntervalSince1970: 1_771_000_000)
            },
            SQLExample(#"(i."made_at" - i."made_at") = $1"#, finds: [1, 2, 3, 4]) {
                $0.madeAt.since($0.madeAt) == PostgresInterval()
            },
            SQLExample(#"i."made_at" < now()"#, finds: [1, 2, 3, 4]) { $0.madeAt < Computed<Date>.now },
        ])
    }
}

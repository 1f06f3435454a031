import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Suite struct AggregateTests {
    @Test("groups, aggregates of them, and conditions on both")
    func groups() async throws {
        try await check([
            SQLExample(
                Item.query().group { $0.shelfID }.order { $0.shelfID.asc }
                    .select { ($0.shelfID, Aggregate.count, $0.price.sum, $0.price.min, $0.rating.average) },
                #"SELECT i."shelf_id", count(*), (coalesce(sum(i."price"), 0))::bigint, min(i."price"), (avg(i."rating"))::double precision FROM "items" GROUP BY i."shelf_id" ORDER BY i."shelf_id" ASC"#,
                gives: ["1, 2, 12, 2, 3.75", "2, 2, 100, 50, 3.75"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().group { [$0.shelfID, $0.isActive] }.having { $0.price.sum > 5 }
                    .order { [$0.shelfID.asc, $0.isActive.asc] }.select {
                        ($0.shelfID, $0.name.joined(separator: "+").ordered(by: $0.name.desc))
                    },
                #"SELECT i."shelf_id", string_agg(i."name", $1 ORDER BY i."name" DESC) FROM "items" GROUP BY i."shelf_id", i."is_active" HAVING (coalesce(sum(i."price"), 0))::bigint > $2 ORDER BY i."shelf_id" ASC, i."is_active" ASC"#,
                gives: ["1, Anvil", "2, Desk_+Chair"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().select {
                    ($0.cost.count, $0.price.count.distinct, Aggregate.count.filter($0.price > 5), $0.cost.max)
                },
                #"SELECT count(i."cost"), count(DISTINCT i."price"), count(*) FILTER (WHERE i."price" > $1), max(i."cost") FROM "items""#,
                gives: ["3, 3, 3, 30"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.where { $0.id > 9 }.select { ($0.price.sum, $0.price.max, $0.price.average) },
                #"SELECT (coalesce(sum(i."price"), 0))::bigint, max(i."price"), (avg(i."price"))::double precision FROM "items" WHERE i."id" > $1"#,
                gives: ["0, nil, nil"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().select {
                    (
                        $0.isActive.every, $0.isActive.some, $0.id.list, $0.price.percentile(0.5),
                        $0.price.standardDeviation
                    )
                },
                #"SELECT bool_and(i."is_active"), bool_or(i."is_active"), array_agg(i."id"), percentile_cont($1) WITHIN GROUP (ORDER BY i."price"), (stddev_samp(i."price"))::double precision FROM "items""#,
                gives: ["false, true, [1, 2, 3, 4], 30.0, 25.612496949731394"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.where { $0.id < 3 }.select { $0.name.jsonList },
                #"SELECT (jsonb_agg(i."name"))::text FROM "items" WHERE i."id" < $1"#,
                gives: ["[Anvil, Bolt]"]
            ) { SQLExample.text($0) },
            SQLExample(
                Item.query().group("ROLLUP (shelf_id)").order { $0.shelfID.asc.nullsLast }.select {
                    ($0.shelfID.optional, Aggregate.count)
                },
                #"SELECT i."shelf_id", count(*) FROM "items" GROUP BY ROLLUP (shelf_id) ORDER BY i."shelf_id" ASC NULLS LAST"#,
                gives: ["1, 2", "2, 2", "nil, 4"]
            ) { SQLExample.text($0) },
        ])
    }

    @Test("the whole result in one value")
    func terminals() async throws {
        try await withSchema(store) { _ async throws in
            let (values, sql) = try await recording {
                (
                    try await Item.query().sum { $0.price },
                    try await Item.where { $0.isActive == true }.average { $0.price },
                    try await Item.query().min { $0.cost }, try await Item.query().max { $0.madeAt },
                    try await Item.query().count(distinct: { $0.price }),
                    try await Item.where { $0.id > 9 }.max { $0.price }
                )
            }
            #expect(values.0 == 112)
            #expect(try abs(#require(values.1) - 36.666) < 0.001)
            #expect(values.2 == 4)
            #expect(values.3 == Date(timeIntervalSince1970: 1_771_630_200))
            #expect(values.4 == 3)
            #expect(values.5 == nil)
            #expect(
                sql == [
                    #"SELECT (coalesce(sum("items"."price"), 0))::bigint FROM "items""#,
                    #"SELECT (avg("items"."price"))::double precision FROM "items" WHERE "items"."is_active" = $1"#,
                    #"SELECT min("items"."cost") FROM "items""#, #"SELECT max("items"."made_at") FROM "items""#,
                    #"SELECT count(DISTINCT "items"."price") FROM "items""#,
                    #"SELECT max("items"."price") FROM "items" WHERE "items"."id" > $1"#,
                ])
        }
    }

    @Test("limits and distinct values come before an aggregate")
    func limited() async throws {
        try await withSchema(store) { _ async throws in
            #expect(try await Item.order { $0.id.asc }.limit(2).sum { $0.price } == 12)
            #expect(try await Item.query().distinct(on: { [$0.price] }).count() == 3)
            #expect(try await Item.query().distinct().select { $0.price }.count() == 3)
            #expect(try await Item.query().group { $0.shelfID }.select { $0.shelfID }.count() == 2)
            #expect(
                try await Item.where { $0.shelf.room.name == "Cellar" }.order { $0.id.asc }.limit(1).max { $0.price }
                    == 10)
        }
    }

    @Test("a sum that does not fit is an error of the statement")
    func overflow() async throws {
        try await withSchema(store) { _ async throws in
            let error = try await thrown(PostgresError.self) {
                _ = try await Item.query().select { Computed<Int>(raw: "\($0.id) * 9223372036854775807").sum }.all()
            }
            #expect(error.sqlState == .numericValueOutOfRange)
        }
    }

    @Test("window functions see the rows around, and merge none")
    func windows() async throws {
        try await check([
            SQLExample(
                value: #"row_number() OVER (PARTITION BY i."shelf_id" ORDER BY i."price" DESC, i."id" ASC)"#,
                gives: ["1", "2", "1", "2"]
            ) { Window.rowNumber.over(partition: [$0.shelfID], order: [$0.price.desc, $0.id.asc]) },
            SQLExample(value: #"rank() OVER (ORDER BY i."price" DESC)"#, gives: ["3", "4", "1", "1"]) {
                Window.rank.over(order: [$0.price.desc])
            },
            SQLExample(value: #"dense_rank() OVER (ORDER BY i."price" DESC)"#, gives: ["2", "3", "1", "1"]) {
                Window.denseRank.over(order: [$0.price.desc])
            },
            SQLExample(
                value: #"percent_rank() OVER (ORDER BY i."id" ASC)"#,
                gives: ["0.0", "0.3333333333333333", "0.6666666666666666", "1.0"]
            ) {
                Window.percentRank.over(order: [$0.id.asc])
            },
            SQLExample(value: #"cume_dist() OVER (ORDER BY i."id" ASC)"#, gives: ["0.25", "0.5", "0.75", "1.0"]) {
                Window.cumulativeDistribution.over(order: [$0.id.asc])
            },
            SQLExample(value: #"ntile($1) OVER (ORDER BY i."id" ASC)"#, gives: ["1", "1", "2", "2"]) {
                Window.ntile(2).over(order: [$0.id.asc])
            },
            SQLExample(
                value: #"lag(i."name", $1) OVER (ORDER BY i."id" ASC)"#, gives: ["nil", "Anvil", "Bolt", "Chair"]
            ) {
                $0.name.lag().over(order: [$0.id.asc]).optional
            },
            SQLExample(
                value: #"lead(i."name", $1, $2) OVER (ORDER BY i."id" ASC)"#, gives: ["Chair", "Desk_", "-", "-"]
            ) {
                $0.name.lead(2, default: "-").over(order: [$0.id.asc])
            },
            SQLExample(
                value:
                    #"(coalesce(sum(i."price") OVER (ORDER BY i."id" ASC ROWS BETWEEN $1 PRECEDING AND CURRENT ROW), 0))::bigint"#,
                gives: ["10", "12", "52", "100"]
            ) { $0.price.sum.over(order: [$0.id.asc], frame: .rows(from: .preceding(1))) },
            SQLExample(
                value:
                    #"last_value(i."name") OVER (ORDER BY i."id" ASC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"#,
                gives: ["Desk_", "Desk_", "Desk_", "Desk_"]
            ) { $0.name.lastValue.over(order: [$0.id.asc], frame: .rows(from: .unbounded, to: .unbounded)) },
            SQLExample(
                value: #"first_value(i."name") OVER (PARTITION BY i."shelf_id" ORDER BY i."id" ASC)"#,
                gives: ["Anvil", "Anvil", "Chair", "Chair"]
            ) {
                $0.name.firstValue.over(partition: [$0.shelfID], order: [$0.id.asc])
            },
            SQLExample(
                value: #"nth_value(i."name", $1) OVER (ORDER BY i."id" ASC)"#, gives: ["nil", "Bolt", "Bolt", "Bolt"]
            ) {
                $0.name.nthValue(2).over(order: [$0.id.asc]).optional
            },
            SQLExample(
                value: #"count(*) OVER (ORDER BY i."price" ASC GROUPS BETWEEN CURRENT ROW AND $1 FOLLOWING)"#,
                gives: ["3", "2", "2", "2"]
            ) { Aggregate.count.over(order: [$0.price.asc], frame: .groups(from: .current, to: .following(1))) },
            SQLExample(
                value:
                    #"max(i."price") FILTER (WHERE i."id" < $1) OVER (ORDER BY i."id" ASC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"#,
                gives: ["10", "10", "10", "10"]
            ) { $0.price.max.filter($0.id < 3).over(order: [$0.id.asc], frame: .range(from: .unbounded)) },
        ])
    }
}

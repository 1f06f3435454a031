import AshlarORM
import AshlarPostgres
import Foundation
import Testing

@Suite struct ConditionTests {
    @Test("comparisons with values, nil, lists and other columns")
    func comparisons() async throws {
        try await check([
            SQLExample(#"i."price" NOT BETWEEN $1 AND $2"#, finds: [2, 3, 4]) { $0.price.notBetween(5, 20) },
            SQLExample(#"(i."price" >= $1 AND i."price" < $2)"#, finds: [1, 2]) { $0.price.between(1..<50) },
            SQLExample(#"i."price" BETWEEN i."cost" AND i."id""#, finds: []) { $0.price.between($0.cost, $0.id) },
            SQLExample(#"i."price" >= $1"#, finds: [1, 3, 4]) { $0.price.is(.greaterOrEqual, 10) },
            SQLExample(#"i."price" < ANY($1)"#, finds: [1, 2]) { $0.price.is(.less, anyOf: [5, 20]) },
            SQLExample(#"i."price" > ALL($1)"#, finds: [3, 4]) { $0.price.is(.greater, allOf: [5, 20]) },
            SQLExample(#"i."is_active" IS TRUE"#, finds: [1, 3, 4]) { $0.isActive.isTrue },
            SQLExample(#"i."is_active" IS FALSE"#, finds: [2]) { $0.isActive.isFalse },
            SQLExample(#"i."cost" IS NULL"#, finds: [2]) { $0.cost.isNull },
            SQLExample(#"i."cost" IS NOT NULL"#, finds: [1, 3, 4]) { $0.cost != nil },
            SQLExample(#"i."price" > i."cost""#, finds: [1, 3, 4]) { $0.price > $0.cost },
            SQLExample(#"i."shelf_id" IS DISTINCT FROM i."spare_id""#, finds: [1, 2, 3, 4]) {
                $0.shelfID != $0.spareID
            },
        ])
    }

    @Test("patterns are taken as they are, texts literally")
    func patterns() async throws {
        try await check([
            SQLExample(#"i."name" NOT LIKE $1"#, finds: [1, 2, 3]) { $0.name.notLike("D%") },
            SQLExample(#"(i."note" IS NULL OR i."note" NOT ILIKE $1)"#, finds: [1, 2]) { $0.note.notILike("%OAK%") },
            SQLExample(#"i."note" ILIKE $1"#, finds: [3, 4]) { $0.note.contains("oak", ignoringCase: true) },
            SQLExample(#"i."note" LIKE $1"#, finds: [4]) { $0.note.endsWith("0%") },
            SQLExample(#"i."name" ILIKE $1"#, finds: [4]) { $0.name.startsWith("desk_", ignoringCase: true) },
            SQLExample(#"i."name" ~ $1"#, finds: [1, 3]) { $0.name.matches(regex: "^[AC]") },
            SQLExample(#"i."name" ~* $1"#, finds: [2]) { $0.name.matches(regex: "^b", ignoringCase: true) },
        ])
    }

    @Test("conditions are joined with the parentheses that they need")
    func joined() async throws {
        try await check([
            SQLExample(#"(i."id" = $1 OR i."id" = $2) AND i."price" > $3"#, finds: [1]) {
                .any([$0.id == 1, $0.id == 2]) && $0.price > 5
            },
            SQLExample(#"i."id" > $1 AND i."id" < $2 AND i."price" > $3"#, finds: [3]) {
                .all([$0.id > 1, $0.id < 4, $0.price > 5])
            },
            SQLExample("TRUE", finds: [1, 2, 3, 4]) { _ in .all([]) },
            SQLExample("FALSE", finds: []) { _ in .any([]) },
            SQLExample(#"i."id" = $1 AND TRUE"#, finds: [1]) { $0.id == 1 && .when(false, $0.price > 100) },
            SQLExample(#"i."price" > $1 OR i."id" > $2"#, finds: [3, 4]) {
                Condition.any([$0.price > 40, $0.id > 3])
            },
            SQLExample(#"(i."price" = $1 AND i."id" = $2) OR (i."price" = $3 AND i."id" = $4)"#, finds: [1, 2]) {
                $0.price == 10 && $0.id == 1 || $0.price == 2 && $0.id == 2
            },
            SQLExample(#"(i."name" || 'x' = $1)"#, finds: [2]) { Condition(raw: "\($0.name) || 'x' = \("Boltx")") },
        ])
    }

    @Test("one test for several columns")
    func anyOfColumns() async throws {
        try await check([
            SQLExample(#"i."cost" = $1 OR i."spare_id" = $2 OR i."id" = $3"#, finds: [1, 4]) { item in
                .any([item.cost, item.spareID]) { $0 == 20 } || item.id == 1
            },
            SQLExample(#"i."cost" > $1 AND i."spare_id" > $2 AND i."id" > $3"#, finds: [4]) { item in
                .all([item.cost, item.spareID]) { $0 > 0 } && item.id > 1
            },
        ])
    }

    @Test("a query changes where something holds or there is a value")
    func when() {
        let all = Item.query()
        #expect(all.when(false) { $0.where { $0.id == 1 } }.sql.description == all.sql.description)
        #expect(all.when(true) { $0.where { $0.id == 1 } }.sql.description.hasSuffix(#"WHERE "items"."id" = $1"#))
        let none: String? = nil
        #expect(all.when(none) { $0.where($1 == "" ? "true" : "false") }.sql.description == all.sql.description)
        let text: String? = "An"
        #expect(
            all.when(text) { query, text in query.where { $0.name.startsWith(text) } }.sql.description
                .hasSuffix(#"WHERE "items"."name" LIKE $1"#))
    }
}

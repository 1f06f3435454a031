import AshlarORM
import AshlarPostgres
import Foundation
import Testing

/// Arrays, JSON, ranges and texts that are searched: values that hold others.
@Suite struct ContainerTests {
    @Test("arrays")
    func arrays() async throws {
        try await check([
            SQLExample(#"i."tags" @> $1"#, finds: [1, 2]) { $0.tags.contains("metal") },
            SQLExample(#"i."tags" @> $1"#, finds: [1]) { $0.tags.contains(allOf: ["tool", "metal"]) },
            SQLExample(#"i."tags" && $1"#, finds: [1, 3]) { $0.tags.overlaps(["tool", "home"]) },
            SQLExample(#"i."tags" <@ $1"#, finds: [2, 4]) { $0.tags.isContained(in: ["metal", "wood"]) },
            SQLExample(#"$1 < ANY(i."scores")"#, finds: [1]) { $0.scores.anyElement(.greater, 3) },
            SQLExample(#"$1 = ALL(i."scores")"#, finds: [3, 4]) { $0.scores.everyElement(.equal, 3) },
            SQLExample(#"i."id" = ANY(i."scores")"#, finds: [1, 2]) { $0.id.in($0.scores) },
            SQLExample(value: #"cardinality(i."scores")"#, gives: ["2", "1", "0", "2"]) { $0.scores.elementCount() },
            SQLExample(value: #"(i."scores")[$1]"#, gives: ["5", "nil", "nil", "3"]) { $0.scores.element(2) },
            SQLExample(value: #"(i."scores" || $1)"#, gives: ["[1, 5, 9]", "[2, 9]", "[9]", "[3, 3, 9]"]) {
                $0.scores.appending(9)
            },
            SQLExample(value: #"array_remove(i."scores", $1)"#, gives: ["[1, 5]", "[2]", "[]", "[]"]) {
                $0.scores.removing(3)
            },
            SQLExample(
                Item.where { $0.id == 1 }.select { $0.tags.unnested() },
                #"SELECT unnest(i."tags") FROM "items" WHERE i."id" = $1"#, gives: ["metal", "tool"]
            ) { $0 },
        ])
    }

    @Test("JSON by path, type and content")
    func json() async throws {
        try await check([
            SQLExample(#"((i."settings" -> $1) #>> '{}') = $2"#, finds: [1, 3]) {
                $0.settings.json["theme"].text == "dark"
            },
            SQLExample(#"((i."settings" -> $1) #>> '{}')::bigint > $2"#, finds: [1, 3]) {
                $0.settings.json["size"].int > 1
            },
            SQLExample(
                value: #"((((i."settings" -> $1) -> $2) -> $3) #>> '{}')::bigint"#, gives: ["2", "nil", "nil", "nil"]
            ) {
                $0.settings.json["nested"]["a"][-1].int
            },
            SQLExample(#"((i."settings" -> $1) #>> '{}') IS NULL"#, finds: [4]) {
                $0.settings.json["theme"].text == nil
            },
            SQLExample(#"i."settings" @> $1"#, finds: [1, 3]) { $0.settings.json.contains(["theme": "dark"]) },
            SQLExample(#"(i."settings" -> $1) <@ $2"#, finds: [1]) {
                $0.settings.json["nested"].isContained(in: ["a": [1, 2, 3]])
            },
            SQLExample(#"i."settings" ? $1"#, finds: [1]) { $0.settings.json.has("nested") },
            SQLExample(#"i."settings" ?| $1"#, finds: [1, 2, 3, 4]) {
                $0.settings.json.has(anyOf: ["nested", "size"])
            },
            SQLExample(#"i."settings" ?& $1"#, finds: [1]) { $0.settings.json.has(allOf: ["nested", "size"]) },
            SQLExample(#"(i."settings" -> $1) = $2"#, finds: [2]) { $0.settings.json["theme"] == JSONB("light") },
            SQLExample(#"jsonb_path_exists(i."settings", $1::jsonpath)"#, finds: [3]) {
                $0.settings.json.matches(path: "$.size ? (@ > 3)")
            },
            SQLExample(#"((i."settings" -> $1) -> $2) IS NOT NULL"#, finds: [1]) {
                $0.settings.json["nested"]["a"].exists
            },
            SQLExample(value: #"jsonb_typeof((i."settings" -> $1))"#, gives: ["string", "string", "string", "null"]) {
                $0.settings.json["theme"].type
            },
            SQLExample(value: #"jsonb_array_length(((i."settings" -> $1) -> $2))"#, gives: ["2", "nil", "nil", "nil"]) {
                $0.settings.json["nested"]["a"].elementCount
            },
            SQLExample(value: #"((i."settings" -> $1))::text"#, gives: ["3", "1", "5", "0"]) {
                $0.settings.json["size"].whole
            },
        ])
    }

    @Test("a place inside of JSON is changed alone")
    func jsonWriting() async throws {
        try await withSchema(store) { _ async throws in
            try await Item.where { $0.id == 1 }.update { [$0.settings.setJSON("blue", at: "theme")] }
            try await Item.where { $0.id == 2 }.update { [$0.settings.mergeJSON(["size": 9])] }
            try await Item.where { $0.id == 1 }.update { [$0.settings.removeJSON(at: "nested", "a")] }
            let settings = try await Item.order { $0.id.asc }.limit(2).pluck { $0.settings }
            #expect(settings[0].value == ItemSettings(theme: "blue", size: 3, nested: [:]))
            #expect(settings[1].value == ItemSettings(theme: "light", size: 9, nested: nil))
        }
    }

    @Test("ranges")
    func ranges() async throws {
        try await withSchema(store) { database async throws in
            func check(_ sql: String, _ ids: [Int], _ condition: (OptionalField<PostgresRange<Int>>) -> Condition)
                async throws
            {
                let query = database.table("items").where {
                    condition($0.column("during", as: PostgresRange<Int>.self))
                }
                .orderBy("id")
                let suffix = " WHERE " + sql.replacing("x", with: #""items"."during""#) + #" ORDER BY "items"."id" ASC"#
                #expect(query.sql.description.hasSuffix(suffix))
                #expect(try await query.pluck("id", as: Int.self) == ids, "\(sql)")
            }
            try await check("x @> $1", [1]) { $0.contains(9) }
            try await check("x @> $1", [1, 2]) { $0.contains(range: PostgresRange(from: 6, upTo: 7)) }
            try await check("x && $1", [1, 2]) { $0.overlaps(PostgresRange(from: 7, upTo: 20)) }
            try await check("x <@ $1", [2, 4]) { $0.isContained(in: PostgresRange(from: 5, upTo: 8)) }
            try await check("x << $1", [2]) { $0.isBefore(PostgresRange(from: 8, upTo: 9)) }
            try await check("x >> $1", [2]) { $0.isAfter(PostgresRange(from: 1, upTo: 3)) }
            try await check("x -|- $1", [2]) { $0.isAdjacent(to: PostgresRange(from: 8, upTo: 9)) }
            try await check("isempty(x)", [4]) { $0.isEmptyRange() }
            try await check("lower(x) = $1", [2]) { $0.lowerBound() == 5 }
            try await check("upper(x) = $1", [1]) { $0.upperBound() == 10 }
        }
        try await AshlarORMTests.check([
            SQLExample(#"i."id" <@ $1"#, finds: [2, 3]) { $0.id.in(PostgresRange(from: 2, upTo: 4)) }
        ])
    }

    @Test("full-text search finds, ranks and marks")
    func search() async throws {
        let oak = SearchQuery.web("oak -chair")
        try await check([
            SQLExample(
                #"to_tsvector('english', coalesce(i."note", '')) @@ websearch_to_tsquery('english', $1)"#, finds: [4]
            ) { $0.note.matches(oak) },
            SQLExample(#"to_tsvector('simple', i."name") @@ plainto_tsquery('simple', $1)"#, finds: [1]) {
                $0.name.matches(.words("anvil"), in: "simple")
            },
            SQLExample(
                #"(setweight(to_tsvector('english', i."name"), 'A') || to_tsvector('english', coalesce(i."note", ''))) @@ phraseto_tsquery('english', $1)"#,
                finds: [3]
            ) { ($0.name.searchVector().weighted(.a) + $0.note.searchVector()).matches(.phrase("oak chairs")) },
            SQLExample(#"(to_tsvector('english', note)) @@ to_tsquery('english', $1)"#, finds: [1, 3]) { _ in
                SearchVector(raw: "to_tsvector('english', note)").matches(.operators("iron | chair:*"))
            },
            SQLExample(
                value: #"ts_headline('english', i."note", websearch_to_tsquery('english', $1))"#,
                gives: ["Heavy iron", "nil", "An <b>oak</b> chair", "<b>Oak</b>, 100%"]
            ) { $0.note.headline(.web("oak")).optional },
        ])
        try await withSchema(store) { _ async throws in
            let query = SearchQuery.web("oak")
            let found = Item.where { $0.note.matches(query) }
                .order {
                    [$0.note.searchVector().rank(query).desc, $0.note.searchVector().coverRank(query).desc, $0.id.desc]
                }
            #expect(
                found.sql.description.contains(
                    #"ORDER BY ts_rank(to_tsvector('english', coalesce("items"."note", '')), websearch_to_tsquery('english', $2)) DESC"#
                ))
            #expect(try await found.pluck { $0.id } == [4, 3])
        }
    }

    @Test("texts that are alike are found with pg_trgm")
    func trigrams() async throws {
        try await withSchema(store) { database async throws in
            try await database.rollingBack {
                try await database.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
                let query = Item.where { $0.name.isSimilar(to: "Anvill") }.order {
                    $0.name.similarity(to: "Anvil").desc
                }
                #expect(
                    query.sql.description.hasSuffix(
                        #"WHERE "items"."name" % $1 ORDER BY similarity("items"."name", $2) DESC"#))
                #expect(try await query.pluck { $0.name } == ["Anvil"])
            }
        }
    }
}

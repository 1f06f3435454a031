import Testing

@testable import Craft

@Suite struct FieldTests {
    @Test(
        "a field is a property and a column",
        arguments: [
            ("title:string", "var title: String", #"$0.string("title")"#),
            ("title:string=200:unique", "var title: String", #"$0.string("title", 200).unique()"#),
            ("title:string(200)?", "var title: String?", #"$0.string("title", 200).nullable()"#),
            ("body:text?", "var body: String?", #"$0.text("body").nullable()"#),
            ("body?:text:index", "var body: String?", #"$0.text("body").nullable().index()"#),
            ("pinned:boolean:default=true", "var pinned: Bool = true", #"$0.bool("pinned").default(true)"#),
            ("size:small_integer", "var size: Int16", #"$0.smallInteger("size")"#),
            ("size:int:default=-3", "var size: Int = -3", #"$0.integer("size").default(-3)"#),
            ("size:bigint:nullable", "var size: Int?", #"$0.bigInteger("size").nullable()"#),
            ("ratio:float", "var ratio: Float", #"$0.float("ratio")"#),
            ("ratio:double:default=1.5", "var ratio: Double = 1.5", #"$0.double("ratio").default(1.5)"#),
            ("price:decimal", "var price: Decimal", #"$0.decimal("price")"#),
            ("price:decimal=10,4", "var price: Decimal", #"$0.decimal("price", 10, 4)"#),
            ("token:uuid:unique", "var token: UUID", #"$0.uuid("token").unique()"#),
            ("day:date", "var day: PostgresDate", #"$0.date("day")"#),
            (
                "published_at:datetime?:index", "var publishedAt: Date?",
                #"$0.timestamp("published_at").nullable().index()"#
            ),
            ("photo:binary", "var photo: Data", #"$0.binary("photo")"#),
            ("extra:jsonb?", "var extra: JSONB<[String: String]>?", #"$0.jsonb("extra").nullable()"#),
            ("raw:json", "var raw: JSONB<[String: String]>", #"$0.json("raw")"#),
            ("tags:string[]", "var tags: [String]", #"$0.array("tags", of: .text)"#),
            ("tags:string[]=20", "var tags: [String]", #"$0.array("tags", of: .string(20))"#),
            ("sizes:integer[]?", "var sizes: [Int]?", #"$0.array("sizes", of: .integer).nullable()"#),
            (
                #"word:string:default=say "hi""#, #"var word: String = "say \"hi\"""#,
                #"$0.string("word").default("say \"hi\"")"#
            ),
            (
                "author:references", "@BelongsTo var author: Author",
                #"$0.references("authors", as: "author_id").onDelete(.cascade)"#
            ),
            (
                "author_id:belongs_to?", "@BelongsTo var author: Author?",
                #"$0.references("authors", as: "author_id").nullable().onDelete(.setNull)"#
            ),
            (
                "editor:references=users:restrict:unique", "@BelongsTo var editor: User",
                #"$0.references("users", as: "editor_id").unique().onDelete(.restrict)"#
            ),
        ])
    func code(text: String, property: String, column: String) throws {
        let list = try FieldList(parsing: [text])
        #expect(list.properties == property)
        #expect(list.columns() == column)
    }

    @Test("the column of a reference has the type of the other model's key")
    func keys() throws {
        #expect(
            try FieldList(parsing: ["author:references"]).columns(keys: ["Author": "uuid"])
                == #"$0.references("authors", as: "author_id", type: .uuid).onDelete(.cascade)"#)
    }

    @Test(
        "what cannot be understood is named, with what it may be",
        arguments: [
            (["titel"], "The field \"titel\" cannot be understood: it has no type."),
            (
                ["title:strng"],
                "The field \"title:strng\" cannot be understood: there is no type \"strng\". Did you mean \"string\"?"
            ),
            (
                ["title:string:uniqe"],
                """
                The field "title:string:uniqe" cannot be understood: there is no "uniqe". Did you mean "unique"?
                After the type come: index, unique, nullable, default=VALUE.
                """
            ),
            (
                ["1st:string"],
                """
                The field "1st:string" cannot be understood: "1st" cannot be the name of a field.
                Use letters, digits and _, beginning with a letter.
                """
            ),
            (
                ["id:integer"],
                "The field \"id:integer\" cannot be understood: every model has \"id\" already.\nLeave it out."
            ),
            (
                ["class:string"],
                "The field \"class:string\" cannot be understood: \"class\" is a word of Swift or Ashlar."
            ),
            (
                ["title:string=0"],
                "The field \"title:string=0\" cannot be understood: \"0\" is nothing that string takes."
            ),
            (
                ["price:decimal=2,4"],
                "The field \"price:decimal=2,4\" cannot be understood: \"2,4\" is nothing that decimal"
            ),
            (["n:integer=4"], "The field \"n:integer=4\" cannot be understood: \"4\" is nothing that integer takes."),
            (
                ["n:integer:default=x"],
                "The field \"n:integer:default=x\" cannot be understood: \"x\" is no default of integer."
            ),
            (["x:json[]"], "The field \"x:json[]\" cannot be understood: there are no arrays of json."),
            (
                ["a:references:setNull"],
                "The field \"a:references:setNull\" cannot be understood: what becomes NULL has to be"
            ),
            (["a_b:text", "aB:text"], "The field \"aB:text\" comes twice: there is one of that name before it."),
        ])
    func mistakes(texts: [String], text: String) {
        #expect(message(of: { _ = try FieldList(parsing: texts) }).hasPrefix(text))
    }

    @Test("every type is named where one is unknown")
    func types() {
        #expect(
            message(of: { _ = try Field("x:y") }).hasSuffix(
                """
                Types: string, text, bool, smallInteger, integer, bigInteger, float, double, decimal, uuid, date, timestamp, \
                binary, json, jsonb, references; [] after one makes an array.
                """))
    }

    @Test("the fields of a migration are read again as they were given")
    func readBack() throws {
        let texts = [
            "title:string=200:unique", "body:text?", "price:decimal=10,4", "tags:string[]=20", "sizes:integer[]?",
            "status:string:default=draft", "author:references", "editor:references?=Author:restrict",
            "published_at:timestamp?:index", "pinned:bool:default=true", "prices:decimal[]",
        ]
        let list = try FieldList(parsing: texts)
        let text = "try await schema.create(\"posts\") {\n    $0.id()\n\(list.columns())\n    $0.timestamps()\n    }\n}"
        let read = try #require(MigrationFile(text))
        #expect(FieldList(read.fields).columns() == list.columns())
        #expect(FieldList(read.fields).properties == list.properties)
    }

    @Test("a file with several models tells the fields of each")
    func several() {
        let text = """
            // struct Post { }
            enum Mood: String, Codable { case glad }
            @Model(table: "the { posts") public struct Post {
                var id: Int?
                var title: String = "}"
                var isOpen: Bool { true }
            }

            @Model
            struct PostTag {
                var id: UUID?
                var name: String
            }
            struct Plain { var x: Int }
            """
        #expect(ModelFile.types(in: text) == ["Post", "PostTag"])
        #expect(ModelFile("Post", text: text).fields.map(\.property) == ["title"])
        #expect(ModelFile("PostTag", text: text).fields.map(\.property) == ["name"])
        #expect(ModelFile("PostTag", text: text).keyType == "uuid" && ModelFile("Post", text: text).keyType == nil)
    }

    @Test("a model's file tells its fields")
    func model() {
        let file = ModelFile(
            "Post",
            text: """
                @Model
                struct Post {
                    var id: UUID?
                    var title: String
                    var mood: Mood
                    var tags: [String] = []
                    var publishedAt: Date?
                    var createdAt: Date?
                    @BelongsTo var author: User?
                    @HasMany var comments: [Comment]

                    static var published: Query<Post> { Post.query() }
                }
                """)
        #expect(file.fields.map(\.property) == ["title", "tags", "publishedAt", "authorID"])
        #expect(file.unknown == ["mood"])
        #expect(file.keyType == "uuid")
        #expect(ModelFile.label(of: file.fields) == "title")
    }
}

import ArgumentParser
import Foundation
import Testing

@testable import Craft

@Suite struct AppGeneratorTests {
    @Test func aControllerOfAModelThatDoesNotExist() throws {
        let generator = try Workspace().generator()
        #expect(
            message(of: { _ = try generator.controller("Home", model: "post") }) == """
                There is no model Post in Sources/App/Models.
                Make it first: ./craft make model Post --migration
                """)
    }

    @Test func aModuleHasAPageWhereTheAppHasPages() throws {
        let workspace = try Workspace()
        let plan = try workspace.generator().module("Shop")
        #expect(plan.map(\.path) == ["Sources/App/Modules/Shop.swift", "views/shop/index.html"])
        #expect(plan.first?.contents.contains("routes.view(\"/\", \"shop.index\").name(\"index\")") == true)
        try workspace.write("", to: "Sources/App/Routes/API.swift")
        let alone = try workspace.generator().module("Shop")
        #expect(alone.map(\.path) == ["Sources/App/Modules/Shop.swift"])
        #expect(alone.first?.contents.contains("routes.get(\"/\") { _ in \"Shop\" }.name(\"index\")") == true)
    }

    @Test func aModelAndItsMigration() throws {
        let generator = try Workspace().generator()
        let model = try generator.model("BlogCategory")
        #expect(model.path == "Sources/App/Models/BlogCategory.swift")
        #expect(
            model.contents == """
                import Ashlar
                import Foundation

                /// A row of the table `blog_categories`.
                @Model
                struct BlogCategory {
                    var id: Int?
                    var createdAt: Date?
                    var updatedAt: Date?
                }

                """)
        let migration = try generator.migration(forModel: "BlogCategory")
        #expect(
            migration.path
                == "Sources/App/Database/Migrations/2026_11_22_123456_CreateBlogCategoriesTable.swift")
        #expect(
            migration.contents == """
                import Ashlar

                /// Makes the table `blog_categories`.
                struct CreateBlogCategoriesTable: Migration {
                    func up(_ schema: Schema) async throws {
                        try await schema.create("blog_categories") {
                            $0.id()
                            $0.timestamps()
                        }
                    }

                    func down(_ schema: Schema) async throws {
                        try await schema.drop("blog_categories")
                    }
                }

                """)
        #expect(
            migration.injections == [
                Stub.Injection(
                    file: "Sources/App/Database/Migrations.swift", marker: "// craft:migrations",
                    line: "CreateBlogCategoriesTable.self,")
            ])
    }

    @Test func aFactoryAndASeeder() throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        #expect(
            message(of: { _ = try generator.factory("Post") }) == """
                There is no model Post in Sources/App/Models.
                Make it first: ./craft make model Post --migration
                """)
        try workspace.write(
            "@Model\nstruct Chapter {\n    var id: Int?\n    var name: String\n    @BelongsTo var book: Book\n}\n"
                + "@Model\nstruct Book {\n    var id: Int?\n    var title: String\n}\n",
            to: "Sources/App/Models/All.swift")
        let shared = try generator.factory("Chapter")
        #expect(
            shared.map(\.path).map { String($0.split(separator: "/").last ?? "") } == [
                "ChapterFactory.swift", "BookFactory.swift",
            ])
        #expect(shared[0].contents.contains("bookID: try await fake.key(of: Book.factory)"))
        #expect(!shared[0].contents.contains("title:"))
        #expect(generator.models.keys.sorted() == ["Book", "Chapter"])
        try workspace.write("struct Post {}", to: "Sources/App/Models/Post.swift")
        let factories = try generator.factory("PostFactory")
        #expect(factories.map(\.path) == ["Sources/App/Database/Factories/PostFactory.swift"])
        #expect(factories[0].contents.contains("extension Post: HasFactory {"))
        #expect(
            message(of: { _ = try generator.seeder("post") }).hasPrefix(
                "There is no Sources/App/Database/Seeders.swift"))
        try workspace.write("[\n// craft:seeders\n]", to: "Sources/App/Database/Seeders.swift")
        let seeder = try generator.seeder("post")
        #expect(seeder.path == "Sources/App/Database/Seeders/PostSeeder.swift")
        #expect(seeder.contents.contains("struct PostSeeder: Seeder {"))
        #expect(seeder.injections.first?.line == "PostSeeder.self,")
    }

    @Test func aFactoryGivesEveryRequiredPropertyDataOfItsKind() throws {
        let workspace = try Workspace()
        try workspace.write(
            """
            @Model
            struct Post {
                var id: Int?
                @Column(type: .string(80)) @Unique var slug: String
                var title: String
                @Index(.gin) var tags: [String]
                var pages: Int16
                var price: Decimal
                var ratio: Double
                var isOpen: Bool
                var day: PostgresDate
                var publishedAt: Date
                var token: UUID
                var photo: Data
                var note: String?
                var state: String = "draft"
                @BelongsTo var author: Author
                @BelongsTo var editor: Author?
                @HasMany var remarks: [Remark]
                @Generated var words: Int?
                var createdAt: Date?
            }
            """, to: "Sources/App/Models/Post.swift")
        try workspace.write(
            "@Model\nstruct Author {\n    var id: Int?\n    var firstName: String\n    @JSON var likes: Likes\n}\n",
            to: "Sources/App/Models/Author.swift")
        let factories = try workspace.generator().factory("Post")
        #expect(
            factories.map(\.path).map { String($0.split(separator: "/").last ?? "") } == [
                "PostFactory.swift", "AuthorFactory.swift",
            ])
        #expect(
            factories[0].contents == """
                import Ashlar
                import Foundation

                extension Post: HasFactory {
                    /// Makes models with data that looks real, and is the same in every run.
                    static var factory: Factory<Post> {
                        Factory { fake in
                            Post(
                                slug: fake.unique("slug") { $0.slug() },
                                title: fake.title(),
                                tags: [fake.sentence()],
                                pages: Int16(fake.int(in: 1...1000)),
                                price: fake.decimal(in: 1...100),
                                ratio: fake.double(in: 0...100),
                                isOpen: fake.bool(),
                                day: PostgresDate(fake.past()),
                                publishedAt: fake.past(),
                                token: fake.uuid(),
                                photo: Data(fake.word().utf8),
                                authorID: try await fake.key(of: Author.factory))
                        }
                    }
                }

                """)
        // What cannot be made up is said.
        #expect(factories[1].contents.contains("Author(firstName: fake.firstName())"))
        #expect(factories[1].messages.contains { $0.contains("whose types craft does not know:  likes") })
        // A factory that is there is left alone.
        try workspace.write("extension Author: HasFactory {}", to: "Sources/App/Database/Factories/People.swift")
        #expect(try workspace.generator().factory("Post").count == 1)
    }

    @Test func aModelIsListedWhereTheAppHasAList() throws {
        let workspace = try Workspace()
        #expect(try workspace.generator().model("Post").injections.isEmpty)
        try workspace.write("[\n// craft:models\n]", to: "Sources/App/Database/Models.swift")
        #expect(try workspace.generator().model("Post").injections.first?.line == "Post.self,")
    }

    @Test func aMigrationOfADifference() throws {
        let difference = MigrationDifference(
            up: ["try await schema.alter(\"posts\") {", "    $0.text(\"slug\")", "}"], down: ["// back"])
        let item = try Workspace().generator().migration("sync_posts", difference: difference)
        #expect(item.path == "Sources/App/Database/Migrations/2026_11_22_123456_SyncPosts.swift")
        #expect(
            item.contents == """
                import Ashlar

                /// Makes the database what the models expect.
                struct SyncPosts: Migration {
                    func up(_ schema: Schema) async throws {
                        try await schema.alter("posts") {
                            $0.text("slug")
                        }
                    }

                    func down(_ schema: Schema) async throws {
                        // back
                    }
                }

                """)
    }

    @Test(
        "a migration by what its name says",
        arguments: [
            (
                "add_slug_to_posts",
                """
                import Ashlar

                /// Adds `slug` to the table `posts`.
                struct AddSlugToPosts: Migration {
                    func up(_ schema: Schema) async throws {
                        try await schema.alter("posts") {
                            $0.string("slug").nullable()
                        }
                    }

                    func down(_ schema: Schema) async throws {
                        try await schema.alter("posts") {
                            $0.drop("slug")
                        }
                    }
                }

                """
            ),
            (
                "remove_slug_from_posts",
                """
                import Ashlar

                /// Takes `slug` away from the table `posts`.
                struct RemoveSlugFromPosts: Migration {
                    func up(_ schema: Schema) async throws {
                        try await schema.alter("posts") {
                            $0.drop("slug")
                        }
                    }

                    func down(_ schema: Schema) async throws {
                        try await schema.alter("posts") {
                            $0.string("slug").nullable()
                        }
                    }
                }

                """
            ),
            (
                "FillSlugs",
                """
                import Ashlar

                /// Changes the database.
                struct FillSlugs: Migration {
                    func up(_ schema: Schema) async throws {
                    }

                    func down(_ schema: Schema) async throws {
                    }
                }

                """
            ),
        ])
    func migration(name: String, contents: String) throws {
        #expect(try Workspace().generator().migration(name).contents == contents)
    }

    @Test func aView() throws {
        let item = try Workspace().generator().view("admin.posts.edit")
        #expect(item.path == "views/admin/posts/edit.html")
        #expect(
            item.contents == """
                {% extends "layouts/app.html" %}

                {% block title %}Edit{% endblock %}

                {% block content %}
                <h1>Edit</h1>
                {% endblock %}

                """)
    }

    @Test(
        "refuses a name of a view that leads elsewhere",
        arguments: ["", "../x", "a..b", "/etc/x", "a b", "posts.index.\u{0}"])
    func invalidView(name: String) throws {
        let generator = try Workspace().generator()
        #expect(
            message(of: { _ = try generator.view(name) }) == """
                "\(name)" cannot be the name of a view.
                Use letters, digits, - and _, with dots between folders: posts.index.
                """)
    }

    @Test func refusesATypeThatTheAppHas() throws {
        let workspace = try Workspace()
        try workspace.write("struct Blog: Application {}", to: "Sources/App/App.swift")
        let generator = try workspace.generator()
        #expect(
            message(of: { _ = try generator.model("Blog") }) == """
                Sources/App/App.swift declares Blog. Nothing was changed.
                Choose another name.
                """)
    }

    @Test func theAppsOwnStubComesFirst() throws {
        let workspace = try Workspace()
        try workspace.write("---\nto: x/__path__.txt\n---\nmine: __type__\n", to: "stubs/make/model.stub")
        let item = try workspace.generator().model("Post")
        #expect(item.path == "x/Post.txt")
        #expect(item.contents == "mine: Post\n")
    }

    @Test func aCommandThatCraftHasItselfIsRefused() throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        for name in ["serve", "Migrate", "help"] {
            let text = message { _ = try MakeCommand.Command.parse([name]).plan(generator) }
            #expect(text.hasPrefix("craft has a command \"\(name.lowercased())\" itself"))
        }
        #expect(try MakeCommand.Command.parse(["SendReport"]).plan(generator).count == 1)
        // One that was made before can still be taken away.
        #expect(try MakeCommand.Command.parse(["serve"]).earlierPlan(generator).count == 1)
    }

    @Test func aColumnIsAddedToTheTableOfAModel() throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        try workspace.write("@Model\nstruct Category {\n}\n", to: "Sources/App/Models/Category.swift")
        let fields = try FieldList(parsing: ["slug:string"])
        #expect(
            try generator.migration("add_slug_to_category", fields).contents.contains(#"schema.alter("categories")"#))
        #expect(try generator.migration("remove_slug_from_category").contents.contains(#"schema.alter("categories")"#))
        // Tables between have names in the singular, and no model.
        #expect(try generator.migration("add_slug_to_post_tag", fields).contents.contains(#"schema.alter("post_tag")"#))
    }

    @Test(
        "a migration is taken away without its fields",
        arguments: [
            "add_slug_to_posts", "remove_slug_from_posts", "create_posts_table",
        ])
    func earlierMigration(name: String) throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        for fields in [["slug:string=40:unique", "writer:references?=User"], []] {
            try workspace.write("@Model\nstruct User {\n}\n", to: "Sources/App/Models/User.swift")
            let item = try generator.migration(name, FieldList(parsing: fields))
            try workspace.write(item.contents, to: item.path)
            #expect(try MakeCommand.Migration.parse([name]).earlierPlan(generator) == [item])
            try workspace.write(item.contents.replacing("}\n}", with: "}\n    // Mine\n}"), to: item.path)
            #expect(try MakeCommand.Migration.parse([name]).earlierPlan(generator).map(\.contents) == [item.contents])
            try FileManager.default.removeItem(atPath: "\(workspace.root)/\(item.path)")
        }
    }

    @Test func aPluralIsNotedAndAnEndingIsNoFolder() throws {
        let generator = try Workspace().generator()
        #expect(
            try generator.model("Posts").messages.last
                == "Note: Posts is a plural. A model is one row, so Post would be its usual name.")
        for name in ["Post", "News", "Address", "Status"] {
            #expect(try generator.model(name).messages.allSatisfy { !$0.contains("plural") })
        }
        #expect(try generator.view("about/us.html").path == "views/about/us.html")
        #expect(try generator.view("about.us").path == "views/about/us.html")
    }
}

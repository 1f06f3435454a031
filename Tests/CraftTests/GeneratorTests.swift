import Foundation
import Testing

@testable import Craft

@Suite struct GeneratorTests {
    @Test func writesInjectsAndSaysWhatIsNext() throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        let items = try [generator.model("Post"), generator.migration(forModel: "Post")]
        try generator.files.write(items)
        #expect(
            workspace.output == """
                   created  Sources/App/Models/Post.swift
                   created  Sources/App/Database/Migrations/2026_11_22_123456_CreatePostsTable.swift
                   changed  Sources/App/Database/Migrations.swift

                Next:
                  Declare each column of posts as a property in Sources/App/Models/Post.swift:  var title: String
                  Write the columns of posts in \
                Sources/App/Database/Migrations/2026_11_22_123456_CreatePostsTable.swift:  $0.string("title")
                  Make the table:  ./craft migrate

                """)
        #expect(try workspace.text(items[1].path) == items[1].contents)
        try generator.files.write([generator.migration("add_slug_to_posts")])
        #expect(
            try workspace.text("Sources/App/Database/Migrations.swift") == """
                let allMigrations: [any Migration.Type] = [
                    CreatePostsTable.self,
                    AddSlugToPosts.self,
                    // craft:migrations
                ]

                """)
    }

    @Test func changesNothingTheSecondTime() throws {
        let workspace = try Workspace()
        let first = try workspace.generator()
        try first.files.write([first.migration("create_posts_table")])
        let list = try workspace.text("Sources/App/Database/Migrations.swift")
        let later = AppGenerator(app: first.app, files: first.files, now: first.now.addingTimeInterval(60))
        try later.files.write([later.migration("create_posts_table")])
        let path = "Sources/App/Database/Migrations/2026_11_22_123456_CreatePostsTable.swift"
        #expect(workspace.output.contains("      same  \(path)\n"))
        try workspace.write("mine", to: path)
        #expect(
            message(of: { try later.files.write([later.migration("create_posts_table")]) }) == """
                \(path) exists. Nothing was changed.
                Choose another name, replace it with --force, or see the difference with --dry-run.
                """)
        #expect(try workspace.text(path) == "mine")
        #expect(try workspace.text("Sources/App/Database/Migrations.swift") == list)
        #expect(Files.list(below: "\(workspace.root)/Sources/App/Database/Migrations").count == 1)
    }

    @Test func `a second controller of a model keeps the input that the first has`() throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        try workspace.write(
            "@Model\nstruct Author {\n    var id: Int?\n    var name: String\n}\n",
            to: "Sources/App/Models/Author.swift")
        try generator.files.write(generator.controller("Author", .resource))
        let path = "Sources/App/Inputs/AuthorInput.swift"
        let own = try workspace.text(path) + "// mine\n"
        try workspace.write(own, to: path)
        let items = try generator.controller("Api/Author", .api, model: "Author")
        try generator.files.write(items, .dryRun)
        #expect(workspace.output.contains("keep, or with --force replace  \(path)\n"))
        try generator.files.write(items)
        #expect(workspace.output.contains("      kept  \(path)\n"))
        #expect(try workspace.text(path) == own)
        try generator.files.write(items, .overwriting)
        #expect(try workspace.text(path) != own)
    }

    @Test func replacesWhenForced() throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        try generator.files.write([generator.migration("create_posts_table")])
        let path = "Sources/App/Database/Migrations/2026_11_22_123456_CreatePostsTable.swift"
        try workspace.write("struct CreatePostsTable {}", to: path)
        try generator.files.write([generator.migration("create_posts_table")], .overwriting)
        #expect(try workspace.text(path).hasPrefix("import Ashlar"))
        #expect(workspace.output.contains("  replaced  \(path)\n"))
        #expect(
            try workspace.text("Sources/App/Database/Migrations.swift").components(separatedBy: "CreatePostsTable")
                .count
                == 2)
    }

    @Test func writesNothingIfALineFindsNoPlace() throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        try workspace.write("let allMigrations = []\n", to: "Sources/App/Database/Migrations.swift")
        let items = try [generator.model("Post"), generator.migration(forModel: "Post")]
        #expect(throws: CraftError.self) { try generator.files.write(items) }
        #expect(!Files.exists("\(workspace.root)/Sources/App/Models/Post.swift"))
    }

    @Test func aDryRunShowsWhatWouldBeAndWritesNothing() throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        try workspace.write("---\nto: a.txt\n---\none\ntwo\n", to: "stubs/make/model.stub")
        try workspace.write("one\nthree\n", to: "a.txt")
        try generator.files.write([generator.model("Post"), generator.migration("fill_slugs")], .dryRun)
        let migration = "Sources/App/Database/Migrations/2026_11_22_123456_FillSlugs.swift"
        #expect(
            workspace.output.hasPrefix(
                """
                   replace  a.txt
                     one
                    -three
                    +two
                    \u{20}
                    create  \(migration)
                    +import Ashlar
                """))
        #expect(
            workspace.output.hasSuffix(
                """
                    change  Sources/App/Database/Migrations.swift
                     let allMigrations: [any Migration.Type] = [
                    +    FillSlugs.self
                         // craft:migrations
                     ]
                    \u{20}

                Nothing was written.

                """))
        #expect(try workspace.text("a.txt") == "one\nthree\n")
        #expect(!Files.exists("\(workspace.root)/\(migration)"))
    }

    @Test func aLineWithoutAPlaceIsSaidWhereTheStubAllowsIt() throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        try workspace.write("struct Blog {}\n", to: "Sources/App/App.swift")
        try generator.files.write([generator.thing("provider", "Mail", suffix: "Provider")])
        #expect(
            workspace.output == """
                   created  Sources/App/Providers/MailProvider.swift

                List it in Sources/App/App.swift:  let providers: [any ServiceProvider.Type] = [AppProvider.self, MailProvider.self]

                """)
    }
}

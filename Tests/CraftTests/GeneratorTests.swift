import Foundation
import Testing

@testable import Craft

@Suite struct GeneratorTests {
    @Test func writesInjectsAndSaysWhatIsNext() throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        let items = try [generator.model("Post"), generator.migration(forModel: "Post")]
        try generator.files.write(items, overwrites: false)
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
        try generator.files.write([generator.migration("add_slug_to_posts")], overwrites: false)
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
        try first.files.write([first.migration("create_posts_table")], overwrites: false)
        let list = try workspace.text("Sources/App/Database/Migrations.swift")
        let later = AppGenerator(app: first.app, files: first.files, now: first.now.addingTimeInterval(60))
        #expect(
            message(of: { try later.files.write([later.migration("create_posts_table")], overwrites: false) }) == """
                Sources/App/Database/Migrations/2026_11_22_123456_CreatePostsTable.swift exists. Nothing was changed.
                Choose another name, or replace it with --force.
                """)
        #expect(try workspace.text("Sources/App/Database/Migrations.swift") == list)
        #expect(Files.list(below: "\(workspace.root)/Sources/App/Database/Migrations").count == 1)
    }

    @Test func replacesWhenForced() throws {
        let workspace = try Workspace()
        let generator = try workspace.generator()
        try generator.files.write([generator.migration("create_posts_table")], overwrites: false)
        let path = "Sources/App/Database/Migrations/2026_11_22_123456_CreatePostsTable.swift"
        try workspace.write("struct CreatePostsTable {}", to: path)
        try generator.files.write([generator.migration("create_posts_table")], overwrites: true)
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
        #expect(throws: CraftError.self) { try generator.files.write(items, overwrites: false) }
        #expect(!Files.exists("\(workspace.root)/Sources/App/Models/Post.swift"))
    }
}

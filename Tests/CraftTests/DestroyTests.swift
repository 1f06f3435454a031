import ArgumentParser
import Foundation
import Testing

@testable import Craft

/// What `craft destroy` finds out before it takes anything away.
@Suite struct DestroyTests {
    /// An app with the files that lists and routes are in.
    private func app(_ workspace: Workspace) throws -> AppGenerator {
        let files = [
            "Sources/App/App.swift": "@main\nstruct Blog: Application {}\n",
            "Sources/App/Routes/Web.swift": "func web(_ routes: Routes) {\n    // craft:routes\n}\n",
            "Sources/App/Routes/API.swift": "func api(_ routes: Routes) {\n    // craft:routes\n}\n",
            "Sources/App/Database/Models.swift": "let allModels: [any Model.Type] = [\n    // craft:models\n]\n",
            "Sources/App/Database/Seeders.swift": "let allSeeders: [any Seeder.Type] = [\n    // craft:seeders\n]\n",
        ]
        for (path, text) in files { try workspace.write(text, to: path) }
        return try workspace.generator()
    }

    private func thing(_ words: String) throws -> any Destroyable {
        let arguments = ["make"] + words.split(separator: " ").map(String.init)
        return try #require(try CraftCommand.parseAsRoot(arguments) as? any Destroyable)
    }

    private func make(_ words: String, _ generator: AppGenerator) throws {
        let thing = try #require(try self.thing(words) as? any MakeThing)
        try generator.files.write(try thing.plan(generator))
    }

    private func destroy(_ words: String, _ generator: AppGenerator, in workspace: Workspace) throws {
        let thing = try thing(words)
        let generator = generator.removing
        try generator.destroy(try thing.earlierPlan(generator, in: workspace.place()), thing.mode)
    }

    private func files(_ workspace: Workspace) throws -> [String: String] {
        try Dictionary(uniqueKeysWithValues: Files.list(below: workspace.root).map { ($0, try workspace.text($0)) })
    }

    @Test func aModelThatOthersUseStays() throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        try make("scaffold Author name:string", generator)
        try make("scaffold Post title:string author:references", generator)
        try workspace.write("// Author is a word here.\nlet text = \"Author\"\n", to: "Sources/App/Words.swift")
        let before = try files(workspace)
        let text = message { try destroy("scaffold Author", generator, in: workspace) }
        #expect(text.contains("is still used. Nothing was removed.\n"))
        #expect(text.contains("\n    Sources/App/Controllers/PostController.swift:"))
        #expect(text.contains("\n    Sources/App/Models/Post.swift:9: @BelongsTo var author: Author\n"))
        #expect(text.hasSuffix("Take these places away first, or remove it all the same with --force."))
        #expect(!text.contains("Words.swift"))
        #expect(try files(workspace) == before)
        // The other way round nothing is in the way.
        try destroy("scaffold Post", generator, in: workspace)
        try destroy("scaffold Author", generator, in: workspace)
        #expect(!Files.exists("\(workspace.root)/Sources/App/Models/Author.swift"))
        #expect(
            try workspace.text("Sources/App/Routes/Web.swift")
                == "func web(_ routes: Routes) {\n    // craft:routes\n}\n")
    }

    @Test func withForceItGoesAndWhoUsesItIsSaid() throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        try make("model Author name:string", generator)
        try workspace.write(
            "func first() async throws -> Author? {\n    try await Author.first()\n}\n", to: "Sources/App/First.swift")
        try destroy("model Author --dry-run", generator, in: workspace)
        #expect(workspace.output.contains("nothing would be removed without --force:\n    Sources/App/First.swift:1: "))
        #expect(Files.exists("\(workspace.root)/Sources/App/Models/Author.swift"))
        try destroy("model Author --force", generator, in: workspace)
        #expect(!Files.exists("\(workspace.root)/Sources/App/Models/Author.swift"))
        #expect(
            workspace.output.hasSuffix(
                """

                What was removed is still used:
                    Sources/App/First.swift:1: func first() async throws -> Author? {
                    Sources/App/First.swift:2: try await Author.first()

                """))
    }

    @Test(
        "a view or a route that a page, a test or an action names is used",
        arguments: [
            ("views/shop.html", "<a href=\"{{ route('posts.show', post) }}\">\n"),
            ("Tests/AppTests/ShopTests.swift", "    response.assertRedirect(to: \"posts.index\")\n"),
            ("Tests/AppTests/ShopTests.swift", "    _ = Post.self\n"),
            ("Sources/App/Shop.swift", "let name = \"\\(Post.self)\"\n"),
        ])
    func used(path: String, text: String) throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        try make("model Post title:string -c", generator)
        try workspace.write(text, to: path)
        let before = try files(workspace)
        let error = message { try destroy("model Post -c", generator, in: workspace) }
        #expect(error.contains("    \(path):1: "))
        #expect(try files(workspace) == before)
    }

    @Test func aViewThatAnotherPageSharesStays() throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        try make("controller Home", generator)
        try workspace.write("\n<x-card/>{% include \"homes/index.html\" %}\n", to: "views/shop.html")
        try destroy("controller Home", generator, in: workspace)
        #expect(Files.exists("\(workspace.root)/views/homes/index.html"))
        #expect(!Files.exists("\(workspace.root)/Sources/App/Controllers/HomeController.swift"))
        #expect(workspace.output.contains("views/homes/index.html is used by views/shop.html:2\n"))
        try make("view components.card", generator)
        #expect(
            message { try destroy("view components.card", generator, in: workspace) }.contains(
                "views/shop.html:2: <x-card/>"))
    }

    @Test func aViewThatIsUsedStays() throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        try make("view pages.about", generator)
        try workspace.write("let page = View(\n    \"pages.about\")\n", to: "Sources/App/About.swift")
        #expect(
            message { try destroy("view pages.about", generator, in: workspace) } == """
                views/pages/about.html is still used. Nothing was removed.
                    Sources/App/About.swift:2: "pages.about")
                Take these places away first, or remove it all the same with --force.
                """)
        try workspace.write("@View\nstruct PageAbout {}\n", to: "Sources/App/About.swift")
        #expect(
            message { try destroy("view pages.about", generator, in: workspace) }.contains("About.swift:2: struct"))
        // A route of that name is no view.
        try workspace.write("let to = Redirect.route(\"pages.about\")\n", to: "Sources/App/About.swift")
        try destroy("view pages.about", generator, in: workspace)
        #expect(!Files.exists("\(workspace.root)/views/pages/about.html"))
    }

    @Test func anInputOfTwoControllersStaysWithTheOther() throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        try make("model Post title:string -r --api", generator)
        try destroy("controller Api/Post --model Post", generator, in: workspace)
        #expect(!Files.exists("\(workspace.root)/Sources/App/Controllers/Api"))
        #expect(Files.exists("\(workspace.root)/Sources/App/Inputs/PostInput.swift"))
        #expect(workspace.output.contains("kept  Sources/App/Inputs/PostInput.swift\n"))
        #expect(
            workspace.output.contains(
                "Sources/App/Inputs/PostInput.swift is used by Sources/App/Controllers/PostController.swift:"))
        #expect(try !workspace.text("Sources/App/Routes/API.swift").contains("apiResource"))
    }

    @Test func whatWasChangedAndUsesTheRestIsNoReasonToLookElsewhere() throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        try make("scaffold Post title:string", generator)
        let path = "Sources/App/Controllers/PostController.swift"
        try workspace.write("// Mine\n" + workspace.text(path), to: path)
        let text = message { try destroy("scaffold Post", generator, in: workspace) }
        #expect(text.contains(" is used by others of these files, which were changed since they were made"))
        #expect(text.contains("\n    \(path):7: ") && text.hasSuffix("\nRemove all of them with --force."))
        #expect(Files.exists("\(workspace.root)/Sources/App/Models/Post.swift"))
        try destroy("scaffold Post --force", generator, in: workspace)
        #expect(!Files.exists("\(workspace.root)/\(path)"))
    }

    @Test func whatIsGoneAlreadyIsPassedOver() throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        let before = try files(workspace)
        try make("scaffold Post title:string=80 body:text?", generator)
        for path in [
            "Sources/App/Models/Post.swift", "Sources/App/Controllers/PostController.swift",
            "Sources/App/Database/Migrations/2026_11_22_123456_CreatePostsTable.swift",
        ] { try FileManager.default.removeItem(atPath: "\(workspace.root)/\(path)") }
        // The fields are gone with the model and the migration: what they made is kept, and nobody is asked for them.
        try destroy("scaffold Post", generator, in: workspace)
        #expect(workspace.output.contains("kept  views/posts/fields.html\n"))
        #expect(try !workspace.text("Sources/App/Routes/Web.swift").contains("Post"))
        #expect(try !workspace.text("Sources/App/Database/Models.swift").contains("Post"))
        #expect(try !workspace.text("Sources/App/Database/Migrations.swift").contains("Post"))
        try destroy("scaffold Post --force", generator, in: workspace)
        #expect(try files(workspace) == before)
        #expect(
            message { try destroy("scaffold Post --force", generator, in: workspace) }.hasPrefix(
                "There is nothing to remove: Sources/App/Models/Post.swift is not there."))
    }

    @Test func aFactoryGoesAfterItsModel() throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        let before = try files(workspace)
        try make("model Post title:string=80 -mf", generator)
        #expect(
            message { try destroy("model Post", generator, in: workspace) }.contains(
                "Database/Factories/PostFactory.swift:4: extension Post: HasFactory {"))
        try destroy("model Post --force", generator, in: workspace)
        try destroy("factory Post", generator, in: workspace)
        #expect(!Files.exists("\(workspace.root)/Sources/App/Database/Factories/PostFactory.swift"))
        try destroy("migration create_posts_table", generator, in: workspace)
        #expect(try files(workspace) == before)
        // With the table's migration gone too, nothing says how the factory was.
        try make("model Post title:string=80 -mf", generator)
        for path in ["Models/Post.swift", "Database/Migrations/2026_11_22_123456_CreatePostsTable.swift"] {
            try FileManager.default.removeItem(atPath: "\(workspace.root)/Sources/App/\(path)")
        }
        try destroy("factory Post", generator, in: workspace)
        #expect(workspace.output.contains("kept  Sources/App/Database/Factories/PostFactory.swift\n"))
        try destroy("factory Post --force", generator, in: workspace)
        #expect(!Files.exists("\(workspace.root)/Sources/App/Database/Factories"))
    }

    @Test func aFactoryThatASeederFillsFromStays() throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        try make("model Post title:string -fs", generator)
        #expect(
            message { try destroy("factory Post", generator, in: workspace) }.contains(
                "Database/Seeders/PostSeeder.swift:9: _ = try await Post.factory.create(10)"))
        try destroy("seeder Post", generator, in: workspace)
        try destroy("factory Post", generator, in: workspace)
    }

    @Test(
        "the kind of a controller need not be given again, nor its model be there",
        arguments: ["controller Post --resource", "controller Post --api", "controller Post"])
    func kind(words: String) throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        try make("model Post title:string -m", generator)
        let before = try files(workspace)
        try make(words, generator)
        try destroy("controller Post", generator, in: workspace)
        #expect(try files(workspace) == before)
        try make(words, generator)
        try destroy("model Post -m --force", generator, in: workspace)
        try destroy("controller Post --force", generator, in: workspace)
        #expect(try files(workspace).keys.filter { $0.contains("ost") } == [])
        #expect(try workspace.text("Sources/App/Routes/Web.swift") == before["Sources/App/Routes/Web.swift"])
        #expect(try workspace.text("Sources/App/Routes/API.swift") == before["Sources/App/Routes/API.swift"])
    }

    @Test func aNameThatIsTakenNowCanStillBeTakenAway() throws {
        let workspace = try Workspace()
        let generator = try app(workspace)
        try workspace.write("@Model\nstruct Task {\n}\n", to: "Sources/App/Models/Task.swift")
        try destroy("model Task --force", generator, in: workspace)
        #expect(!Files.exists("\(workspace.root)/Sources/App/Models/Task.swift"))
    }

    @Test func filesOfADeploymentGoToo() throws {
        let workspace = try Workspace()
        try workspace.write("let package = Package(name: \"shop\")\n", to: "Package.swift")
        try workspace.write("struct Shop: Application {}\n", to: "Sources/App/App.swift")
        let before = try files(workspace)
        let place = workspace.place()
        try MakeCommand.Dockerfile.parse([]).run(in: place)
        try MakeCommand.Systemd.parse(["--folder", "/opt/shop", "--user", "shop", "--listen", "9000", "--workers", "2"])
            .run(in: place)
        for name in ["dockerfile", "systemd"] {
            let command = try CraftCommand.parseAsRoot(["destroy", name])
            try (try #require(command as? any CraftSubcommand)).run(in: place)
        }
        #expect(try files(workspace) == before)
        #expect(!Files.exists("\(workspace.root)/deploy"))
    }
}

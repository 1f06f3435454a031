import ArgumentParser
import Testing

@testable import Craft

@Suite struct NameCompletionTests {
    private func app(_ workspace: Workspace) throws -> NameCompletion {
        for path in [
            "Sources/App/Models/Post.swift", "Sources/App/Models/Admin/AdminNote.swift",
            "Sources/App/Controllers/PostController.swift", "Sources/App/Controllers/Api/ApiPostController.swift",
            "Sources/App/Database/Migrations/2026_11_22_123456_CreatePostsTable.swift",
            "Sources/App/Database/Factories/PostFactory.swift", "Tests/AppTests/PostControllerTests.swift",
            "views/posts/index.html", "views/about.html",
        ] { try workspace.write("", to: path) }
        return NameCompletion(app: AppFolder(root: workspace.root))
    }

    @Test(arguments: [
        ("destroy model", ["Admin/Note", "Post"]), ("destroy:model", ["Admin/Note", "Post"]),
        ("destroy scaffold P", ["Admin/Note", "Post"]), ("destroy controller", ["Api/Post", "Post"]),
        ("destroy migration", ["create_posts_table"]), ("destroy factory", ["Post"]),
        ("destroy test", ["PostController"]), ("destroy view", ["about", "posts.index"]), ("destroy event", []),
        ("make factory", ["Admin/Note", "Post"]), ("make controller", ["Admin/Note", "Post"]), ("make model", []),
        ("make", []), ("routes", []),
    ])
    func names(words: String, names: [String]) throws {
        let words = ["./craft"] + words.split(separator: " ").map(String.init) + [""]
        // Removed with its folder once nobody holds it.
        let workspace = try Workspace()
        let found = try app(workspace).names(for: words)
        #expect(found == names && !workspace.root.isEmpty)
    }

    @Test(arguments: [CraftCommand.completionScript(for: .bash), CraftCommand.completionScript(for: .zsh)])
    func scriptsAskForThem(script: String) {
        for thing in ["scaffold", "systemd", "dockerfile"] { #expect(script.contains(thing)) }
        #expect(script.contains("---completion destroy model -- "))
    }
}

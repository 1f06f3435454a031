import ArgumentParser
import Foundation
import Testing

@testable import Craft

/// What each generator writes, file by file, beside what is kept in `Snapshots`.
///
/// `ASHLAR_RECORD_SNAPSHOTS=1 ./craft test --filter SnapshotTests` writes them anew.
@Suite struct SnapshotTests {
    private static let folder = Files.absolute("../Snapshots", from: #filePath)

    /// An app with a model, at 2026-11-22 12:34:56 UTC.
    private func generator(_ workspace: Workspace) throws -> AppGenerator {
        try workspace.write("@main\nstruct Blog: Application {}\n", to: "Sources/App/App.swift")
        try workspace.write(
            "@Model\nstruct Author {\n    var id: Int?\n    var name: String\n}\n",
            to: "Sources/App/Models/Author.swift")
        try workspace.write("[\n    // craft:seeders\n]\n", to: "Sources/App/Database/Seeders.swift")
        return try workspace.generator()
    }

    @Test(
        arguments: [
            "scaffold Post title:string=200 slug:string:unique body:text? author:references pinned:bool "
                + "published_at:timestamp?:index tags:string[]",
            "scaffold Admin/Note text:text?", "scaffold Tag label:string --api", "model Post title:string -mct",
            "model Post title:string author:references --migration --controller --factory --seeder --test --resource --api",
            "model Media title:string -mcts", "controller Author --resource --api -t", "seeder Post", "factory Author",
            "model Post", "controller Author --resource", "controller Author --api --test",
            "controller Admin/Home --test",
            "migration add_slug_to_posts slug:string:unique author:references",
            "migration remove_slug_from_posts slug:string",
            "view authors.index", "view pages.about", "middleware Audit", "provider Clock", "command SendReport",
            "event PostSaved",
            "listener TellAll --event PostSaved", "module Shop", "test Front",
        ])
    func `what is made is what it was`(words: String) throws {
        let workspace = try Workspace()
        let generator = try generator(workspace)
        let arguments = ["make"] + words.split(separator: " ").map(String.init)
        let thing = try #require(try CraftCommand.parseAsRoot(arguments) as? any MakeThing)
        var text = "craft \(arguments.joined(separator: " "))\n"
        for item in try thing.plan(generator) {
            text += "\n==> \(item.path)\n\(item.contents)"
            for injection in item.injections { text += "--> \(injection.file): \(injection.line)\n" }
            for message in item.messages { text += "--- \(message)\n" }
        }
        let name = words.map { $0.isLetter || $0.isNumber ? $0 : "-" }.prefix(60)
        let path = "\(Self.folder)/\(String(name)).txt"
        if ProcessInfo.processInfo.environment["ASHLAR_RECORD_SNAPSHOTS"] != nil { try Files.write(text, to: path) }
        let kept = Files.exists(path) ? try Files.text(path) : ""
        #expect(
            text == kept, "\(TextDiff(from: kept, to: text).text(console: workspace.console).joined(separator: "\n"))")
    }

    @Test(
        "what was made can be taken away, without the fields",
        arguments: [
            ["scaffold", "Post", "title:string=200:unique", "body:text?", "author:references", "tags:string[]"],
            ["model", "Note", "text:text?", "-m", "-r", "-t"], ["command", "SendReport"],
            ["model", "Note", "text:text", "-mcrtfs", "--api"],
            ["listener", "TellAll", "--event", "PostSaved"], ["controller", "Author", "--test"],
        ])
    func destroyed(words: [String]) throws {
        let workspace = try Workspace()
        let generator = try generator(workspace)
        try workspace.write("func web() {\n    // craft:routes\n}\n", to: "Sources/App/Routes/Web.swift")
        func files() throws -> [String: String] {
            try Dictionary(uniqueKeysWithValues: Files.list(below: workspace.root).map { ($0, try workspace.text($0)) })
        }
        let before = try files()
        let made = try #require(try CraftCommand.parseAsRoot(["make"] + words) as? any MakeThing)
        try generator.files.write(try made.plan(generator))
        #expect(try files() != before)
        let name = words.filter { !$0.contains(":") }
        let later = AppGenerator(app: generator.app, files: generator.files, now: generator.now.addingTimeInterval(60))
        let gone = try #require(try CraftCommand.parseAsRoot(["make"] + name) as? any MakeThing)
        try later.files.remove(try gone.earlierPlan(later))
        var after = try files()
        after["Sources/App/Events/PostSaved.swift"] = nil
        #expect(after == before)
    }

    @Test func whatWasChangedIsKept() throws {
        let workspace = try Workspace()
        let generator = try generator(workspace)
        try workspace.write("func web() {\n    // craft:routes\n}\n", to: "Sources/App/Routes/Web.swift")
        let made = try generator.controller("Home", isTested: true)
        try generator.files.write(made)
        try workspace.write("mine", to: "Sources/App/Controllers/HomeController.swift")
        try generator.files.remove(made)
        #expect(
            workspace.output.contains(
                """
                   removed  views/homes/index.html
                   removed  Tests/AppTests/HomeControllerTests.swift
                      kept  Sources/App/Controllers/HomeController.swift
                """))
        #expect(try workspace.text("Sources/App/Routes/Web.swift").contains("HomeController.index"))
        try generator.files.remove(made, .overwriting)
        #expect(try workspace.text("Sources/App/Routes/Web.swift") == "func web() {\n    // craft:routes\n}\n")
        #expect(message(of: { try generator.files.remove(made) }).hasPrefix("There is nothing to remove:"))
    }

    @Test func aReferenceNeedsItsModel() throws {
        let workspace = try Workspace()
        let generator = try generator(workspace)
        #expect(
            message(of: { _ = try generator.model("Post", FieldList(parsing: ["auther:references"])) })
                .hasPrefix(
                    "auther:references needs the model Auther, and Sources/App/Models has none. Did you mean \"Author\"?"
                ))
        #expect(message(of: { _ = try generator.model("Post", FieldList(parsing: ["parent:references?=Post"])) }) == "")
    }

    @Test func aFormNeedsFieldsThatItCanSend() throws {
        let generator = try generator(Workspace())
        #expect(message(of: { _ = try generator.scaffold("Post", FieldList([])) }).hasPrefix("A form needs fields."))
        #expect(
            message(of: { _ = try generator.scaffold("Post", FieldList(parsing: ["photo:binary"])) }) == """
                A form cannot send "photo", a binary, and it has to be there.
                Make it optional, photo:binary?, and set it by hand.
                """)
    }
}

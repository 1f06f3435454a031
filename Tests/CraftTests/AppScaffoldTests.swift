import ArgumentParser
import Foundation
import Testing

@testable import Craft

@Suite struct AppScaffoldTests {
    private func scaffold(_ name: String, in workspace: Workspace) throws -> AppScaffold {
        AppScaffold(
            name: try AppName(name, packages: []), folder: "\(workspace.root)/\(name)", framework: Workspace.framework,
            swift: "6.3.1", console: workspace.console)
    }

    @Test(
        "a name that names no folder, or two, is refused before anything is written",
        arguments: [
            ([""], "An app needs a name.\nName it: ./craft new blog"),
            ([], "An app needs a name.\nName it: ./craft new blog"),
            (
                ["a/blog", "--path", "b"],
                "Both \"a/blog\" and --path name a folder.\nWith --path, give the name alone: ./craft new blog --path ..."
            ),
        ])
    func refusedNames(arguments: [String], text: String) throws {
        let workspace = try Workspace()
        #expect(message { try NewCommand.parse(arguments).run(in: workspace.place()) } == text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.root).isEmpty)
    }

    @Test func writesAWholeApp() throws {
        let workspace = try Workspace()
        try scaffold("my-blog", in: workspace).write()
        let files = Set(Files.list(below: "\(workspace.root)/my-blog")).subtracting(["Package.resolved"])
        #expect(
            files == [
                ".env", ".env.example", ".gitignore", ".swift-format", "Package.swift", "README.md",
                "Sources/App/App.swift",
                "Sources/App/Controllers/HomeController.swift", "Sources/App/Database/Migrations.swift",
                "Sources/App/Database/Models.swift", "Sources/App/Database/Seeders.swift",
                "Sources/App/Providers/AppProvider.swift", "Sources/App/Routes/API.swift",
                "Sources/App/Routes/Web.swift",
                "Tests/AppTests/HomeTests.swift", "config/app.yaml", "config/database.yaml", "config/json.yaml",
                "config/security.yaml",
                "config/server.yaml", "config/session.yaml", "craft", "public/app.css",
                "public/favicon.svg", "public/robots.txt", "views/components/field.html", "views/errors/403.html",
                "views/errors/404.html", "views/errors/422.html", "views/errors/429.html",
                "views/errors/500.html", "views/errors/503.html", "views/layouts/app.html", "views/layouts/error.html",
                "views/welcome.html",
            ])
        #expect(try workspace.text("my-blog/Package.swift").contains("name: \"my-blog\""))
        #expect(
            try workspace.text("my-blog/Package.swift").contains(
                ".package(name: \"ashlar\", path: \"\(Workspace.framework)\")"))
        #expect(try workspace.text("my-blog/Sources/App/App.swift").contains("struct MyBlog: Application {"))
        #expect(try workspace.text("my-blog/config/app.yaml").contains("name: My Blog\n"))
        #expect(FileManager.default.isExecutableFile(atPath: "\(workspace.root)/my-blog/craft"))
        let app = AppFolder(root: "\(workspace.root)/my-blog")
        #expect(app.name == "my-blog")
        #expect(app.databaseName == "my_blog")
        #expect(try #require(Data(base64Encoded: app.dotEnv()["APP_KEY"] ?? "")).count == 32)
        #expect(
            try FileManager.default.attributesOfItem(atPath: "\(app.root)/.env")[.posixPermissions] as? Int == 0o600)
        for file in files {
            #expect(try workspace.text("my-blog/\(file)").firstMatch(of: /__[a-z][a-zA-Z]*__/) == nil, "\(file)")
        }
    }

    @Test func anAPIHasNoPages() throws {
        let workspace = try Workspace()
        try NewCommand.parse(["shop", "--api"]).run(in: workspace.place())
        let files = Set(Files.list(below: "\(workspace.root)/shop")).subtracting(["Package.resolved"])
        #expect(
            files == [
                ".env", ".env.example", ".gitignore", ".swift-format", "Package.swift", "README.md",
                "Sources/App/App.swift",
                "Sources/App/Controllers/HomeController.swift", "Sources/App/Database/Migrations.swift",
                "Sources/App/Database/Models.swift", "Sources/App/Database/Seeders.swift",
                "Sources/App/Providers/AppProvider.swift", "Sources/App/Routes/API.swift",
                "Tests/AppTests/HomeTests.swift", "config/app.yaml", "config/database.yaml", "config/json.yaml",
                "config/security.yaml", "config/server.yaml", "craft",
            ])
        #expect(try workspace.text("shop/config/app.yaml").contains("name: Shop\n"))
        #expect(try workspace.text("shop/config/app.yaml").contains("errors: json\n"))
        #expect(try !workspace.text("shop/Sources/App/App.swift").contains(".web"))
        for file in files {
            #expect(try workspace.text("shop/\(file)").firstMatch(of: /__[a-z][a-zA-Z]*__/) == nil, "\(file)")
        }
        // What is made in it answers with JSON.
        let generator = try AppGenerator(in: workspace.place().at("\(workspace.root)/shop"))
        let made = try generator.scaffold("Post", FieldList(parsing: ["title:string"]))
        #expect(!made.contains { $0.path.hasPrefix("views/") })
        #expect(made.flatMap(\.injections).contains { $0.file == "Sources/App/Routes/API.swift" })
        let plain = try generator.controller("About", isTested: true)
        #expect(
            plain.map(\.path) == [
                "Sources/App/Controllers/AboutController.swift", "Tests/AppTests/AboutControllerTests.swift",
            ])
        #expect(plain.last?.contents.contains("app.get(\"/api/abouts\")") == true)
    }

    @Test func theDemoIsTheExampleByAnotherName() throws {
        let workspace = try Workspace()
        try NewCommand.parse(["my-journal", "--demo"]).run(in: workspace.place())
        let files = Files.list(below: "\(workspace.root)/my-journal")
        let example = Files.list(below: "\(Workspace.framework)/Examples/Blog/Sources")
        #expect(Set(files).isSuperset(of: example.map { "Sources/\($0)" }))
        #expect(files.contains("Tests/AppTests/CommentTests.swift") && files.contains("views/components/field.html"))
        #expect(!files.contains { $0.contains("HomeController") || $0.contains("welcome") || $0.hasPrefix("storage") })
        #expect(try workspace.text("my-journal/Sources/App/App.swift").contains("struct MyJournal: Application {"))
        #expect(try workspace.text("my-journal/Tests/AppTests/PostTests.swift").contains("withApp(MyJournal.self)"))
        #expect(try workspace.text("my-journal/views/layouts/app.html").contains("My Journal"))
        for file in files {
            let text = try workspace.text("my-journal/\(file)")
            #expect(
                text.firstMatch(of: /\bBlog\b|The Quarry|__[a-z][a-zA-Z]*__/.wordBoundaryKind(.simple)) == nil,
                "\(file)")
        }
    }

    @Test func whoGivesNoNameIsAskedAtATerminal() throws {
        let workspace = try Workspace()
        try Files.makeFolder("\(workspace.root)/taken")
        let typed = ["9lives", "taken", "shop", "2", "n"]
        try NewCommand.parse([]).run(in: workspace.place(typing: typed))
        #expect(
            workspace.output.hasPrefix(
                """
                What is the app called? "9lives" cannot be the name of an app.
                Use letters, digits, - and _, beginning with a letter, at most 40: blog, my-shop, Forum2.
                What is the app called? \(workspace.root)/taken exists.
                What is the app called? What is it?
                  1  web app
                  2  JSON API
                  3  example: a blog
                [web app] Make it a git repository? [Y/n] Making shop in \(workspace.root)/shop
                """))
        #expect(Files.exists("\(workspace.root)/shop/Sources/App/Routes/API.swift"))
        #expect(!Files.exists("\(workspace.root)/shop/Sources/App/Routes/Web.swift"))
        #expect(!Files.exists("\(workspace.root)/shop/.git"))
    }

    @Test(arguments: [["x", "--api", "--demo"], ["x", "--demo", "--template", "y"], ["x", "--path", ""]])
    func oneKindAtATimeAndAFolder(arguments: [String]) {
        #expect(throws: (any Error).self) { try NewCommand.parse(arguments) }
    }

    @Test func twoAppsHaveDifferentKeys() throws {
        let workspace = try Workspace()
        try scaffold("one", in: workspace).write()
        try scaffold("two", in: workspace).write()
        #expect(try workspace.text("one/.env") != workspace.text("two/.env"))
    }

    @Test func writesIntoAnEmptyFolderButNotOverAnything() throws {
        let workspace = try Workspace()
        try Files.makeFolder("\(workspace.root)/blog")
        try scaffold("blog", in: workspace).write()
        try workspace.write("mine", to: "blog/Package.swift")
        #expect(
            message(of: { try scaffold("blog", in: workspace).write() }) == """
                \(workspace.root)/blog exists and is not empty. Nothing was changed.
                Choose another name, or another folder with --path.
                """)
        #expect(try workspace.text("blog/Package.swift") == "mine")
        let around = AppScaffold(
            name: try AppName("shop", packages: []), folder: "\(workspace.root)/blog", framework: Workspace.framework,
            swift: "6.3.1", console: workspace.console)
        #expect(message(of: { try around.write() }).hasSuffix("--path \(workspace.root)/blog/shop."))
        try workspace.write("mine", to: "file")
        #expect(
            message(of: { try scaffold("file", in: workspace).write() }).hasPrefix(
                "\(workspace.root)/file exists. Nothing was changed."))
    }

    @Test func theAppIsFoundFromItsSubfolders() throws {
        let workspace = try Workspace()
        try scaffold("blog", in: workspace).write()
        let app = AppFolder(root: "\(workspace.root)/blog")
        #expect(AppFolder.around("\(app.root)/Sources/App/Routes") == app)
        #expect(AppFolder.around(app.root) == app)
        #expect(AppFolder.around("/") == nil)
        #expect(
            message(of: { _ = try workspace.place().app() }) == """
                There is no app in \(workspace.root) or above it.
                Enter an app's folder, or make one: ./craft new blog
                """)
    }

    @Test func theEnvironmentWinsOverDotEnv() throws {
        let workspace = try Workspace()
        try workspace.write("A=1\nB=2\nC=\n", to: ".env")
        let app = AppFolder(root: workspace.root)
        #expect(try app.setting("A", environment: ["A": "3"]) == "3")
        #expect(try app.setting("A", environment: ["A": ""]) == "1")
        #expect(try app.setting("B", environment: [:]) == "2")
        #expect(try app.setting("C", environment: [:]) == nil)
    }
}

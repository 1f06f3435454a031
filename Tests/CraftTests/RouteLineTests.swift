import ArgumentParser
import Foundation
import Testing

@testable import Craft

@Suite struct RouteLineTests {
    @Test(arguments: [
        (#"routes.resource("posts", A.self)"#, #"routes.get("/posts", B.index).name("posts.index")"#, true),
        (#"routes.resource("posts", A.self)"#, #"routes.resource("/posts/", B.self)"#, true),
        (#"routes.resource("posts", A.self)"#, #"routes.get("/posts", B.index)"#, true),
        (#"routes.resource("posts", A.self)"#, #"routes.put("/posts", B.index)"#, false),
        (#"routes.resource("posts", A.self)"#, #"routes.resource("admin/posts", B.self)"#, false),
        (#"routes.get("/posts", A.index)"#, #"routes.view("/posts", "posts")"#, true),
        (#"routes.get("/posts", A.index)"#, #"routes.post("/posts", A.store)"#, false),
        (#"routes.get("/a", A.index).name("x")"#, #"routes.get("/b", A.index).name("x")"#, true),
    ])
    func collisions(first: String, second: String, collides: Bool) throws {
        let (first, second) = (try #require(RouteLine(first)), try #require(RouteLine(second)))
        #expect(first.collides(with: second) == collides && second.collides(with: first) == collides)
    }

    @Test func aControllerInTheWayOfAnotherIsFoundBeforeAnythingIsWritten() throws {
        for (file, resource) in [("Web", "resource"), ("API", "apiResource")] {
            let workspace = try Workspace()
            try workspace.write(
                "@Model\nstruct Photo {\n    var title: String\n}\n", to: "Sources/App/Models/Photo.swift")
            try workspace.write(
                """
                func routes(_ routes: Routes) {
                    routes.group("/old") {
                        routes.get("/albums", AlbumController.index).name("old.albums")
                    }
                    routes.\(resource)("photos", PhotoController.self)
                    // craft:routes
                }

                """, to: "Sources/App/Routes/\(file).swift")
            let generator = try workspace.generator()
            let before = Files.list(below: workspace.root)
            let controller = try MakeCommand.Controller.parse(["photos"])
            #expect(
                message { try generator.files.write(try controller.plan(generator)) } == """
                    Sources/App/Routes/\(file).swift:5: PhotoController answers /photos already, as the route photos.index. \
                    Nothing was changed.
                    Write the action into PhotoController, or choose another name, with a folder perhaps: Admin/Photos.
                    """)
            #expect(Files.list(below: workspace.root) == before)
            // The same once more is nothing new, and another group has paths of its own.
            let kind: AppGenerator.ControllerKind = file == "Web" ? .resource : .api
            #expect(
                try generator.controller("Photo", kind).first?.path == "Sources/App/Controllers/PhotoController.swift")
            #expect(try generator.controller("album").count > 0)
        }
    }

    @Test func aModelOfAlmostThatNameIsNoted() throws {
        let workspace = try Workspace()
        try workspace.write("@Model\nstruct Photo {\n}\n", to: "Sources/App/Models/Photo.swift")
        let item = try #require(try workspace.generator().controller("photos").first)
        #expect(
            item.messages.last == "Note: there is a model Photo, which this controller does not serve. One that does:  "
                + "./craft make controller Photo")
        #expect(try workspace.generator().controller("albums").first?.messages == [])
    }
}

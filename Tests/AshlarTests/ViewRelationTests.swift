import Ashlar
import Testing

@Model struct Shelf {
    var id: Int?
    var name: String
    @HasMany var volumes: [Volume]
}

@Model struct Volume {
    var id: Int?
    var title: String
    @BelongsTo var shelf: Shelf
}

struct CreateShelves: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("shelves") {
            $0.id()
            $0.string("name")
        }
        try await schema.create("volumes") {
            $0.id()
            $0.string("title")
            $0.references("shelves", as: "shelf_id")
        }
    }

    func down(_ schema: Schema) async throws {
        try await schema.drop("volumes")
        try await schema.drop("shelves")
    }
}

@Controller struct VolumeController {
    func index() async throws -> View { View("volumes", ["volumes": try await Volume.all()]) }
    func loaded() async throws -> View {
        View("volumes", ["volumes": try await Volume.query().with { $0.shelf }.all()])
    }
    func json() async throws -> [Volume] { try await Volume.query().with { $0.shelf }.all() }
    func shelves() async throws -> View { View("shelves", ["shelves": try await Shelf.all()]) }
}

/// A view never queries.
@Suite struct ViewRelationTests {
    private let app = RoutesOnly {
        $0.get("/volumes", VolumeController.index)
        $0.get("/loaded", VolumeController.loaded)
        $0.get("/shelves", VolumeController.shelves)
        $0.get("/json", VolumeController.json)
    }

    @Test func `a relation that is not loaded is an error that names what to add, at its place in the template`()
        async throws
    {
        let folder = try AppFolder([
            "views/volumes.html":
                "<ul>\n{% for volume in volumes %}<li>{{ volume.title }}: {{ volume.shelf.name }}</li>{% endfor %}\n</ul>",
            "views/shelves.html": "{% for shelf in shelves %}{{ shelf.volumes|length }}{% endfor %}",
        ])
        try await withTestDatabase { url in
            try await withKernel(app, in: folder, ["DATABASE_URL": url]) { kernel async throws in
                try await Migrator([CreateShelves.self], database: try #require(kernel.database)).migrate()
                _ = try await kernel.withDatabase {
                    let shelf = try await Shelf.create(name: "Poems & Plays")
                    return try await Volume.create(title: "Leaves", shelfID: try shelf.requireID())
                }
                let (status, text, _) = try await kernel.send(.get, "/volumes")
                #expect(status == 500)
                #expect(
                    text.contains("The relation &#34;shelf&#34; of Volume is not loaded; views and JSON never query"))
                #expect(
                    text.contains(
                        "Add .with { $0.shelf } to the query of Volume, or read it with `try await` before."))
                #expect(text.contains("volumes.html:2:"))
                let many = try await kernel.send(.get, "/shelves").text
                #expect(many.contains("Add .with { $0.volumes } to the query of Shelf"))
                #expect(
                    try await kernel.send(.get, "/loaded").text
                        == "<ul>\n<li>Leaves: Poems &amp; Plays</li>\n</ul>")
            }
        }
    }

    @Test func `tojson writes what an action's JSON has, and a model prints its key`() async throws {
        let folder = try AppFolder([
            "views/volumes.html": "{{ volumes|tojson }}|{{ volumes[0] }}|{{ volumes[0].shelf == volumes[1].shelf }}",
            "views/shelves.html": "",
        ])
        try await withTestDatabase { url in
            try await withKernel(app, in: folder, ["DATABASE_URL": url]) { kernel async throws in
                try await Migrator([CreateShelves.self], database: try #require(kernel.database)).migrate()
                _ = try await kernel.withDatabase {
                    let shelf = try await Shelf.create(name: "Poems")
                    _ = try await Volume.create(title: "Leaves", shelfID: try shelf.requireID())
                    return try await Volume.create(title: "Grass", shelfID: try shelf.requireID())
                }
                let pieces = try await kernel.send(.get, "/loaded").text.split(separator: "|").map(String.init)
                let json = try await kernel.send(.get, "/json").text
                #expect(pieces[0].replacing(" ", with: "") == json)
                #expect(json.contains("\"shelf\":{\"id\":1,\"name\":\"Poems\"}"))
                #expect(pieces[1...] == ["Volume (1)", "True"])
            }
        }
    }
}

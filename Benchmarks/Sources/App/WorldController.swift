import Ashlar

@Model(table: "world")
struct World {
    var id: Int?
    @Column("randomnumber") var randomNumber: Int
}

@Controller
struct WorldController {
    func one() async throws -> World {
        try await World.find(Self.randomKey)
    }

    func many(queries: String = "1") async throws -> [World] {
        var worlds: [World] = []
        for _ in 0..<Self.count(queries) { worlds.append(try await World.find(Self.randomKey)) }
        return worlds
    }

    /// One statement writes all rows, in the order of their keys, so that two requests cannot wait for each other.
    func update(queries: String = "1") async throws -> [World] {
        var keys: Set<Int> = []
        while keys.count < Self.count(queries) { keys.insert(Self.randomKey) }
        var worlds: [World] = []
        for key in keys.sorted() {
            var world = try await World.find(key)
            world.randomNumber = Int.random(in: 1...10_000)
            worlds.append(world)
        }
        return try await World.upsert(worlds, by: { [$0.id] }, updating: { [$0.randomNumber] })
    }

    private static var randomKey: Int { Int.random(in: 1...10_000) }

    private static func count(_ text: String) -> Int { min(max(Int(text) ?? 1, 1), 500) }
}

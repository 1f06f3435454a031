import Ashlar
import Foundation
import Glibc

@Model(table: "micro_world")
struct World {
    var id: Int?
    @Column("randomnumber") var randomNumber: Int
}

/// What models on PostgreSQL cost of this process, with 64 tasks at once: `DATABASE_URL=... swift run -c release Micro`.
enum DatabaseMeasure {
    static func run(on database: Database) async throws {
        try await database.executeScript(
            """
            DROP TABLE IF EXISTS micro_world;
            CREATE TABLE micro_world (id integer PRIMARY KEY, randomnumber integer NOT NULL);
            INSERT INTO micro_world SELECT n, 1 + (random() * 9999)::int FROM generate_series(1, 10000) AS n;
            """)
        try await Database.$current.withValue(database) {
            try await report("a find") { _ = try await World.find(key) }
            try await report("a query for one row") { _ = try await World.where { $0.id == key }.first() }
            try await report("a find and a save") {
                var world = try await World.find(key)
                world.randomNumber = key
                try await world.save()
            }
        }
        await database.shutdown()
    }

    private static var key: Int { .random(in: 1...10_000) }

    /// The least of five rounds: the time that the process was given, whoever else is on the machine.
    private static func report(_ name: String, _ body: @escaping @Sendable () async throws -> Void) async throws {
        let (tasks, steps) = (64, 500)
        var best = Double.infinity
        for _ in 0..<5 {
            let start = seconds
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<tasks { group.addTask { for _ in 0..<steps { try await body() } } }
                try await group.waitForAll()
            }
            best = min(best, (seconds - start) / Double(tasks * steps))
        }
        print(name + String(repeating: " ", count: max(0, 46 - name.count)), "\(Int(best * 1_000_000_000)) ns of CPU")
    }

    /// The time that the process was given so far.
    private static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }
}

public import Ashlar

/// Brings the test database's schema up to date, once for a process.
actor TestDatabase {
    static let shared = TestDatabase()

    private var prepared: [ObjectIdentifier: Task<Void, any Error>] = [:]

    func prepare(_ database: Database, for app: any Application, config: Config) async throws {
        let id = ObjectIdentifier(type(of: app))
        if let task = prepared[id] { return try await task.value }
        let migrator = try app.migrator(on: database, config: config)
        let task = Task {
            try await Self.requireTestDatabase(database)
            _ = try await migrator.migrate()
        }
        prepared[id] = task
        try await task.value
    }

    /// Tests write and migrate: they never touch a database that is not theirs.
    private static func requireTestDatabase(_ database: Database) async throws {
        let rows = try await database.query("select current_database()::text")
        let name = try rows.first?.decode(0, as: String.self) ?? ""
        guard name.contains("test") else { throw TestDatabaseError(name: name) }
    }
}

/// The tests were pointed at a database that is not for tests.
public struct TestDatabaseError: DetailedError, Equatable {
    /// The database's name.
    public let name: String

    /// Which database, and what to do.
    public var description: String {
        "The tests would write into the database \"\(name)\", whose name does not say that it is for tests.\n  \(suggestion ?? "")"
    }

    /// How to run them.
    public var suggestion: String? {
        "Run them with ./craft test, or set DATABASE_URL to a database whose name contains \"test\"."
    }
}

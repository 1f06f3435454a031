import Ashlar
import Foundation
import Testing

private struct Tables: Module {
    let migrations: [any Migration.Type] = [CreateThings.self]

    struct CreateThings: Migration {
        func up(_ schema: Schema) async throws { try await schema.create("module_things") { $0.id() } }
        func down(_ schema: Schema) async throws { try await schema.drop("module_things") }
    }
}

/// Of the same name as the module's.
private struct CreateThings: Migration {
    func up(_ schema: Schema) async throws {
        guard try await schema.hasTable("module_things") else { throw HTTPError(.conflict, "The module comes first.") }
        try await schema.create("own_things") { $0.id() }
    }

    func down(_ schema: Schema) async throws { try await schema.drop("own_things") }
}

@Suite struct ModuleDatabaseTests {
    private func withDatabase(_ body: (Database) async throws -> Void) async throws {
        try await withTestDatabase { url in
            let database = Database(configuration: .init(url: url), logger: Logger(label: "test"))
            let result: Result<Void, any Error>
            do { result = .success(try await body(database)) } catch { result = .failure(error) }
            await database.shutdown()
            try result.get()
        }
    }

    @Test func `the migrations of modules run before the app's, and the database knows whose they are`() async throws {
        try await withDatabase { database in
            var app = ModularApp(Tables(), Tables().at("/again"))
            app.migrations = [CreateThings.self]
            let migrator = try app.migrator(on: database)
            #expect(try await migrator.migrate().map(\.name) == ["tables::create_things", "create_things"])
            #expect(try await migrator.status().map(\.name) == ["tables::create_things", "create_things"])
            #expect(try await migrator.migrate().isEmpty)
            #expect(try await migrator.rollback().map(\.name) == ["create_things", "tables::create_things"])
        }
    }

    @Test func `a migration that the app lists as well as its module is refused`() async throws {
        try await withDatabase { database in
            var app = ModularApp(Tables())
            app.migrations = [Tables.CreateThings.self]
            let migrator = try app.migrator(on: database)
            let error = await #expect(throws: MigrationError.self) { try await migrator.migrate() }
            #expect(error?.description.contains("\"tables::create_things\" and as \"create_things\"") == true)
        }
    }
}

import AshlarSupport
import Foundation

/// Which migrations an app's database has run, as it says itself.
struct RanMigrations {
    let place: Place

    /// Refuses to take migrations away that have run: their tables would stay, and nothing could take them back.
    ///
    /// Where the database does not answer, that is said, and nothing is refused.
    ///
    /// - Parameter items: what is to be removed.
    /// - Throws: ``CraftError`` for those that have run.
    func refuse(_ items: [Generator.Item]) throws {
        let migrations = items.filter { $0.path.hasPrefix("Sources/App/Database/Migrations/") }
        guard !migrations.isEmpty else { return }
        let known: Set<String>
        do {
            known = try names()
        } catch {
            let reason = (error as? CraftError)?.message ?? "\(error)"
            return place.console.warn(
                "Whether \(migrations.map { Files.name(of: $0.path) }.joined(separator: ", ")) has run could not be "
                    + "looked up: \(reason)")
        }
        let ran = migrations.filter { known.contains(Self.name(of: $0)) }.map(\.path)
        guard let first = ran.first else { return }
        throw CraftError(
            "\(first) has run on the database. Nothing was removed.",
            suggestion:
                "Roll it back first: ./craft migrate rollback. With --force the file goes, and its table stays.",
            details: ran.dropFirst().map { "\($0) has run too" })
    }

    /// The names that the database remembers; none where the app has no database yet.
    private func names() throws -> Set<String> {
        let app = try place.app()
        let isGiven = try app.setting("DATABASE_URL", environment: place.environment) != nil
        guard isGiven || PostgresFolders(home: app.root).dataMajor != nil else { return [] }
        let client = try DatabaseClient(in: place.adding(["PGCONNECT_TIMEOUT": "5"]))
        // One that was started for this question is stopped with it.
        defer { try? client.database.close(stopping: client.database.wasStarted) }
        guard try answer("select to_regclass('migrations') is not null", client) == ["t"] else { return [] }
        return Set(try answer("select name from migrations", client))
    }

    private func answer(_ sql: String, _ client: DatabaseClient) throws -> [String] {
        var launch = try client.psql(["--no-align", "--tuples-only", "--command=\(sql)"])
        launch.output = .captured
        let (status, output) = try ChildProcess.run(launch)
        guard status.isSuccess else {
            throw CraftError(PrivatePostgres.tail(output, lines: 1).first ?? "psql failed.")
        }
        return output.split(whereSeparator: \.isNewline).map(String.init)
    }

    /// The name that the database remembers a migration by.
    private static func name(of migration: Generator.Item) -> String {
        if let own = migration.contents.firstMatch(of: /static (?:let|var) name\b[^"\n]*"([^"]+)"/) {
            return String(own.1)
        }
        // 2026_11_22_123456_CreatePosts.swift
        return CaseConversion.snake(String(Files.name(of: migration.path).dropFirst(18).dropLast(6)))
    }
}

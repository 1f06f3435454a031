import Foundation

/// The two bodies of a migration that makes the difference between an app's models and its database.
struct MigrationDifference: Codable, Equatable {
    /// The lines of `up`.
    let up: [String]
    /// The lines of `down`.
    let down: [String]

    /// Asks the app, which knows its models; it asks in turn what was renamed.
    ///
    /// - Parameters:
    ///   - answers: the options that say what was renamed.
    ///   - place: where craft was started.
    /// - Returns: nil where there is no difference.
    static func read(_ answers: [String], in place: Place) throws -> MigrationDifference? {
        let app = try place.app()
        _ = try app.dotEnv(place.environment)
        let program = try AppBuilder(app: app, place: place).build()
        let database = try AppDatabase.open(for: app, in: place)
        let file = FileManager.default.temporaryDirectory.appending(path: "craft-diff-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        var launch = program.launch(
            ["schema", "diff", "--output", file.path] + answers, database: database,
            environment: place.environment)
        launch.readsInput = true
        let status = try ChildProcess.run(launch).status
        try database.close(stopping: false)
        guard status.isSuccess else {
            throw CraftError("The models could not be compared with the database. Nothing was changed.")
        }
        guard let data = try? Data(contentsOf: file) else { return nil }
        return try JSONDecoder().decode(MigrationDifference.self, from: data)
    }
}

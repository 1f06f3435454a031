import AshlarSupport

extension AppGenerator {
    /// A model's factory.
    func factory(_ name: String) throws -> Generator.Item {
        let name = try MakeName(name, suffix: "Factory")
        let model = name.model
        guard models[model] != nil else {
            throw CraftError(
                "There is no model \(model) in Sources/App/Models.",
                suggestion: "Make it first: ./craft make model \(model) --migration")
        }
        return try files.item("factory", StubValues(["model": model, "variable": CaseConversion.camel(model)]))
    }

    /// A seeder.
    func seeder(_ name: String) throws -> Generator.Item {
        let name = try MakeName(name, suffix: "Seeder")
        let list = "Sources/App/Database/Seeders.swift"
        guard Files.exists("\(app.root)/\(list)") else {
            throw CraftError(
                "There is no \(list), where seeders are listed. Nothing was changed.",
                suggestion:
                    "Write it: let allSeeders: [any Seeder.Type] = [ with a line \"// craft:seeders\" and ], and give the "
                    + "app: let seeders: [any Seeder.Type] = allSeeders")
        }
        return try item("seeder", type: name.type, ["type": name.type, "path": name.path])
    }

    /// The migration that makes the database what the models expect.
    func migration(_ name: String, difference: MigrationDifference) throws -> Generator.Item {
        let type = try MakeName(name).type
        return try item(
            "migration.diff", type: type,
            [
                "type": type, "timestamp": migrationTime(of: type),
                "up": difference.up.joined(separator: "\n"), "down": difference.down.joined(separator: "\n"),
            ])
    }
}

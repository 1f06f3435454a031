import AshlarSupport

extension AppGenerator {
    /// A model's factory, with those of the models that its rows cannot be without.
    ///
    /// - Parameters:
    ///   - name: the name as given.
    ///   - planned: the model, if it is made by the same command.
    ///   - fields: its fields.
    func factory(_ name: String, planned: Generator.Item? = nil, _ fields: FieldList? = nil) throws -> [Generator.Item]
    {
        var models = models
        let model = try self.name(name, suffix: "Factory").model
        if let planned { models[model] = ModelFile(model, text: planned.contents) }
        if isRemoving, models[model] == nil {
            // The model is gone already: what its table was made with says how its factory was.
            let earlier = try self.fields(ofModel: model)
            models[model] = ModelFile(model, text: try self.model(model, earlier).contents)
        }
        guard models[model] != nil else {
            throw CraftError(
                "There is no model \(model) in Sources/App/Models.",
                suggestion: "Make it first: ./craft make model \(model) --migration")
        }
        let code = FakeCode()
        var items: [Generator.Item] = []
        var waiting = [model]
        var seen: Set<String> = []
        while let type = waiting.popLast() {
            guard seen.insert(type).inserted, let file = models[type], type == model || !isRemoving && !hasFactory(type)
            else {
                continue
            }
            let given = type == model ? fields : nil
            let detailed = file.detailed(by: try given ?? self.fields(ofModel: type))
            waiting += code.parents(of: detailed).reversed()
            items.append(
                try files.item(
                    file.unknown.isEmpty ? "factory" : "factory.unknown",
                    StubValues([
                        "model": type, "body": code.body(of: detailed), "unknown": file.unknown.joined(separator: ", "),
                        "fake": detailed.needsFake ? "fake" : "_",
                    ])))
        }
        return items
    }

    /// Whether one of the files with factories has that of a model.
    private func hasFactory(_ model: String) -> Bool {
        let folder = "\(app.root)/Sources/App/Database/Factories"
        return Files.list(below: folder).contains { file in
            (try? Files.text("\(folder)/\(file)"))?.contains("extension \(model): HasFactory") == true
        }
    }

    /// A seeder.
    ///
    /// - Parameters:
    ///   - name: the name as given.
    ///   - model: the model whose factory makes its rows; nil to leave them to whoever writes them.
    func seeder(_ name: String, filling model: String? = nil) throws -> Generator.Item {
        let name = try self.name(name, suffix: "Seeder")
        let list = "Sources/App/Database/Seeders.swift"
        guard isRemoving || Files.exists("\(app.root)/\(list)") else {
            throw CraftError(
                "There is no \(list), where seeders are listed. Nothing was changed.",
                suggestion:
                    "Write it: let allSeeders: [any Seeder.Type] = [ with a line \"// craft:seeders\" and ], and give the "
                    + "app: let seeders: [any Seeder.Type] = allSeeders")
        }
        return try item(
            "seeder", type: name.type,
            [
                "type": name.type, "path": name.path,
                "body": model.map { "_ = try await \($0).factory.create(10)" } ?? "",
            ])
    }

    /// The migration that makes the database what the models expect.
    func migration(_ name: String, difference: MigrationDifference) throws -> Generator.Item {
        let type = try self.name(name).type
        return try item(
            "migration.diff", type: type,
            [
                "type": type, "timestamp": migrationTime(of: type),
                "up": difference.up.joined(separator: "\n"), "down": difference.down.joined(separator: "\n"),
            ])
    }
}

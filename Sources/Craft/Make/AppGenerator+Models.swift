import AshlarSupport
import Foundation

extension AppGenerator {
    /// A model.
    ///
    /// - Parameters:
    ///   - name: the name as given.
    ///   - fields: its columns.
    func model(_ name: String, _ fields: FieldList = FieldList([])) throws -> Generator.Item {
        let name = try self.name(name)
        if !isRemoving {
            try checkReferences(of: fields, in: name.type)
            try ServedModel.checkVariable(of: name.base)
        }
        var model = try item(
            fields.isEmpty ? "model" : "model.fields", type: name.type,
            values(of: name).merging([
                "table": Inflector.tableName(forModel: name.type), "properties": fields.properties,
            ]) { $1 })
        let singular = Inflector.singular(name.base)
        if Inflector.plural(name.base) == name.base, singular != name.base {
            model.messages.append(
                "Note: \(name.base) is a plural. A model is one row, so \(singular) would be its usual name.")
        }
        // An app need not list its models.
        model.injections.removeAll { !Files.exists("\(app.root)/\($0.file)") }
        return model
    }

    /// The migration that makes a model's table.
    func migration(forModel name: String, _ fields: FieldList = FieldList([])) throws -> Generator.Item {
        try migration("create_\(Inflector.tableName(forModel: try self.name(name).type))_table", fields)
    }

    /// A migration; its name tells what it is for.
    ///
    /// - Parameters:
    ///   - name: the name as given.
    ///   - fields: the columns that it makes, adds or takes away.
    func migration(_ name: String, _ fields: FieldList = FieldList([])) throws -> Generator.Item {
        let type = try self.name(name).type
        let models = self.models
        // add_slug_to_post means the table of Post.
        let purpose = MigrationPurpose(name: name) { table in
            models[CaseConversion.pascal(table)].map { _ in Inflector.tableName(forModel: table) } ?? table
        }
        var values = purpose.values.merging(["type": type, "timestamp": migrationTime(of: type)]) { $1 }
        var stub = purpose.stub
        if !fields.isEmpty {
            guard let table = values["table"] else {
                throw CraftError(
                    "\(type) does not say which table its columns belong to.",
                    suggestion: "Name it create_posts_table, add_slug_to_posts or remove_slug_from_posts.")
            }
            values["columns"] = fields.columns(keys: models.compactMapValues(\.keyType))
            values["drops"] = fields.fields.map { "$0.drop(\"\($0.column)\")" }.joined(separator: "\n")
            values["names"] = fields.fields.map { "`\($0.column)`" }.joined(separator: ", ")
            values["table"] = table
            stub += ".fields"
        }
        return try item(stub, type: type, values)
    }

    /// A migration as it was made before: with the fields that its file declares.
    ///
    /// - Parameter name: the name as given.
    func earlierMigration(_ name: String) throws -> Generator.Item {
        let plain = try migration(name)
        guard let text = try? Files.text("\(app.root)/\(plain.path)"), text != plain.contents,
            let fields = MigrationFile(text)?.fields, !fields.isEmpty
        else { return plain }
        return try migration(name, FieldList(fields))
    }

    /// The time that is part of a migration's name: that of the file that exists, or every run would make another one.
    func migrationTime(of type: String) -> String {
        let folder = "\(app.root)/Sources/App/Database/Migrations"
        let existing = Files.list(below: folder).first { $0.hasSuffix("_\(type).swift") }
        return existing.map { String($0.dropLast(type.count + 7)) } ?? Self.timestamp(freeTime(in: folder))
    }

    /// The fields that a model was made with: those of its migration, which says more, or else of its file.
    ///
    /// - Parameter name: the name as given.
    func fields(ofModel name: String) throws -> FieldList {
        let type = try self.name(name).type
        let table = CaseConversion.pascal("create_\(Inflector.tableName(forModel: type))_table")
        let folder = "\(app.root)/Sources/App/Database/Migrations"
        if let file = Files.list(below: folder).first(where: { $0.hasSuffix("_\(table).swift") }),
            let migration = MigrationFile(try Files.text("\(folder)/\(file)"))
        {
            return FieldList(migration.fields)
        }
        return FieldList(ModelFile(type, inApp: app.root)?.fields ?? [])
    }

    /// What refers to a model that the app does not have would not compile.
    private func checkReferences(of fields: FieldList, in type: String) throws {
        let known = models
        for field in fields.references {
            guard let model = field.referenced, model != type, known[model] == nil else { continue }
            throw CraftError(
                "\(field.name):references needs the model \(model), and Sources/App/Models has none."
                    + Suggestion.sentence(for: model, in: known.keys),
                suggestion: "Make it first, ./craft make model \(model) --migration, or name another: "
                    + "\(field.name):references=User")
        }
    }

    /// The moment, or the first second after it that no migration has: their order is that of their files' names.
    private func freeTime(in folder: String) -> Date {
        let taken = Set(Files.list(below: folder).map { String($0.prefix(17)) })
        var date = now
        while taken.contains(Self.timestamp(date)) { date += 1 }
        return date
    }

    /// `2026_11_22_123456`, in UTC so that developers in different places agree on the order.
    static func timestamp(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        func padded(_ number: Int?, _ width: Int = 2) -> String {
            let digits = String(number ?? 0)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(parts.year, 4))_\(padded(parts.month))_\(padded(parts.day))_"
            + padded(parts.hour) + padded(parts.minute) + padded(parts.second)
    }
}

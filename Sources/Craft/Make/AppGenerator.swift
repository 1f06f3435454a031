import AshlarSupport
import Foundation

/// Plans what `craft make` writes into an app: which stub, with which values.
struct AppGenerator: Sendable {
    /// The app.
    let app: AppFolder
    /// Writes what was planned.
    let files: Generator
    /// When it runs; migrations carry it in their files' names.
    let now: Date

    /// A controller; with a model, one that lists and shows its rows.
    ///
    /// - Parameters:
    ///   - name: the name as given.
    ///   - model: the model it serves. If nil, the app's model of that name, if there is one.
    ///   - isModelNew: whether the model is made by the same command.
    func controller(_ name: String, model: String? = nil, isModelNew: Bool = false) throws -> Generator.Item {
        let name = try MakeName(name, suffix: "Controller")
        let wanted = try model.map { try MakeName($0).type }
        if let wanted, !isModelNew, !hasModel(wanted) {
            throw CraftError(
                "There is no model \(wanted) in Sources/App/Models.",
                suggestion: "Make it first: ./craft make model \(wanted) --migration")
        }
        let served = wanted ?? (hasModel(name.model) ? name.model : nil)
        var values = [
            "type": name.type, "path": name.path, "route": name.plurals(separator: "/"),
            "dotted": name.plurals(separator: "."), "title": MakeName.title(name.plural),
        ]
        if let served {
            values["model"] = served
            values["variable"] = CaseConversion.camel(served)
            values["variables"] = Inflector.plural(CaseConversion.camel(served))
        }
        return try item(served == nil ? "controller" : "controller.model", type: name.type, values)
    }

    /// A model.
    func model(_ name: String) throws -> Generator.Item {
        let name = try MakeName(name)
        return withoutMissingList(
            try item(
                "model", type: name.type,
                ["type": name.type, "path": name.path, "table": Inflector.tableName(forModel: name.type)]))
    }

    /// A model's factory.
    func factory(_ name: String) throws -> Generator.Item {
        let name = try MakeName(name, suffix: "Factory")
        let model = name.model
        guard hasModel(model) else {
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

    /// The same file without its line in a list that the app does not have.
    private func withoutMissingList(_ item: Generator.Item) -> Generator.Item {
        var item = item
        if let list = item.injection?.file, !Files.exists("\(app.root)/\(list)") { item.injection = nil }
        return item
    }

    /// The migration that makes a model's table.
    func migration(forModel name: String) throws -> Generator.Item {
        try migration("create_\(Inflector.tableName(forModel: try MakeName(name).type))_table")
    }

    /// A migration; its name tells what it is for.
    ///
    /// - Parameter difference: the two bodies, where they are known.
    func migration(_ name: String, difference: MigrationDifference? = nil) throws -> Generator.Item {
        let type = try MakeName(name).type
        let purpose = MigrationPurpose(name: name)
        let folder = "\(app.root)/Sources/App/Database/Migrations"
        // The time is part of the name: without this, every run would make another one.
        let existing = Files.list(below: folder).first { $0.hasSuffix("_\(type).swift") }
        let timestamp = existing.map { String($0.dropLast(type.count + 7)) } ?? Self.timestamp(now)
        var values = purpose.values.merging(["type": type, "timestamp": timestamp]) { $1 }
        if let difference {
            values["up"] = difference.up.joined(separator: "\n        ")
            values["down"] = difference.down.joined(separator: "\n        ")
            return try item("migration.diff", type: type, values)
        }
        return try item(purpose.stub, type: type, values)
    }

    /// A view.
    func view(_ name: String) throws -> Generator.Item {
        let parts = name.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "/" }.map(String.init)
        let isValid = parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
        }
        guard isValid, let last = parts.last else {
            throw CraftError(
                "\"\(name)\" cannot be the name of a view.",
                suggestion: "Use letters, digits, - and _, with dots between folders: posts.index.")
        }
        let folder = parts.dropLast().last ?? last
        let model = parts.dropLast().map { CaseConversion.pascal(Inflector.singular($0)) }.joined()
        var values = [
            "path": parts.joined(separator: "/"), "dotted": parts.joined(separator: "."),
            "title": MakeName.title(last == "index" ? folder : last),
        ]
        var stub = "view"
        if hasModel(model), last == "index" || last == "show" {
            stub = "view.\(last)"
            values["variable"] = CaseConversion.camel(model)
            values["variables"] = Inflector.plural(CaseConversion.camel(model))
            values["label"] = MakeName.title(model)
        }
        return try files.item(stub, StubValues(values))
    }

    /// A middleware.
    func middleware(_ name: String) throws -> Generator.Item {
        let name = try MakeName(name)
        return try item("middleware", type: name.type, ["type": name.type, "path": name.path])
    }

    /// A service provider.
    func provider(_ name: String) throws -> Generator.Item {
        let name = try MakeName(name, suffix: "Provider")
        return try item("provider", type: name.type, ["type": name.type, "path": name.path])
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

    private func hasModel(_ type: String) -> Bool {
        Files.list(below: "\(app.root)/Sources/App/Models").contains { Files.name(of: $0) == "\(type).swift" }
    }

    private func item(_ stub: String, type: String, _ values: [String: String]) throws -> Generator.Item {
        let item = try files.item(stub, StubValues(values))
        try checkUnused(type, except: item.path)
        return item
    }

    /// A type can be declared once in an app.
    private func checkUnused(_ type: String, except path: String) throws {
        let declaration = try Regex(#"\b(struct|class|enum|actor|protocol|typealias)\s+\#(type)\b"#)
        for file in Files.list(below: "\(app.root)/Sources/App").map({ "Sources/App/\($0)" })
        where file.hasSuffix(".swift") && file != path {
            guard try Files.text("\(app.root)/\(file)").contains(declaration) else { continue }
            throw CraftError(
                "\(file) declares \(type). Nothing was changed.", suggestion: "Choose another name.")
        }
    }
}

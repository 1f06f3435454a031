import AshlarSupport

/// Writes models for the tables of a database.
package struct ModelWriter {
    /// A file with a model.
    package struct File: Sendable, Equatable {
        /// The type that it declares.
        package let type: String
        /// Its source.
        package let source: String
        /// The table that it is for; none for the enums.
        package let tables: [String]
    }

    /// The models, and one file with the enums if there are any.
    package private(set) var files: [File] = []
    /// Tables without a model, each with the reason.
    package private(set) var skipped: [(table: String, reason: String)] = []

    private let models: [String: Named]
    private let enums: [(name: String, values: [String])]

    /// A table whose rows can be a model.
    struct Named {
        let table: TableInfo
        let type: String
        /// The key as Swift's type.
        let keyType: String
    }

    package init(tables: [TableInfo], enums: [(name: String, values: [String])]) {
        self.enums = enums
        var models: [String: Named] = [:]
        var skipped: [(String, String)] = []
        for table in tables where table.name != "migrations" {
            guard table.key.count == 1, let key = table.columns.first(where: { $0.name == table.key[0] }) else {
                let reason = table.key.isEmpty ? "it has no primary key" : "its primary key has several columns"
                skipped.append((table.name, reason))
                continue
            }
            let type = SwiftTypes.type(of: key, enums: [])
            guard ["Int", "UUID", "String"].contains(type) else {
                skipped.append((table.name, "its key is of the type \(key.type)"))
                continue
            }
            models[table.name] = Named(table: table, type: SwiftNames.type(table.name), keyType: type ?? "Int")
        }
        self.models = models
        self.skipped = skipped
        files = models.values.sorted { $0.type < $1.type }.map { model in
            File(type: model.type, source: source(of: model), tables: [model.table.name])
        }
        if !enums.isEmpty { files.append(File(type: "DatabaseEnums", source: enumSource, tables: [])) }
    }

    // MARK: - A model

    private func source(of model: Named) -> String {
        var names: Set<String> = []
        var lines: [String] = []
        let table = model.table
        let foreign = references(of: model)
        for column in table.columns {
            if column.name == table.key[0] {
                lines.append(
                    (column.name == "id" ? "" : "@Column(\(column.name.swiftLiteral)) ") + "var id: \(model.keyType)?")
                names.insert("id")
            } else if let target = foreign[column.name] {
                lines += relation(column, target, &names)
            } else if let type = SwiftTypes.type(of: column, enums: enums.map(\.name)) {
                let name = SwiftNames.property(column.name, &names)
                let attribute = CaseConversion.snake(name) == column.name ? "" : "@Column(\(column.name.swiftLiteral)) "
                lines.append("\(attribute)var \(name): \(type)\(optional(column))")
            } else {
                lines.append("// \(column.name) is of the type \(column.type), which a model does not read by itself.")
            }
        }
        lines += collections(of: model, &names)
        let comment =
            table.comment.map { " " + $0.replacing("\n", with: " ") } ?? " A row of the table `\(table.name)`."
        let usual = Inflector.tableName(forModel: model.type) == table.name
        return """
            \(Self.imports)

            ///\(comment)
            @Model\(usual ? "" : "(table: \(table.name.swiftLiteral))")
            struct \(model.type) {
            \(lines.map { "    " + $0 }.joined(separator: "\n"))
            }

            """
    }

    /// What the files import.
    private static let imports = ["Ashlar", "Foundation"].map { "import \($0)" }.joined(separator: "\n")

    /// `Date?` for the timestamps that saving fills, whatever the database says.
    private func optional(_ column: ColumnInfo) -> String {
        let isStamp = ["created_at", "updated_at"].contains(column.name)
        return column.isNullable || isStamp ? "?" : ""
    }

    /// The models that columns refer to by themselves.
    private func references(of model: Named) -> [String: Named] {
        var references: [String: Named] = [:]
        for key in model.table.foreignKeys where key.columns.count == 1 && key.columns != model.table.key {
            guard let target = models[key.table], key.targetColumns == target.table.key else { continue }
            references[key.columns[0]] = target
        }
        return references
    }

    private func relationName(_ column: String) -> String {
        column.hasSuffix("_id") && column.count > 3 ? String(column.dropLast(3)) : column + "_record"
    }

    private func relation(_ column: ColumnInfo, _ target: Named, _ names: inout Set<String>) -> [String] {
        let name = SwiftNames.property(relationName(column.name), &names)
        names.insert(name + "ID")
        let isUsual = CaseConversion.snake(name) + "_id" == column.name
        let attribute = isUsual ? "@BelongsTo" : "@BelongsTo(foreignKey: \(column.name.swiftLiteral))"
        return ["\(attribute) var \(name): \(target.type)\(column.isNullable ? "?" : "")"]
    }

    /// The rows of other tables that refer to this one.
    private func collections(of model: Named, _ names: inout Set<String>) -> [String] {
        var lines: [String] = []
        for other in models.values.sorted(by: { $0.table.name < $1.table.name }) {
            let columns = references(of: other).filter { $0.value.type == model.type }.keys.sorted()
            for column in columns {
                let base = Inflector.plural(CaseConversion.snake(other.type))
                let wanted = columns.count == 1 ? base : "\(base)_by_\(relationName(column))"
                let name = SwiftNames.property(wanted, &names)
                let isUsual = column == CaseConversion.snake(model.type) + "_id"
                let attribute = isUsual ? "@HasMany" : "@HasMany(foreignKey: \(column.swiftLiteral))"
                lines.append("\(attribute) var \(name): [\(other.type)]")
            }
        }
        return lines
    }

    // MARK: - Enums

    private var enumSource: String {
        let types = enums.map { entry in
            var names: Set<String> = []
            let cases = entry.values.map { value in
                let name = SwiftNames.property(value, &names)
                return "    case \(name)" + (name == value ? "" : " = \(value.swiftLiteral)")
            }
            return """
                /// The type `\(entry.name)` of the database.
                enum \(SwiftNames.type(entry.name, singular: false)): String, PostgresCodable, CaseIterable, Codable {
                \(cases.joined(separator: "\n"))

                    /// PostgreSQL finds the type by the column.
                    static var postgresType: PostgresType { .inferred }
                }
                """
        }
        return "\(Self.imports)\n\n" + types.joined(separator: "\n\n") + "\n"
    }
}

import AshlarSupport

/// Writes models for the tables of a database, and plain types for what has no key.
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

    /// The models, one file with the enums if there are any, and the rows that only are read.
    package private(set) var files: [File] = []
    /// Tables without a type, each with the reason.
    package private(set) var skipped: [(table: String, reason: String)] = []

    let types: SwiftTypes
    /// The enums in their order.
    private let named: [SwiftTypes.EnumType]
    /// What refers to what, by the names of the tables.
    private(set) var references: [String: [InspectedReference]] = [:]
    private(set) var models: [String: InspectedTable] = [:]
    /// The columns of all tables and views.
    private let columns: [String: [ColumnInfo]]

    /// Reads what is to be written.
    ///
    /// - Parameters:
    ///   - tables: the tables.
    ///   - views: the views, materialised ones too.
    ///   - enums: the enum types with their values.
    ///   - domains: what the domains stand for.
    init(
        tables: [TableInfo], views: [TableInfo] = [], enums: [(name: String, values: [String])],
        domains: [String: SwiftTypes.Domain] = [:]
    ) {
        columns = Dictionary((tables + views).map { ($0.name, $0.columns) }, uniquingKeysWith: { first, _ in first })
        var taken: Set<String> = []
        var models: [String: InspectedTable] = [:]
        var keyless: [InspectedTable] = []
        for table in tables where table.name != "migrations" {
            let model = InspectedTable(table: table, type: SwiftNames.type(table.name, &taken))
            if table.key.isEmpty { keyless.append(model) } else { models[table.name] = model }
        }
        keyless += views.map { InspectedTable(table: $0, type: SwiftNames.type($0.name, &taken)) }
        named = enums.map { Self.enumType($0.name, $0.values, &taken) }
        types = SwiftTypes(
            enums: Dictionary(named.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }), domains: domains)
        for (name, model) in models {
            let unreadable = model.table.key.compactMap { model.column($0) }.first { keyType($0) == nil }
            guard let unreadable else { continue }
            models[name] = nil
            skipped.append((name, "its key is of the type \(unreadable.type)"))
        }
        skipped.sort { $0.table < $1.table }
        self.models = models
        references = models.mapValues { model in
            model.table.foreignKeys.compactMap { InspectedReference($0, of: model, in: models) }
        }
        files = models.values.sorted { $0.type < $1.type }.map { model in
            File(type: model.type, source: source(of: model), tables: [model.table.name])
        }
        if !named.isEmpty { files.append(File(type: "DatabaseEnums", source: source(of: named), tables: [])) }
        files += keyless.sorted { $0.type < $1.type }.map { row in
            File(type: row.type, source: RowWriter(types: types, row: row).source, tables: [row.table.name])
        }
    }

    /// The files for some tables, with the enums that those need; all files where none is named.
    package func files(for tables: Set<String>) -> [File] {
        guard !tables.isEmpty else { return files }
        var chosen = files.filter { !tables.isDisjoint(with: $0.tables) }
        let columns = columns.filter { tables.contains($0.key) }.values.joined()
        let used = Set(columns.compactMap { types.enumType(of: $0)?.name })
        let needed = named.filter { used.contains($0.name) }
        if !needed.isEmpty { chosen.append(File(type: "DatabaseEnums", source: source(of: needed), tables: [])) }
        return chosen
    }

    /// What the files import.
    static let imports = ["Ashlar", "Foundation"].map { "import \($0)" }.joined(separator: "\n")

    /// What is said about a table.
    static func comment(_ table: TableInfo) -> String {
        "/// " + (table.comment?.replacing("\n", with: " ") ?? "A row of the table `\(table.name)`.")
    }

    /// The type of a key's column; nil if it can be none.
    private func keyType(_ column: ColumnInfo) -> String? {
        guard let type = types.type(of: column) else { return nil }
        return ["Int", "UUID", "String", "Date", "PostgresDate"].contains(type) || types.enumType(of: column) != nil
            ? type : nil
    }

    private func source(of model: InspectedTable) -> String {
        let lines = ModelMembers(writer: self, model: model).lines
        let usual = Inflector.tableName(forModel: model.type) == model.table.name
        return """
            \(Self.imports)

            \(Self.comment(model.table))
            @Model\(usual ? "" : "(table: \(model.table.name.swiftLiteral))")
            struct \(model.type) {
            \(lines.map { "    " + $0 }.joined(separator: "\n"))
            }

            """
    }

    // MARK: - Enums

    private static func enumType(_ name: String, _ values: [String], _ taken: inout Set<String>) -> SwiftTypes.EnumType
    {
        var names: Set<String> = []
        return SwiftTypes.EnumType(
            name: name, type: SwiftNames.type(name, singular: false, &taken),
            cases: values.map { (name: SwiftNames.property($0, &names), value: $0) })
    }

    private func source(of enums: [SwiftTypes.EnumType]) -> String {
        let keys = Set(
            models.values.flatMap { model in
                model.table.key.compactMap { model.column($0).flatMap { types.enumType(of: $0)?.name } }
            })
        let sources = enums.map { entry in
            let cases = entry.cases.map {
                "    case \($0.name)" + ($0.name == $0.value ? "" : " = \($0.value.swiftLiteral)")
            }
            return """
                /// The type `\(entry.name)` of the database.
                enum \(entry.type): String, PostgresCodable, CaseIterable, Codable\(keys.contains(entry.name) ? ", ModelKey" : "") {
                \(cases.joined(separator: "\n"))

                    /// PostgreSQL finds the type by the column.
                    static var postgresType: PostgresType { .inferred }
                }
                """
        }
        return "\(Self.imports)\n\n" + sources.joined(separator: "\n\n") + "\n"
    }
}

import AshlarSupport

/// The members of one model.
struct ModelMembers {
    private let writer: ModelWriter
    private let model: InspectedTable
    private var names: Set<String> = []
    /// A line each.
    private(set) var lines: [String] = []

    private var table: TableInfo { model.table }

    init(writer: ModelWriter, model: InspectedTable) {
        self.writer = writer
        self.model = model
        let references = writer.references[model.table.name] ?? []
        let plain = Dictionary(
            references.filter { $0.isPlain && !isCircular($0) }.map { ($0.columns[0], $0) },
            uniquingKeysWith: { first, _ in first })
        for column in table.columns { addColumn(column, plain[column.name]) }
        var given = Set(plain.keys)
        for reference in references where !(reference.isPlain && plain[reference.columns[0]] != nil) {
            guard reference.columns.count > 1 || given.insert(reference.columns[0]).inserted else { continue }
            addRelation(reference)
        }
        addOtherSides()
        addOtherChecks()
    }

    // MARK: - Columns

    private mutating func addColumn(_ column: ColumnInfo, _ reference: InspectedReference?) {
        let isKey = table.key.contains(column.name)
        if let reference {
            let name = SwiftNames.property(Self.relationName(column.name), &names, with: ["ID"])
            let attribute =
                CaseConversion.snake(name) + "_id" == column.name
                ? "@BelongsTo" : "@BelongsTo(foreignKey: \(column.name.swiftLiteral))"
            let mark = column.isNullable ? "?" : ""
            lines.append("\(isKey ? "@PrimaryKey " : "")\(attribute) var \(name): \(reference.target.type)\(mark)")
            return
        }
        guard let type = writer.types.type(of: column) else {
            lines.append("// \(column.name) is of the type \(column.type), which a model does not read by itself.")
            return
        }
        if table.key == [column.name], ["Int", "UUID", "String"].contains(type) {
            names.insert("id")
            lines.append(
                (column.name == "id" ? "" : "@Column(\(column.name.swiftLiteral)) ") + "var id: \(type)?")
            return
        }
        let name = SwiftNames.property(column.name, &names)
        addRemarks(column, name, type)
        var marks = isKey ? ["@PrimaryKey"] : []
        if isDeletionTime(column, name, type) { marks.append("@SoftDeletes") }
        if isComputed(column) { marks.append("@Generated") }
        if CaseConversion.snake(name) != column.name { marks.append("@Column(\(column.name.swiftLiteral))") }
        marks.append("var \(name): \(type)\(optional(column, isKey: isKey))")
        lines.append(marks.joined(separator: " ") + initial(column, type, isKey: isKey))
    }

    /// What the declaration of a column does not say.
    private mutating func addRemarks(_ column: ColumnInfo, _ name: String, _ type: String) {
        for check in table.checks where check.columns == [column.name] {
            lines.append("// The database checks \(check.condition.replacing("\n", with: " ")) (\(check.name)).")
        }
        guard type == "DatabaseText" else { return }
        let own = model.type + CaseConversion.pascal(CaseConversion.snake(name))
        lines.append("// JSON as text; with a Codable type of its form: @JSON var \(name): \(own)")
    }

    /// `deleted_at` as soft deletes have it.
    private func isDeletionTime(_ column: ColumnInfo, _ name: String, _ type: String) -> Bool {
        name == "deletedAt" && column.name == "deleted_at" && type == "Date" && column.isNullable
            && column.generation == nil && column.defaultValue == nil
    }

    /// Checks that are about several columns, or none.
    private mutating func addOtherChecks() {
        for check in table.checks where check.columns.count != 1 {
            lines.append("// The database checks \(check.condition.replacing("\n", with: " ")) (\(check.name)).")
        }
    }

    /// Whether the database alone makes its values.
    private func isComputed(_ column: ColumnInfo) -> Bool {
        guard let generation = column.generation else { return false }
        return generation != "identity" && !table.key.contains(column.name)
    }

    /// `Date?` for the timestamps that saving fills, whatever the database says.
    private func optional(_ column: ColumnInfo, isKey: Bool) -> String {
        if isKey { return "" }
        let isStamp = ["created_at", "updated_at"].contains(column.name)
        return column.isNullable || isStamp || isComputed(column) ? "?" : ""
    }

    private func initial(_ column: ColumnInfo, _ type: String, isKey: Bool) -> String {
        guard !isKey, !["created_at", "updated_at"].contains(column.name) else { return "" }
        return InitialValue(types: writer.types).text(for: column, type: type)
    }

    // MARK: - Relations

    /// Columns that `@BelongsTo` does not declare by itself: several, or others than the key.
    private mutating func addRelation(_ reference: InspectedReference) {
        let target = CaseConversion.snake(reference.target.type)
        let wanted =
            reference.columns.count == 1
            ? Self.relationName(reference.columns[0]) : prefix(reference).map { "\($0)_\(target)" } ?? target
        // The column is a property of its own here.
        let name = SwiftNames.property(wanted == reference.columns.first ? target : wanted, &names)
        var arguments = "foreignKeys: \(Self.list(reference.columns))"
        if !reference.isToKey { arguments += ", ownerKey: \(reference.targetColumns[0].swiftLiteral)" }
        lines.append(
            "@BelongsTo(\(arguments)) var \(name): \(reference.target.type)\(reference.isOptional ? "?" : "")")
    }

    /// `from` for the columns `from_airline` and `from_number` that hold `airline` and `number`.
    private func prefix(_ reference: InspectedReference) -> String? {
        let prefixes = zip(reference.columns, reference.targetColumns).map { column, target in
            column.hasSuffix("_" + target) ? String(column.dropLast(target.count + 1)) : ""
        }
        return Set(prefixes).count == 1 ? prefixes.first.flatMap { $0.isEmpty ? nil : $0 } : nil
    }

    /// The rows of other tables that refer to this one.
    private mutating func addOtherSides() {
        for other in writer.models.values.sorted(by: { $0.table.name < $1.table.name }) {
            let references = (writer.references[other.table.name] ?? [])
                .filter { $0.target.table.name == table.name }.sorted {
                    $0.columns.lexicographicallyPrecedes($1.columns)
                }
            for reference in references { addOtherSide(other, reference, isOnly: references.count == 1) }
            if references.count == 1, let reference = references.first { addPivot(other, reference) }
        }
    }

    private mutating func addOtherSide(_ other: InspectedTable, _ reference: InspectedReference, isOnly: Bool) {
        let isOne = other.isUnique(reference.columns)
        let type = CaseConversion.snake(other.type)
        let base = isOne ? type : Inflector.plural(type)
        let by = reference.columns.count == 1 ? Self.relationName(reference.columns[0]) : prefix(reference)
        let name = SwiftNames.property(
            isOnly ? base : "\(base)_by_\(by ?? reference.columns.joined(separator: "_"))", &names)
        let isUsual = reference.columns == [CaseConversion.snake(model.type) + "_id"] && table.key.count == 1
        var arguments: [String] = []
        if reference.columns.count > 1 {
            arguments.append("foreignKeys: \(Self.list(reference.columns))")
        } else if !isUsual || !reference.isToKey {
            arguments.append("foreignKey: \(reference.columns[0].swiftLiteral)")
        }
        if !reference.isToKey { arguments.append("localKey: \(reference.targetColumns[0].swiftLiteral)") }
        let text = arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))"
        lines.append(
            "@\(isOne ? "HasOne" : "HasMany")\(text) var \(name): \(isOne ? "\(other.type)?" : "[\(other.type)]")")
    }

    /// The models behind a table whose key is two references: a film's actors by `film_actor`.
    private mutating func addPivot(_ pivot: InspectedTable, _ reference: InspectedReference) {
        guard pivot.table.key.count == 2, reference.isPlain, pivot.table.key.contains(reference.columns[0]),
            let far = writer.references[pivot.table.name]?.first(where: {
                $0.isPlain && $0.columns != reference.columns && pivot.table.key.contains($0.columns[0])
            }), far.target.table.name != table.name
        else { return }
        let name = SwiftNames.property(Inflector.plural(CaseConversion.snake(far.target.type)), &names)
        lines.append("@BelongsToMany(pivot: \(pivot.type).self) var \(name): [\(far.target.type)]")
    }

    /// Whether the key's type would be defined by itself: keys that refer to each other in a circle.
    private func isCircular(_ reference: InspectedReference) -> Bool {
        guard model.table.key == reference.columns else { return false }
        var seen: Set<String> = []
        var next: InspectedTable? = reference.target
        while let current = next, seen.insert(current.table.name).inserted {
            if current.table.name == model.table.name { return true }
            next =
                writer.references[current.table.name]?.first { $0.isPlain && $0.columns == current.table.key }?.target
        }
        return false
    }

    private static func relationName(_ column: String) -> String {
        column.hasSuffix("_id") && column.count > 3 ? String(column.dropLast(3)) : column
    }

    private static func list(_ columns: [String]) -> String {
        "[\(columns.map(\.swiftLiteral).joined(separator: ", "))]"
    }
}

import AshlarPostgres
import AshlarSupport

/// Writes differences between models and the database as the two bodies of a migration.
package struct MigrationWriter {
    private let changes: [SchemaDiff.Change]

    package init(_ diff: SchemaDiff) { changes = diff.changes }

    /// A line for each difference, for people.
    package var summary: [String] {
        changes.map { change in
            switch change {
            case .createTable(let shape): "make the table \(shape.table)"
            case .renameTable(let old, let new): "rename the table \(old) to \(new)"
            case .addColumn(let column, let table): "add \(table).\(column.name)"
            case .dropColumn(let column, let table): "drop \(table).\(column.name)"
            case .renameColumn(let old, let new, let table): "rename \(table).\(old) to \(new)"
            case .changeType(let column, let type, let table):
                "change \(table).\(column.name) from \(column.type) to \(type.canonical)"
            case .changeNullability(let column, let isNullable, let table):
                "\(isNullable ? "allow NULL in" : "refuse NULL in") \(table).\(column.name)"
            }
        }
    }

    /// The statements of `up`.
    package var up: [String] { lines(changes.map { (Self.table($0), Self.up($0)) }) }

    /// The statements of `down`, which take them back in the other order.
    package var down: [String] { lines(changes.reversed().map { (Self.tableBefore($0), Self.down($0)) }) }

    private enum Step {
        /// A call of the schema.
        case schema([String])
        /// A line in `schema.alter`.
        case alter([String])
    }

    private func lines(_ steps: [(table: String, step: Step)]) -> [String] {
        var lines: [String] = []
        var open: String?
        func close() {
            if open != nil { lines.append("}") }
            open = nil
        }
        for (table, step) in steps {
            switch step {
            case .schema(let text):
                close()
                lines += text
            case .alter(let text):
                if open != table {
                    close()
                    lines.append("try await schema.alter(\(table.swiftLiteral)) {")
                    open = table
                }
                lines += text.map { "    " + $0 }
            }
        }
        close()
        return lines
    }

    private static func table(_ change: SchemaDiff.Change) -> String {
        switch change {
        case .createTable(let shape): shape.table
        case .renameTable(_, let name): name
        case .addColumn(_, let table), .dropColumn(_, let table), .renameColumn(_, _, let table),
            .changeType(_, _, let table), .changeNullability(_, _, let table):
            table
        }
    }

    private static func tableBefore(_ change: SchemaDiff.Change) -> String {
        if case .renameTable(let old, _) = change { old } else { table(change) }
    }

    private static func up(_ change: SchemaDiff.Change) -> Step {
        switch change {
        case .createTable(let shape): return .schema(create(shape))
        case .renameTable(let old, let new):
            return .schema(["try await schema.rename(\(old.swiftLiteral), to: \(new.swiftLiteral))"])
        case .addColumn(let column, _):
            var lines = definitions(column, isKey: false)
            if !column.isNullable, !column.isComputed {
                lines.insert("// Rows that are there need a value: .default(...), or .nullable() and fill them.", at: 0)
            }
            return .alter(lines)
        case .dropColumn(let column, _): return .alter(["$0.drop(\(column.name.swiftLiteral))"])
        case .renameColumn(let old, let new, _):
            return .alter(["$0.rename(\(old.swiftLiteral), to: \(new.swiftLiteral))"])
        case .changeType(let column, let type, _):
            return .alter(["$0.change(\(column.name.swiftLiteral)).type(\(TypeSource.expression(type.canonical)))"])
        case .changeNullability(let column, let isNullable, _):
            return .alter(["$0.change(\(column.name.swiftLiteral)).\(isNullable ? "nullable" : "notNull")()"])
        }
    }

    private static func down(_ change: SchemaDiff.Change) -> Step {
        switch change {
        case .createTable(let shape): .schema(["try await schema.drop(\(shape.table.swiftLiteral))"])
        case .renameTable(let old, let new):
            .schema(["try await schema.rename(\(new.swiftLiteral), to: \(old.swiftLiteral))"])
        case .addColumn(let column, _): .alter(["$0.drop(\(column.name.swiftLiteral))"])
        case .dropColumn(let column, _): .alter([definition(column)])
        case .renameColumn(let old, let new, _):
            .alter(["$0.rename(\(new.swiftLiteral), to: \(old.swiftLiteral))"])
        case .changeType(let column, _, _):
            .alter(["$0.change(\(column.name.swiftLiteral)).type(\(TypeSource.expression(column.type)))"])
        case .changeNullability(let column, let isNullable, _):
            .alter(["$0.change(\(column.name.swiftLiteral)).\(isNullable ? "notNull" : "nullable")()"])
        }
    }

    private static func create(_ shape: ModelShape) -> [String] {
        var columns = shape.columns
        let stamps = ["created_at", "updated_at"]
        let hasStamps = stamps.allSatisfy { name in
            columns.contains { $0.name == name && $0.type == .timestamptz }
        }
        if hasStamps { columns.removeAll { stamps.contains($0.name) } }
        var lines = ["try await schema.create(\(shape.table.swiftLiteral)) {"]
        let isSimple = shape.keyNames.count == 1
        lines += columns.flatMap { definitions($0, isKey: isSimple && shape.keyNames.contains($0.name)) }
            .map { "    " + $0 }
        if hasStamps { lines.append("    $0.timestamps()") }
        if !isSimple { lines.append("    $0.primary([\(shape.keyNames.map(\.swiftLiteral).joined(separator: ", "))])") }
        return lines + ["}"]
    }

    /// A model says that the database computes a column, not what of.
    private static func definitions(_ column: ModelShape.Column, isKey: Bool) -> [String] {
        let line = definition(column, isKey: isKey)
        guard column.isComputed else { return [line] }
        return ["// The model only reads it; say what it is computed of: .generated(as: ...).", line]
    }

    private static func definition(_ column: ModelShape.Column, isKey: Bool) -> String {
        if isKey {
            let name = column.name == "id" ? "" : "name: \(column.name.swiftLiteral)"
            switch column.type {
            case .int8, .int4, .int2: return "$0.id(\(name))"
            case .uuid: return "$0.id(.uuid\(name.isEmpty ? "" : ", " + name))"
            case .text, .varchar: return "$0.id(.string\(name.isEmpty ? "" : ", " + name))"
            default: return TypeSource.definition(column.name, column.columnType.canonical) + ".primary()"
            }
        }
        let nullable = column.isNullable ? ".nullable()" : ""
        guard let reference = column.reference else {
            return TypeSource.definition(column.name, column.columnType.canonical) + nullable
        }
        var arguments = "\(reference.table.swiftLiteral), as: \(column.name.swiftLiteral)"
        let type = column.columnType.canonical
        if type != "bigint" { arguments += ", type: \(TypeSource.expression(type))" }
        if reference.column != "id" { arguments += ", column: \(reference.column.swiftLiteral)" }
        return "$0.references(\(arguments))\(nullable)"
    }

    /// A column that was, without its values.
    private static func definition(_ column: ColumnInfo) -> String {
        var text = TypeSource.definition(column.name, column.type)
        if column.isNullable || column.defaultValue == nil { text += ".nullable()" }
        if let value = column.defaultValue { text += ".default(sql: \(value.swiftLiteral))" }
        return text
    }
}

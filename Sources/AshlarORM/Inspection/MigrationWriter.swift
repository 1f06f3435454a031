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
            case .changeDefault(let column, let value, let table):
                "make \(value.swiftLiteral) the default of \(table).\(column.name)"
            case .createEnum(let name, let values): "make the type \(name) of \(values.joined(separator: ", "))"
            case .addEnumValues(let change):
                "add \(change.additions.map(\.value).joined(separator: ", ")) to the type \(change.type)"
            case .addIndex(let index, _, let table):
                "make \(index.isUnique ? "unique" : "an index of") \(table).\(index.columns.joined(separator: ", "))"
            case .addForeignKey(let key, _, let table):
                "refer from \(table).\(key.columns.joined(separator: ", ")) to \(key.table)"
            case .changeCheck(let check, let table):
                "allow only \(check.values.joined(separator: ", "))"
                    + (check.oldValues.map { " instead of \($0.joined(separator: ", "))" } ?? "")
                    + " in \(table).\(check.column)"
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
            .changeType(_, _, let table), .changeNullability(_, _, let table), .changeDefault(_, _, let table),
            .addIndex(_, _, let table), .addForeignKey(_, _, let table), .changeCheck(_, let table):
            table
        case .createEnum, .addEnumValues: ""
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
            if !column.isNullable, !column.isComputed, column.initial == nil {
                lines.insert("// Rows that are there need a value: .default(...), or .nullable() and fill them.", at: 0)
            }
            return .alter(lines)
        case .dropColumn(let column, _): return .alter(["$0.drop(\(column.name.swiftLiteral))"])
        case .renameColumn(let old, let new, _):
            return .alter(["$0.rename(\(old.swiftLiteral), to: \(new.swiftLiteral))"])
        case .changeType(let column, let type, _):
            return .alter([TypeSource.change(column.name, from: column.type, to: type.canonical)])
        case .changeNullability(let column, let isNullable, _):
            return .alter(["$0.change(\(column.name.swiftLiteral)).\(isNullable ? "nullable" : "notNull")()"])
        case .changeDefault(let column, let value, _):
            return .alter(["$0.change(\(column.name.swiftLiteral)).default(\(TypeSource.constant(value, column.type)))"]
            )
        case .createEnum(let name, let values):
            return .schema(["try await schema.createEnum(\(name.swiftLiteral), \(list(values)))"])
        case .addEnumValues(let change):
            return .schema(
                change.additions.map { value, after, before in
                    let place =
                        after.map { ", after: \($0.swiftLiteral)" } ?? before.map { ", before: \($0.swiftLiteral)" }
                        ?? ""
                    return
                        "try await schema.addEnumValue(\(value.swiftLiteral), to: \(change.type.swiftLiteral)\(place))"
                })
        case .addIndex(let index, let name, let table): return .alter([addition(of: index, name, table)])
        case .addForeignKey(let key, let name, let table):
            let usual = ([table] + key.columns + ["fkey"]).joined(separator: "_")
            return .alter([reference(key) + (name == usual ? "" : ".name(\(name.swiftLiteral))")])
        case .changeCheck(let check, _): return .alter(narrowing(check))
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
        case .changeType(let column, let type, _):
            .alter([TypeSource.change(column.name, from: type.canonical, to: column.type)])
        case .changeNullability(let column, let isNullable, _):
            .alter(["$0.change(\(column.name.swiftLiteral)).\(isNullable ? "notNull" : "nullable")()"])
        case .changeDefault(let column, _, _): .alter([defaultBefore(column)])
        case .createEnum(let name, _): .schema(["try await schema.dropType(\(name.swiftLiteral))"])
        case .addEnumValues(let change): .schema(withoutValues(change))
        case .addIndex(let index, let name, _):
            .alter(["$0.\(index.isUnique ? "dropConstraint" : "dropIndex")(\(name.swiftLiteral))"])
        case .addForeignKey(_, let name, _): .alter(["$0.dropConstraint(\(name.swiftLiteral))"])
        case .changeCheck(let check, _): .alter(widening(check))
        }
    }
}

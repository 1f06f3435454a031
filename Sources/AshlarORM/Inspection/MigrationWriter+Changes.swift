/// Lines that change what is there.
extension MigrationWriter {
    static func list(_ names: [String]) -> String {
        "[\(names.map(\.swiftLiteral).joined(separator: ", "))]"
    }

    static func addition(of index: ModelShape.Index, _ name: String, _ table: String) -> String {
        let usual = ([table] + index.columns + [index.isUnique ? "key" : "idx"]).joined(separator: "_")
        var text = "$0.\(index.isUnique ? "unique" : "index")(\(list(index.columns)))"
        if name != usual { text += ".name(\(name.swiftLiteral))" }
        if index.method != .btree { text += ".using(.\(index.method.rawValue))" }
        return text
    }

    static func reference(_ key: ModelShape.ForeignKey) -> String {
        let target = key.targetColumns == ["id"] ? "" : ", \(list(key.targetColumns))"
        return "$0.foreign(\(list(key.columns))).references(\(key.table.swiftLiteral)\(target))"
    }

    /// PostgreSQL takes no value out of an enum: the type is made again without it.
    static func withoutValues(_ change: SchemaDiff.EnumChange) -> [String] {
        let old = "\(change.type)_with_more"
        var lines = [
            "// Rows that have one of the values that go must get another one first.",
            "try await schema.renameType(\(change.type.swiftLiteral), to: \(old.swiftLiteral))",
            "try await schema.createEnum(\(change.type.swiftLiteral), \(list(change.old)))",
        ]
        for (table, column) in change.columns {
            let name = column.name.swiftLiteral
            let value = column.defaultValue.flatMap { DefaultText.constant($0) }
            let cast = "\"\(column.name)\"::text::\(change.type)".swiftLiteral
            if value != nil {
                lines += [
                    "try await schema.alter(\(table.swiftLiteral)) {", "    $0.change(\(name)).dropDefault()", "}",
                ]
            }
            lines += [
                "try await schema.alter(\(table.swiftLiteral)) {",
                "    $0.change(\(name)).type(.named(\(change.type.swiftLiteral)), using: \(cast))",
            ]
            if let value { lines.append("    $0.change(\(name)).default(\(value.swiftLiteral))") }
            lines.append("}")
        }
        return lines + ["try await schema.dropType(\(old.swiftLiteral))"]
    }

    /// Lets a column have the values of an enum, and no others.
    static func narrowing(_ check: SchemaDiff.CheckChange) -> [String] {
        let list = check.values.map { SQLLiteral.text($0) }.joined(separator: ", ")
        let condition = "\(SchemaText.quote(check.column)) IN (\(list))"
        var lines = check.old.map { ["$0.dropConstraint(\($0.name.swiftLiteral))"] } ?? []
        lines.append("$0.check(\(condition.swiftLiteral), name: \(check.name.swiftLiteral))")
        if !Set(check.oldValues ?? []).isSubset(of: check.values) || check.old == nil {
            lines.insert("// Rows with another value must get one of these first.", at: 0)
        }
        return lines
    }

    /// Lets it have what it could have before.
    static func widening(_ check: SchemaDiff.CheckChange) -> [String] {
        let lines = ["$0.dropConstraint(\(check.name.swiftLiteral))"]
        guard let old = check.old else { return lines }
        return lines + ["$0.check(\(old.condition.swiftLiteral), name: \(old.name.swiftLiteral))"]
    }

    static func defaultBefore(_ column: ColumnInfo) -> String {
        let change = "$0.change(\(column.name.swiftLiteral))"
        guard let old = column.defaultValue else { return change + ".dropDefault()" }
        if let constant = DefaultText.constant(old) {
            return "\(change).default(\(TypeSource.constant(constant, column.type)))"
        }
        return "\(change).default(sql: \(old.swiftLiteral))"
    }
}

import AshlarPostgres

/// Lines that define tables and columns.
extension MigrationWriter {
    static func create(_ shape: ModelShape) -> [String] {
        var columns = shape.columns
        let stamps = ["created_at", "updated_at"]
        let hasStamps = stamps.allSatisfy { name in
            columns.contains { $0.name == name && $0.type == .timestamptz }
        }
        if hasStamps { columns.removeAll { stamps.contains($0.name) } }
        var lines = ["try await schema.create(\(shape.table.swiftLiteral)) {"]
        let isSimple = shape.keyNames.count == 1
        // What connects rows goes with them.
        let ending = shape.isBetween ? ".onDelete(.cascade)" : ""
        lines += columns.flatMap { column in
            definitions(column, isKey: isSimple && shape.keyNames.contains(column.name))
                .map { "    " + $0 + (column.reference == nil ? "" : ending) }
        }
        if hasStamps { lines.append("    $0.timestamps()") }
        if !isSimple { lines.append("    $0.primary(\(list(shape.keyNames)))") }
        lines += shape.foreignKeys.map { "    " + reference($0) + ending }
        for index in shape.indexes where index.columns.count > 1 || index.method != .btree {
            let suffix = index.isUnique ? "key" : "idx"
            let name = ([shape.table] + index.columns + [suffix]).joined(separator: "_")
            lines.append("    " + addition(of: index, name, shape.table))
        }
        return lines + ["}"]
    }

    /// A model says that the database computes a column, not what of.
    static func definitions(_ column: ModelShape.Column, isKey: Bool) -> [String] {
        let line = definition(column, isKey: isKey)
        guard column.isComputed else { return [line] }
        return ["// The model only reads it; say what it is computed of: .generated(as: ...).", line]
    }

    static func definition(_ column: ModelShape.Column, isKey: Bool) -> String {
        if isKey {
            let name = column.name == "id" ? "" : "name: \(column.name.swiftLiteral)"
            switch column.type {
            case .int8, .int4, .int2: return "$0.id(\(name))"
            case .uuid: return "$0.id(.uuid\(name.isEmpty ? "" : ", " + name))"
            case .text, .varchar: return "$0.id(.string\(name.isEmpty ? "" : ", " + name))"
            default: return TypeSource.definition(column.name, column.columnType.canonical) + ".primary()"
            }
        }
        var options = column.isNullable ? ".nullable()" : ""
        if let initial = column.initial {
            options += ".default(\(TypeSource.constant(initial, column.columnType.canonical)))"
        }
        switch column.index {
        case .unique: options += ".unique()"
        case .plain(.btree) where column.reference == nil: options += ".index()"
        default: break
        }
        guard let reference = column.reference else {
            if let texts = column.checkedTexts, column.columnType.canonical == "text" {
                return "$0.enum(\(column.name.swiftLiteral), \(list(texts)))\(options)"
            }
            if let texts = column.checkedTexts {
                let allowed = texts.map { SQLLiteral.text($0) }.joined(separator: ", ")
                let condition = "\(SchemaText.quote(column.name)) IN (\(allowed))"
                options += ".check(\(condition.swiftLiteral))"
            }
            return TypeSource.definition(column.name, column.columnType.canonical) + options
        }
        var arguments = "\(reference.table.swiftLiteral), as: \(column.name.swiftLiteral)"
        let type = column.columnType.canonical
        if type != "bigint" { arguments += ", type: \(TypeSource.expression(type))" }
        if reference.column != "id" { arguments += ", column: \(reference.column.swiftLiteral)" }
        return "$0.references(\(arguments))\(options)\(column.isLedByKey ? ".withoutIndex()" : "")"
    }

    /// A column that was, without its values.
    static func definition(_ column: ColumnInfo) -> String {
        var text = TypeSource.definition(column.name, column.type)
        if column.isNullable || column.defaultValue == nil { text += ".nullable()" }
        if let value = column.defaultValue { text += ".default(sql: \(value.swiftLiteral))" }
        return text
    }
}

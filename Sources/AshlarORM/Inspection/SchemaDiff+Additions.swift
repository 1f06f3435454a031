import AshlarPostgres

/// References, indexes and defaults that columns which are there do not have.
extension SchemaDiff {
    /// References, indexes and checks that columns which are there do not have.
    static func additions(_ shape: ModelShape, _ table: TableInfo) -> [Change] {
        var indexed: Set<[String]> = []
        // A reference and the model may ask for the same index.
        let asked = (references(shape, table) + indexes(shape, table)).filter { change in
            if case .addIndex(let index, _, _) = change { indexed.insert(index.columns).inserted } else { true }
        }
        return asked + checks(shape, table)
    }

    /// Whether the column would give rows another value than a new model has. Expressions such as `now()` are the
    /// database's own affair.
    static func lacksDefault(_ column: ModelShape.Column, _ live: ColumnInfo, _ enums: [Change]) -> Bool {
        guard let initial = column.initial, live.generation == nil else { return false }
        // A value that is new to its type cannot be used before the migration that adds it is committed.
        let isNew = enums.contains {
            if case .addEnumValues(let change) = $0 {
                change.type == live.type && !change.old.contains(initial)
            } else {
                false
            }
        }
        if isNew { return false }
        guard let expression = live.defaultValue else { return true }
        guard let constant = DefaultText.constant(expression) else { return false }
        if constant == initial { return false }
        guard let old = Double(constant), let new = Double(initial) else { return true }
        return old != new
    }

    static func references(_ shape: ModelShape, _ table: TableInfo) -> [Change] {
        let single = shape.columns.compactMap { column in
            column.reference.map {
                ModelShape.ForeignKey(columns: [column.name], table: $0.table, targetColumns: [$0.column])
            }
        }
        return (single + shape.foreignKeys).flatMap { key -> [Change] in
            // Columns that come with this migration bring their reference along.
            let isThere = key.columns.allSatisfy { name in table.columns.contains { $0.name == name } }
            let isNew = key.columns.count == 1 && !isThere
            guard !isNew, !table.foreignKeys.contains(where: { Set($0.columns) == Set(key.columns) }) else { return [] }
            let name = freeName(shape.table, key.columns, "fkey", table.foreignKeys.map(\.name))
            let change = Change.addForeignKey(key, name: name, table: shape.table)
            let hasIndex = table.indexes.contains { Array($0.columns.prefix(key.columns.count)) == key.columns }
            if hasIndex { return [change] }
            let index = ModelShape.Index(columns: key.columns, isUnique: false, method: .btree)
            return [change, addition(of: index, shape.table, table)]
        }
    }

    static func indexes(_ shape: ModelShape, _ table: TableInfo) -> [Change] {
        shape.indexes.filter { index in
            // A new column brings the index of its own along.
            if index.columns.count == 1, !table.columns.contains(where: { $0.name == index.columns[0] }) {
                return false
            }
            return !table.indexes.contains { live in
                live.columns == index.columns && (live.isUnique || !index.isUnique) && !live.isPartial
                    && live.definition.contains(" USING \(index.method.rawValue) ")
            }
        }.map { addition(of: $0, shape.table, table) }
    }

    static func addition(of index: ModelShape.Index, _ name: String, _ table: TableInfo) -> Change {
        let suffix = index.isUnique ? "key" : "idx"
        return .addIndex(
            index, name: freeName(name, index.columns, suffix, table.indexes.map(\.name)), table: name)
    }

    /// The name that PostgreSQL would choose, unless it is taken.
    static func freeName(_ table: String, _ columns: [String], _ suffix: String, _ taken: [String]) -> String {
        let usual = ([table] + columns).joined(separator: "_")
        for number in 0... {
            let end = "_\(suffix)\(number == 0 ? "" : "\(number)")"
            let name = String(decoding: usual.utf8.prefix(63 - end.utf8.count), as: UTF8.self) + end
            if !taken.contains(name) { return name }
        }
        return usual
    }
}

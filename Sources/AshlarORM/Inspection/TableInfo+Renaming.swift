extension ModelShape {
    /// Keys, timestamps and what the database computes are nil until a model is saved, but need not be in the database.
    func isFilledByItself(_ column: Column) -> Bool {
        keyNames.contains(column.name) || column.isComputed || ["created_at", "updated_at"].contains(column.name)
    }
}

extension ColumnInfo {
    func renamed(_ name: String) -> ColumnInfo {
        ColumnInfo(
            name: name, type: type, isNullable: isNullable, defaultValue: defaultValue, generation: generation,
            comment: comment, kind: kind, typeName: typeName)
    }
}

extension TableInfo {
    /// The table with other names of columns: the new ones by the old.
    func renamed(_ names: [String: String]) -> TableInfo {
        guard !names.isEmpty else { return self }
        return TableInfo(
            name: name, columns: columns.map { $0.renamed(names[$0.name] ?? $0.name) },
            key: key.map { names[$0] ?? $0 },
            foreignKeys: foreignKeys.map { key in
                ForeignKeyInfo(
                    name: key.name, columns: key.columns.map { names[$0] ?? $0 }, table: key.table,
                    targetColumns: key.targetColumns)
            },
            indexes: indexes.map { index in
                IndexInfo(
                    name: index.name, columns: index.columns.map { $0.map { names[$0] ?? $0 } },
                    isUnique: index.isUnique, isPrimary: index.isPrimary, isPartial: index.isPartial,
                    definition: index.definition)
            },
            checks: checks.map { check in
                CheckInfo(
                    name: check.name, columns: check.columns.map { names[$0] ?? $0 }, condition: check.condition)
            }, comment: comment)
    }
}

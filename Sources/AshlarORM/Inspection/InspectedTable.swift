/// A table, or a view, that gets a type of its own.
struct InspectedTable {
    let table: TableInfo
    /// The type's name.
    let type: String

    /// Whether no two rows can be equal in the columns.
    func isUnique(_ columns: [String]) -> Bool {
        let wanted = Set(columns)
        return Set(table.key) == wanted
            || table.indexes.contains { $0.isUnique && !$0.isPartial && Set($0.columns.map { $0 ?? "" }) == wanted }
    }

    func column(_ name: String) -> ColumnInfo? { table.columns.first { $0.name == name } }
}

/// Columns of one table that refer to a row of another.
struct InspectedReference {
    /// The columns, in the order of those there.
    let columns: [String]
    /// The other table.
    let target: InspectedTable
    /// The columns there, in the order in which the model declares them.
    let targetColumns: [String]
    /// Whether a row refers to nothing where one of the columns is NULL.
    let isOptional: Bool

    /// Whether they are one column that holds the other table's key, which `@BelongsTo` declares by itself.
    var isPlain: Bool { columns.count == 1 && isToKey }
    /// Whether they hold the other table's key.
    let isToKey: Bool

    init?(_ key: ForeignKeyInfo, of table: InspectedTable, in tables: [String: InspectedTable]) {
        guard let target = tables[key.table], target.isUnique(key.targetColumns) else { return nil }
        isToKey = Set(key.targetColumns) == Set(target.table.key)
        // A relation compares one column, or all of a key.
        guard isToKey || key.columns.count == 1 else { return nil }
        let pairs = Dictionary(zip(key.targetColumns, key.columns), uniquingKeysWith: { first, _ in first })
        // A model's key has its columns in the order of their declaration, whatever the index says.
        targetColumns =
            isToKey ? target.table.columns.map(\.name).filter(target.table.key.contains) : key.targetColumns
        columns = targetColumns.compactMap { pairs[$0] }
        guard columns.count == targetColumns.count else { return nil }
        self.target = target
        isOptional = columns.contains { table.column($0)?.isNullable == true }
    }
}

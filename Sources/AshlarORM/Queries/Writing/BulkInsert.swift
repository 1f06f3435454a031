import AshlarPostgres

/// The statements that insert many models, but for what follows behind the values.
struct BulkInsert<M: Model> {
    /// Bounds what one statement holds in memory.
    private static var rowsPerStatement: Int { 20_000 }
    private static var parametersPerStatement: Int { Int(UInt16.max) }

    let models: [M]
    /// Whether the key is inserted too, instead of being made by the database.
    let hasKey: Bool

    var statements: [SQL] {
        guard !models.isEmpty else { return [] }
        let statements = M._description.statements
        let columns = (hasKey ? statements.insertIndices : statements.insertWithoutKeyIndices)
            .map { M._description.columns[$0] }
        let names = columns.map(\.quotedName).joined(separator: ", ")
        let start = "INSERT INTO \(unsafe: M._description.quotedTable) (\(unsafe: names)) " as SQL
        guard !columns.isEmpty else {
            return pieces(Self.rowsPerStatement).map { piece in
                "INSERT INTO \(unsafe: M._description.quotedTable) SELECT FROM generate_series(1, \(piece.count))"
            }
        }
        if models.count == 1 { return [start + "VALUES " + Self.row(models[0], columns)] }
        if columns.allSatisfy({ $0.type.array != nil }), !leavesTimesToDefaults {
            return pieces(Self.rowsPerStatement).map { piece in
                Self.arrays(piece, columns).map { start + "SELECT * FROM unnest(" + $0 + ")" }
                    ?? start + Self.rows(piece, columns)
            }
        }
        return pieces(Swift.max(1, Self.parametersPerStatement / columns.count)).map { start + Self.rows($0, columns) }
    }

    /// Whether a row is to have a time that its model does not: the column's default, which no array can hold.
    private var leavesTimesToDefaults: Bool {
        !M.keepsTimestamps && models.contains { M._description.lacksTimestamp($0) }
    }

    private static func rows(_ models: ArraySlice<M>, _ columns: [ModelColumn<M>]) -> SQL {
        "VALUES " + models.map { row($0, columns) }.joined(separator: ", ")
    }

    private func pieces(_ size: Int) -> [ArraySlice<M>] {
        stride(from: 0, to: models.count, by: size).map { models[$0..<Swift.min($0 + size, models.count)] }
    }

    private static func row(_ model: M, _ columns: [ModelColumn<M>]) -> SQL {
        let values = columns.map { column -> SQL in
            let value = column.binding(model)
            let isDefault = value.bytes == nil && !M.keepsTimestamps && M._description.isTimestamp(column)
            return isDefault ? "DEFAULT" : SQL(binding: value)
        }
        return "(" + values.joined(separator: ", ") + ")"
    }

    /// One array for each column.
    private static func arrays(_ models: ArraySlice<M>, _ columns: [ModelColumn<M>]) -> SQL? {
        var arrays: [SQL] = []
        for column in columns {
            guard let array = PostgresBinding(arrayOf: models.map { column.binding($0) }) else { return nil }
            arrays.append(SQL(binding: array))
        }
        return arrays.joined(separator: ", ")
    }
}

import AshlarPostgres
import AshlarSupport

/// Inserts many models in one statement whose text does not depend on how many there are: one array for each column.
struct BulkInsert<M: Model> {
    let database: Database
    let file: String
    let line: Int

    private var columns: [ModelColumn<M>] { M._description.columns }

    /// The columns that an upsert writes where it is not told.
    static func updated(but conflict: [String]) -> [String] {
        let description = M._description
        return description.columns.indices.filter { index in
            let column = description.columns[index]
            return column.role != .generated && !description.keyIndices.contains(index) && column.member != "createdAt"
                && !conflict.contains(column.name)
        }.map { description.columns[$0].name }
    }

    /// Inserts the models.
    ///
    /// - Parameter clause: what stands in front of RETURNING.
    func run(_ models: [M], _ clause: SQL = SQL()) async throws -> [M] {
        let description = M._description
        let now = ModelClock.now()
        var prepared: [M] = []
        prepared.reserveCapacity(models.count)
        for model in models {
            var copy = try await model.prepared(on: database, file: file, line: line)
            copy._stamp(now, isNew: true)
            prepared.append(copy)
        }
        let isWithoutKey = prepared.allSatisfy { $0._key == nil }
        guard isWithoutKey || prepared.allSatisfy({ $0._key != nil }) else {
            throw MixedKeys(model: description.name, location: SourceLocation(file: file, line: line))
        }
        let statements = description.statements
        let indices = isWithoutKey ? statements.insertWithoutKeyIndices : statements.insertIndices
        let names = indices.map { columns[$0].quotedName }.joined(separator: ", ")
        var sql = "INSERT INTO \(unsafe: description.quotedTable) " as SQL
        if indices.isEmpty {
            sql.append("SELECT FROM generate_series(1, \(prepared.count))")
        } else if let arrays = arrays(prepared, indices) {
            sql.append("(\(unsafe: names)) SELECT \(unsafe: names) FROM unnest(\(arrays))")
            sql.append(" WITH ORDINALITY AS \"_rows\" (\(unsafe: names), \"_place\") ORDER BY \"_place\"")
        } else {
            let rows = database.sealing(for: M.self) {
                prepared.map { model in
                    "(" + indices.map { SQL(binding: columns[$0].binding(model)) }.joined(separator: ", ") + ")"
                }
            }
            sql.append("(\(unsafe: names)) VALUES " + rows.joined(separator: ", "))
        }
        sql.append(clause + SQL(unsafe: " RETURNING \(statements.columnList)"))
        let rows = try await database.run(sql, file: file, line: line)
        let batch = ModelBatch(rows: rows, of: M.self, database: database, file: file, line: line)
        return try batch.models(M.self, file: file, line: line)
    }

    /// Whether values of the column can be sent as one array: not those that are arrays themselves, nor those of types that
    /// only the server knows.
    private func isArrayable(_ column: ModelColumn<M>) -> Bool {
        column.type != .inferred && column.arrayType != .inferred && column.type.array == column.arrayType
    }

    /// One array for each column; nil where a column cannot be sent so, or a value not at all, which the driver then says.
    private func arrays(_ models: [M], _ indices: [Int]) -> SQL? {
        guard indices.allSatisfy({ isArrayable(columns[$0]) }) else { return nil }
        let values = database.sealing(for: M.self) {
            indices.map { index in models.map { columns[index].binding($0) } }
        }
        guard values.allSatisfy({ $0.allSatisfy { $0.failure == nil } }) else { return nil }
        return zip(values, indices).map { SQL(binding: array($0, columns[$1])) }.joined(separator: ", ")
    }

    private func array(_ values: [PostgresBinding], _ column: ModelColumn<M>) -> PostgresBinding {
        var bytes: [UInt8] = []
        bytes.appendInteger(Int32(values.isEmpty ? 0 : 1))
        bytes.appendInteger(Int32(values.contains { $0.isNull } ? 1 : 0))
        bytes.appendInteger(column.type.rawValue)
        bytes.appendInteger(Int32(truncatingIfNeeded: values.count))
        bytes.appendInteger(Int32(1))
        for value in values {
            guard let value = value.bytes else {
                bytes.appendInteger(Int32(-1))
                continue
            }
            bytes.appendInteger(Int32(truncatingIfNeeded: value.count))
            bytes += value
        }
        return PostgresBinding(type: column.arrayType, bytes: bytes)
    }
}

import AshlarPostgres

/// The statements that write a table between.
struct PivotWriter<Owner: Model, Related: Model>: Sendable {
    let owner: RelationKey
    let link: RelationLink
    let pivot: PivotLink
    let database: Database
    let file: String
    let line: Int

    private var keyTypes: [KeyType] { Related._description.keys.map { KeyType($0) } }

    /// The columns that say which owner is meant, and their values.
    private var own: [(column: String, value: PostgresBinding)] {
        let key = zip(zip(pivot.ownerColumns, link.keyTypes), owner.parts).map { ($0.0, $0.1.binding($1)) }
        guard let type = pivot.type else { return key }
        return key + [(type.column, PostgresBinding(type.value))]
    }

    private var isOwn: SQL {
        own.map { "\(unsafe: $0.column) = \($0.value)" as SQL }.joined(separator: " AND ")
    }

    private func arrays(_ keys: [Related.Key]) -> SQL {
        let parts = keys.map { key in key.keyBindings.compactMap { RelationKey([$0]) } }
        return keyTypes.enumerated().map { place, type in
            SQL(binding: type.binding(parts.compactMap { $0.indices.contains(place) ? $0[place] : nil }))
        }.joined(separator: ", ")
    }

    /// Inserts a row for each key.
    func insert(_ keys: [Related.Key], _ values: [Assignment]) async throws {
        guard !keys.isEmpty else { return }
        let names = pivot.relatedColumns.indices.map { "\"_key_\($0)\"" }.joined(separator: ", ")
        let now = PostgresBinding(ModelClock.now())
        let given = Set(values.map { SQL.identifier($0.column).description })
        let stamps = [pivot.createdAt, pivot.updatedAt].compactMap { $0 }.filter { !given.contains($0) }
        let columns =
            own.map(\.column) + pivot.relatedColumns + values.map { SQL.identifier($0.column).description } + stamps
        // A value in a select list has no column that would decide its type: what is NULL or of an unknown type is left to it.
        let list =
            own.map { SQL(binding: $0.value) } + [SQL(unsafe: names)] + values.map(\.value)
            + stamps.map { _ in SQL(binding: now) }
        let sql =
            "INSERT INTO \(unsafe: pivot.table) (\(unsafe: columns.joined(separator: ", "))) SELECT \(list.joined(separator: ", ")) FROM unnest(\(arrays(keys))) AS \"_keys\" (\(unsafe: names))"
            as SQL
        _ = try await database.run(sql, file: file, line: line)
    }

    /// Deletes the rows of some keys, or all of the owner's.
    func delete(_ keys: [Related.Key]?) async throws -> Int {
        var sql = "DELETE FROM \(unsafe: pivot.table) WHERE \(isOwn)" as SQL
        if let keys { sql.append(" AND " + isRelated(keys)) }
        return try await database.run(sql, file: file, line: line).affectedRows
    }

    /// Changes columns in the rows of some keys.
    func update(_ keys: [Related.Key], _ values: [Assignment]) async throws -> Int {
        guard !values.isEmpty else { return 0 }
        var list = values.map { "\(identifier: $0.column) = \($0.value)" as SQL }
        if let updatedAt = pivot.updatedAt,
            !values.contains(where: { SQL.identifier($0.column).description == updatedAt })
        {
            list.append("\(unsafe: updatedAt) = \(ModelClock.now())")
        }
        let sql =
            "UPDATE \(unsafe: pivot.table) SET \(list.joined(separator: ", ")) WHERE \(isOwn) AND \(isRelated(keys))"
            as SQL
        return try await database.run(sql, file: file, line: line).affectedRows
    }

    /// The keys that are attached, locked so that nobody else changes them meanwhile.
    func current() async throws -> [Related.Key] {
        let columns = pivot.relatedColumns.joined(separator: ", ")
        let rows = try await database.run(
            "SELECT \(unsafe: columns) FROM \(unsafe: pivot.table) WHERE \(isOwn) ORDER BY \(unsafe: columns) FOR UPDATE",
            file: file, line: line)
        var seen: Set<Related.Key> = []
        let places = Array(pivot.relatedColumns.indices)
        return try (0..<rows.count).map { try Related.Key(row: $0, columns: places, of: rows) }
            .filter { seen.insert($0).inserted }
    }

    private func isRelated(_ keys: [Related.Key]) -> SQL {
        let columns = pivot.relatedColumns.joined(separator: ", ")
        return pivot.relatedColumns.count == 1
            ? "\(unsafe: columns) = ANY(\(arrays(keys)))"
            : "(\(unsafe: columns)) IN (SELECT * FROM unnest(\(arrays(keys))))"
    }
}

extension Model {
    /// The row of the table between that this model came with, as the pivot's model.
    ///
    /// ```swift
    /// for tag in try await post.tags { print(try tag.pivot(Tagging.self).note) }
    /// ```
    ///
    /// - Throws: ``PivotNotLoaded`` for a model that was not read through a relation with that pivot.
    public func pivot<Pivot: Model>(_ type: Pivot.Type = Pivot.self) throws -> Pivot {
        let count = Pivot._description.columns.count
        guard let record = _record.stored, record.batch.rows.columns.count == record.batch.pivotOffset + count else {
            throw PivotNotLoaded(model: Self._description.name, pivot: Pivot._description.name)
        }
        return try Pivot(_row: ModelRow(record.row, of: record.batch, offset: record.batch.pivotOffset))
    }
}

extension ModelDescription {
    /// The condition that a row has one of some keys.
    func hasKey(in keys: [M.Key]) -> SQL { has(SQL(unsafe: keyExpression), in: keys) }

    /// The condition that a key is among some.
    ///
    /// - Parameters:
    ///   - expression: the key, its columns in parentheses where there are several.
    ///   - keys: the keys.
    func has(_ expression: SQL, in keys: [M.Key]) -> SQL {
        let types = self.keys.map { KeyType($0) }
        let parts = keys.map { key in key.keyBindings.compactMap { RelationKey([$0]) } }
        let arrays = types.enumerated().map { place, type in
            SQL(binding: type.binding(parts.compactMap { $0.indices.contains(place) ? $0[place] : nil }))
        }.joined(separator: ", ")
        return keyIndices.count == 1
            ? "\(expression) = ANY(\(arrays))"
            : "\(expression) IN (SELECT * FROM unnest(\(arrays)))"
    }
}

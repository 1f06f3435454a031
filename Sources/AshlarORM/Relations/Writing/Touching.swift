public import AshlarPostgres

extension Model {
    /// Sets `updatedAt` of the models that this one belongs to and touches, and of those that they touch.
    func touchParents(on database: Database, file: String, line: Int) async throws {
        for relation in Self._description.relations where relation.isTouching {
            try await relation.touch(from: self, on: database, file: file, line: line)
        }
    }
}

extension ModelDescription {
    /// Whether writing the model sets the time of others.
    var hasParentsToTouch: Bool { relations.contains { $0.isTouching } }
}

extension Relation {
    /// Sets the time of the last change of the model on the other side.
    public func touch(from owner: any Model, on database: Database, file: String, line: Int) async throws {
        let description = Related._description
        let link = try link(file: file, line: line)
        guard let owner = owner as? Owner, let key = key(of: owner, link),
            let updatedAt = description.columnIndex(ofMember: "updatedAt")
        else { return }
        let belongs = RelatedSelect(link: link, query: Query<Related>()).belongs(to: key)
        var sql =
            "UPDATE \(unsafe: description.quotedTable) SET \(unsafe: description.columns[updatedAt].quotedName) = \(ModelClock.now()) WHERE \(belongs.sql)"
            as SQL
        guard description.hasParentsToTouch else {
            _ = try await database.run(sql, file: file, line: line)
            return
        }
        sql.append("\(unsafe: " RETURNING \(description.statements.columnList)")")
        let rows = try await database.run(sql, file: file, line: line)
        let batch = ModelBatch(rows: rows, of: Related.self, database: database, file: file, line: line)
        for parent in try batch.models(Related.self, file: file, line: line) {
            try await parent.touchParents(on: database, file: file, line: line)
        }
    }
}

import AshlarPostgres

/// Tables between models, which no model has.
extension ModelShape {
    /// The tables between of the models' many-to-many relations, each once; those that have a model are its affair.
    static func between(_ models: [any Model.Type], _ shapes: [ModelShape]) -> [ModelShape] {
        var known = Set(shapes.map(\.table))
        return models.flatMap { relations(of: $0) }.compactMap { relation in
            guard let shape = (relation as? any BetweenRelation)?.shapeBetween(), known.insert(shape.table).inserted
            else {
                return nil
            }
            return shape
        }
    }

    private static func relations<M: Model>(of model: M.Type) -> [any ModelRelation] { M._description.relations }
}

/// A relation that may be over a table without a model.
protocol BetweenRelation {
    /// The table between, if there is one that no model has.
    func shapeBetween() -> ModelShape?
}

extension Relation: BetweenRelation {
    func shapeBetween() -> ModelShape? {
        guard case .many(let options) = kind, options.model == nil,
            let pivot = try? link(file: #fileID, line: #line).pivot
        else { return nil }
        let isOwnerMorph = if case .owner = options.morph { true } else { false }
        let isRelatedMorph = if case .related = options.morph { true } else { false }
        let owner = Side(Owner.self, pivot.ownerColumns, isMorph: isOwnerMorph)
        let related = Side(Related.self, pivot.relatedColumns, isMorph: isRelatedMorph)
        let table = Self.unquoted(pivot.table)
        guard let type = pivot.type.map({ Self.unquoted($0.column) }) else {
            // The same for both directions.
            let sides = [owner, related].sorted { ($0.names.first ?? "") < ($1.names.first ?? "") }
            return ModelShape(between: table, sides[0], sides[1], type: nil)
        }
        return ModelShape(
            between: table, isOwnerMorph ? related : owner, isOwnerMorph ? owner : related, type: type)
    }

    fileprivate static func unquoted(_ name: String) -> String { SQL.unquoted(SQL(unsafe: name)) }
}

extension MorphToRelation: MorphToMembers {}

/// A relation to a model of one of several kinds, by the properties that say which.
protocol MorphToMembers {
    /// The property that holds the kind.
    var typeMember: String { get }
    /// The property that holds the key.
    var keyMember: String { get }
}

/// The columns of a table between that lead to one side.
private struct Side {
    let names: [String]
    var columns: [ModelShape.Column]
    /// What refers to a key of several columns.
    var foreignKey: ModelShape.ForeignKey?

    init<M: Model>(_ model: M.Type, _ quoted: [String], isMorph: Bool) {
        let shape = ModelShape(model)
        let names = quoted.map { SQL.unquoted(SQL(unsafe: $0)) }
        self.names = names
        columns = zip(names, shape.keys).map { name, key in
            ModelShape.Column(
                name: name, isNullable: false, type: key.type, isComputed: false,
                reference: isMorph || names.count > 1 ? nil : (shape.table, key.name), declared: key.declared,
                index: nil, initial: nil, enumType: key.enumType, texts: nil)
        }
        if !isMorph, names.count > 1 {
            foreignKey = ModelShape.ForeignKey(columns: names, table: shape.table, targetColumns: shape.keyNames)
        }
    }
}

extension ModelShape {
    /// A table that says which rows of two others belong together: no two of its rows say the same.
    fileprivate init(between table: String, _ first: Side, _ second: Side, type: String?) {
        let kind = type.map {
            Column(
                name: $0, isNullable: false, type: .text, isComputed: false, declared: nil, index: nil, initial: nil,
                enumType: nil, texts: nil)
        }
        // The key's own index finds the rows of the first side.
        let columns = first.columns.map { column in
            var column = column
            column.isLedByKey = true
            return column
        }
        self.init(
            name: table, table: table, columns: columns + [kind].compactMap { $0 } + second.columns,
            keyNames: first.names + [type].compactMap { $0 } + second.names,
            indexes: type.map { [Index(columns: [$0] + second.names, isUnique: false, method: .btree)] } ?? [],
            foreignKeys: [first.foreignKey, second.foreignKey].compactMap { $0 }, isBetween: true)
    }
}

import AshlarPostgres
import AshlarSupport

/// Works out how a relation's rows are found: names that were left out, and the places of columns.
struct RelationResolver<Owner: Model, Related: Model> {
    let name: String
    let location: SourceLocation?

    private var owner: ModelDescription<Owner> { Owner._description }
    private var related: ModelDescription<Related> { Related._description }

    func resolve(_ kind: RelationKind) throws -> RelationLink {
        switch kind {
        case .belongsTo(let foreignKeys, let ownerKey): try belongsTo(foreignKeys, ownerKey)
        case .has(let foreignKeys, let localKey, let pick): try has(foreignKeys, localKey, pick)
        case .morph(let morph, let pick): try self.morph(morph, pick)
        case .many(let options): try many(options)
        case .through(let model, let first, let second): try through(model, first, second)
        }
    }

    // MARK: Kinds

    private func belongsTo(_ foreignKeys: [String], _ ownerKey: String?) throws -> RelationLink {
        let own = try foreignKeys.map { try place(of: $0, in: owner) }
        let targets = try ownerKey.map { [try place(of: $0, in: related)] } ?? related.keyIndices
        guard own.count == targets.count else {
            throw misconfigured(
                "\(related.name) has a key of \(targets.count) columns, and \(own.count) hold it",
                "Name them in the order of the key: @BelongsTo(foreignKeys: [\"...\", \"...\"]).")
        }
        return link(own, targets: targets)
    }

    private func has(_ foreignKeys: [String], _ localKey: String?, _ pick: RelationPick?) throws -> RelationLink {
        let own = try localKey.map { [try place(of: $0, in: owner)] } ?? owner.keyIndices
        let targets = try foreignKeyIndices(of: Owner.self, in: related, named: foreignKeys)
        guard own.count == targets.count else {
            throw misconfigured(
                "\(owner.name) has a key of \(own.count) columns, and \(targets.count) of \(related.name) hold it",
                "Name them in the order of the key: (foreignKeys: [\"...\", \"...\"]).")
        }
        var link = link(own, targets: targets)
        link.orderings = related.keys.map(\.qualifiedName)
        link.pick = try pick.map(order)
        return link
    }

    private func morph(_ morph: String?, _ pick: RelationPick?) throws -> RelationLink {
        let places = try morphColumns(named: morph)
        var link = link(owner.keyIndices, targets: [places.key])
        link.condition = "\(unsafe: related.columns[places.type].qualifiedName) = \(owner.morphName)"
        link.orderings = related.keys.map(\.qualifiedName)
        link.pick = try pick.map(order)
        return link
    }

    private func many(_ options: PivotOptions) throws -> RelationLink {
        let pivot = PivotShape(options.model)
        let names = [CaseConversion.snake(owner.name), CaseConversion.snake(related.name)]
        let table = options.table ?? pivot?.table ?? usualPivot(options, names)
        let quoted = SQL.identifier(table).description
        let ownName: String
        let otherName: String
        var type: (column: String, value: String)?
        switch options.morph {
        case nil:
            ownName = options.foreignKey ?? pivot?.foreignKey(Owner.self) ?? names[0] + "_id"
            otherName = options.relatedKey ?? pivot?.foreignKey(Related.self) ?? names[1] + "_id"
        case .owner(let morph):
            let base = CaseConversion.snake(morph)
            ownName = options.foreignKey ?? base + "_id"
            otherName = options.relatedKey ?? names[1] + "_id"
            type = (SQL.identifier(base + "_type").description, owner.morphName)
        case .related(let morph):
            let base = CaseConversion.snake(morph)
            ownName = options.foreignKey ?? names[0] + "_id"
            otherName = options.relatedKey ?? base + "_id"
            type = (SQL.identifier(base + "_type").description, related.morphName)
        }
        guard ownName != otherName else {
            throw misconfigured(
                "both sides of \"\(table)\" would be the column \"\(ownName)\"",
                "Name them: (foreignKey: \"...\", relatedKey: \"...\").")
        }
        let own = columns(ownName, of: owner.keyIndices.map { owner.columns[$0].name })
        let other = columns(otherName, of: related.keyIndices.map { related.columns[$0].name })
        let condition = zip(other, related.keys).map { "\(quoted).\($0) = \($1.qualifiedName)" }
        var link = RelationLink(
            ownerColumns: owner.keyIndices, keyTypes: owner.keys.map { KeyType($0) },
            targets: own.map { "\(quoted).\($0)" }, targetIndices: nil, tables: [related.table, table])
        let scope = pivot?.scope
        link.join = {
            var sql = SQL(unsafe: " JOIN \(pivot?.source ?? quoted) ON \(condition.joined(separator: " AND "))")
            if let scope = scope?() { sql.append(" AND " + scope) }
            return sql
        }
        link.condition = type.map { "\(unsafe: "\(quoted).\($0.column)") = \($0.value)" }
        link.orderings = related.keys.map(\.qualifiedName)
        link.pivot = PivotLink(
            table: pivot?.name ?? quoted, ownerColumns: own, relatedColumns: other, type: type,
            columns: pivot?.columns ?? [], createdAt: pivot?.createdAt, updatedAt: pivot?.updatedAt)
        return link
    }

    private func through(
        _ model: any Model.Type, _ firstKey: String?, _ secondKey: String?
    ) throws -> RelationLink { try through(opened: model, firstKey, secondKey) }

    private func through<Through: Model>(
        opened model: Through.Type, _ firstKey: String?, _ secondKey: String?
    ) throws -> RelationLink {
        let between = Through._description
        let first = try foreignKeyIndices(of: Owner.self, in: between, named: firstKey.map { [$0] } ?? [])
        let second = try foreignKeyIndices(of: Through.self, in: related, named: secondKey.map { [$0] } ?? [])
        guard first.count == owner.keyIndices.count, second.count == between.keyIndices.count else {
            throw misconfigured(
                "the keys of \(owner.name) and \(between.name) have other numbers of columns than what holds them",
                "Declare the relations between the three models one by one.")
        }
        let isSameTable = between.table == related.table
        let alias = isSameTable ? SQL.identifier(between.table + "_through").description : between.quotedName
        let condition = zip(between.keys, second).map {
            "\(alias).\($0.quotedName) = \(related.columns[$1].qualifiedName)"
        }
        .joined(separator: " AND ")
        var link = RelationLink(
            ownerColumns: owner.keyIndices, keyTypes: owner.keys.map { KeyType($0) },
            targets: first.map { "\(alias).\(between.columns[$0].quotedName)" }, targetIndices: nil,
            tables: [related.table, between.table])
        link.join = {
            let scope = QueryScoping().condition(for: Through.self)
            guard isSameTable else {
                var sql = SQL(unsafe: " JOIN \(between.quotedTable) ON \(condition)")
                if let scope { sql.append(" AND (" + scope.sql + ")") }
                return sql
            }
            let rows = scope.map { " WHERE " + $0.sql } ?? SQL()
            return
                " JOIN (SELECT * FROM \(unsafe: between.quotedTable)\(rows)) AS \(unsafe: alias) ON \(unsafe: condition)"
        }
        link.orderings = related.keys.map(\.qualifiedName)
        return link
    }

    // MARK: Names

    private func link(_ own: [Int], targets: [Int]) -> RelationLink {
        RelationLink(
            ownerColumns: own, keyTypes: own.map { KeyType(owner.columns[$0]) },
            targets: targets.map { related.columns[$0].qualifiedName }, targetIndices: targets,
            tables: [related.table])
    }

    private func usualPivot(_ options: PivotOptions, _ names: [String]) -> String {
        switch options.morph {
        case nil: names.sorted().joined(separator: "_")
        case .owner(let morph), .related(let morph): Inflector.tableName(forModel: morph)
        }
    }

    /// The columns of a pivot that hold a key: the one named, or for a key of several columns its columns behind the model's
    /// name.
    private func columns(_ name: String, of key: [String]) -> [String] {
        guard key.count > 1 else { return [SQL.identifier(name).description] }
        let base = name.hasSuffix("_id") ? String(name.dropLast(3)) : name
        return key.map { SQL.identifier("\(base)_\($0)").description }
    }

    private func place<M: Model>(of member: String, in model: ModelDescription<M>) throws -> Int {
        if let index = model.columnIndex(ofMember: member) ?? model.columnIndex(named: member) { return index }
        throw missing(member, in: model)
    }

    /// The columns that hold a model's key: those named, the usual one, or those by which the other model points back.
    private func foreignKeyIndices<Target: Model, M: Model>(
        of target: Target.Type, in model: ModelDescription<M>, named names: [String]
    ) throws -> [Int] {
        guard names.isEmpty else { return try names.map { try place(of: $0, in: model) } }
        let usual = CaseConversion.snake(Target._description.name) + "_id"
        if Target._description.keyIndices.count == 1, let index = model.columnIndex(named: usual) { return [index] }
        let pointingBack = model.relations.map { $0.foreignKeyMembers(pointingTo: Target.self) }.filter { !$0.isEmpty }
        if pointingBack.count == 1, let members = pointingBack.first {
            return try members.map { try place(of: $0, in: model) }
        }
        throw missing(usual, in: model)
    }

    /// The places of the columns with the type and key of the model that the related one belongs to.
    func morphColumns(named morph: String?) throws -> (type: Int, key: Int) {
        let candidates = related.relations.filter { morph == nil || $0.name == morph }
            .compactMap { $0.morphMembers(pointingTo: Owner.self) }
        if candidates.count == 1, let members = candidates.first {
            return (try place(of: members.type, in: related), try place(of: members.key, in: related))
        }
        throw misconfigured(
            candidates.isEmpty
                ? "\(related.name) has no @MorphTo\(morph.map { " \"\($0)\"" } ?? "") that can be a \(owner.name)"
                : "\(related.name) has several @MorphTo that can be a \(owner.name)",
            candidates.isEmpty
                ? "Declare one in \(related.name), and a case for \(owner.name) in its @Polymorphic enum."
                : "Name the one that is meant: (name: \"...\").")
    }

    private func order(_ pick: RelationPick) throws -> String {
        let keys = related.keys.map(\.qualifiedName)
        let created = related.columnIndex(ofMember: "createdAt").map { [related.columns[$0].qualifiedName] } ?? []
        switch pick {
        case .latest: return (created + keys).map { $0 + " DESC" }.joined(separator: ", ")
        case .oldest: return (created + keys).map { $0 + " ASC" }.joined(separator: ", ")
        case .max(let member):
            let column = related.columns[try place(of: member, in: related)].qualifiedName
            return ([column + " DESC NULLS LAST"] + keys.map { $0 + " DESC" }).joined(separator: ", ")
        case .min(let member):
            let column = related.columns[try place(of: member, in: related)].qualifiedName
            return ([column + " ASC NULLS LAST"] + keys.map { $0 + " ASC" }).joined(separator: ", ")
        }
    }

    // MARK: Mistakes

    private func missing<M: Model>(_ column: String, in model: ModelDescription<M>) -> RelationMisconfigured {
        RelationMisconfigured(
            model: owner.name, relation: name, related: model.name, column: column,
            candidates: model.columns.map(\.name), location: location)
    }

    private func misconfigured(_ problem: String, _ advice: String) -> RelationMisconfigured {
        RelationMisconfigured(
            model: owner.name, relation: name, problem: problem, advice: advice, location: location)
    }
}

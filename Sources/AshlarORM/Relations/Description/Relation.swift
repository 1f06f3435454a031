public import AshlarPostgres
import AshlarSupport
import Synchronization

/// The description of a relation: how the models on the other side are found. `@Model` writes it.
public struct Relation<Owner: Model, Related: Model>: JoinableRelation {
    /// The property's name.
    public let name: String
    /// Whether saving or deleting the owner sets the time of the last change of the model on the other side.
    public let isTouching: Bool
    /// The related model.
    public var relatedType: Any.Type? { Related.self }
    let index: Int
    let kind: RelationKind
    /// What stands for a model that is not there.
    let substitute: (@Sendable () -> Related)?
    private let resolved = ResolvedLink()

    private init(
        _ name: String, _ index: Int, _ kind: RelationKind, isTouching: Bool = false,
        substitute: (@Sendable () -> Related)? = nil
    ) {
        self.name = name
        self.index = index
        self.kind = kind
        self.isTouching = isTouching
        self.substitute = substitute
    }

    /// A relation to the model whose key this one holds.
    ///
    /// - Parameters:
    ///   - name: the property's name.
    ///   - index: its place among the model's relations.
    ///   - foreignKeys: the properties that hold the key.
    ///   - ownerKey: the property on the other side that they equal, if it is not the key.
    ///   - touches: whether writing this model sets the other's `updatedAt`.
    ///   - substitute: what stands for a model that is not there.
    public static func belongsTo(
        _ name: String, _ index: Int, foreignKeys: [String], ownerKey: String? = nil, touches: Bool = false,
        default substitute: (@Sendable () -> Related)? = nil
    ) -> Relation {
        Relation(
            name, index, .belongsTo(foreignKeys: foreignKeys, ownerKey: ownerKey), isTouching: touches,
            substitute: substitute)
    }

    /// A relation to the models that hold this one's key, or to one of them.
    ///
    /// - Parameters:
    ///   - name: the property's name.
    ///   - index: its place among the model's relations.
    ///   - foreignKeys: the columns of the other table that hold the key, if they are not the usual one.
    ///   - localKey: the property on this side that they equal, if it is not the key.
    ///   - pick: which one is meant, where several are there and one is.
    ///   - substitute: what stands for a model that is not there.
    public static func has(
        _ name: String, _ index: Int, foreignKeys: [String] = [], localKey: String? = nil, pick: RelationPick? = nil,
        default substitute: (@Sendable () -> Related)? = nil
    ) -> Relation {
        Relation(
            name, index, .has(foreignKeys: foreignKeys, localKey: localKey, pick: pick), substitute: substitute)
    }

    /// A relation to the models that hold this one's type and key.
    ///
    /// - Parameters:
    ///   - name: the property's name.
    ///   - index: its place among the model's relations.
    ///   - morph: the name of the polymorphic relation on the other side, if there are several that lead here.
    ///   - pick: which one is meant, where several are there and one is.
    ///   - substitute: what stands for a model that is not there.
    public static func morph(
        _ name: String, _ index: Int, name morph: String? = nil, pick: RelationPick? = nil,
        default substitute: (@Sendable () -> Related)? = nil
    ) -> Relation {
        Relation(name, index, .morph(name: morph, pick: pick), substitute: substitute)
    }

    /// A relation over a table that holds the keys of both sides.
    ///
    /// - Parameters:
    ///   - name: the property's name.
    ///   - index: its place among the model's relations.
    ///   - table: the table, if it is not both models' names in alphabetical order: `post_tag`.
    ///   - pivot: the model of the table, if it has one.
    ///   - foreignKey: the column with this model's key, if it is not the usual one.
    ///   - relatedKey: the column with the other model's key, if it is not the usual one.
    ///   - morph: the name that the columns of a polymorphic side begin with, if this model's side is polymorphic.
    ///   - morphed: the same, if the other model's side is polymorphic.
    public static func many(
        _ name: String, _ index: Int, table: String? = nil, pivot: (any Model.Type)? = nil, foreignKey: String? = nil,
        relatedKey: String? = nil, morph: String? = nil, morphed: String? = nil
    ) -> Relation {
        Relation(
            name, index,
            .many(
                PivotOptions(
                    table: table, model: pivot, foreignKey: foreignKey, relatedKey: relatedKey,
                    morph: morph.map { .owner($0) } ?? morphed.map { .related($0) })))
    }

    /// A relation over a model that belongs to this one and that the others belong to.
    ///
    /// - Parameters:
    ///   - name: the property's name.
    ///   - index: its place among the model's relations.
    ///   - model: the model between.
    ///   - firstKey: its column with this model's key, if it is not the usual one.
    ///   - secondKey: the column of the models on the other side with its key, if it is not the usual one.
    public static func through(
        _ name: String, _ index: Int, _ model: any Model.Type, firstKey: String? = nil, secondKey: String? = nil
    ) -> Relation {
        Relation(name, index, .through(model, firstKey: firstKey, secondKey: secondKey))
    }

    /// How the rows are found; worked out by the first use, since models refer to each other.
    ///
    /// - Throws: ``RelationMisconfigured``.
    func link(file: String, line: Int) throws -> RelationLink {
        if let link = resolved.link.withLock({ $0 }) { return link }
        let link = try RelationResolver<Owner, Related>(name: name, location: SourceLocation(file: file, line: line))
            .resolve(kind)
        resolved.link.withLock { $0 = link }
        return link
    }

    /// Whether the key is on this side.
    var isBelongsTo: Bool { if case .belongsTo = kind { true } else { false } }

    /// The property of the other side that the foreign key equals, where it is not the key.
    public var ownerKeyMember: String? {
        if case .belongsTo(_, let ownerKey) = kind { ownerKey } else { nil }
    }

    /// The foreign key's properties on this side, if they are here, and the other side is a given model.
    public func foreignKeyMembers(pointingTo model: any Model.Type) -> [String] {
        guard model == Related.self, case .belongsTo(let foreignKeys, _) = kind else { return [] }
        return foreignKeys
    }

    /// The condition under which a row of the other table belongs to a row of this one, for a join.
    ///
    /// - Parameters:
    ///   - owner: the quoted name of this model's rows in the statement.
    ///   - related: the quoted name of the other model's rows.
    /// - Throws: ``RelationMisconfigured``.
    public func joinCondition(from owner: SQL, to related: SQL) throws -> SQL {
        let link = try link(file: #fileID, line: #line)
        guard let indices = link.targetIndices, link.pick == nil else {
            // Scopes are up to the rows outside, but for a relation that picks one among those that are meant.
            var query = Query<Related>()
            if link.pick == nil { query._select.scoping = .none }
            let own = link.ownerColumns.map { owner + "." + SQL(unsafe: Owner._description.columns[$0].quotedName) }
            return RelatedSelect(link: link, query: query).contains(related, of: own, named: SQL.unquoted(owner))
        }
        var parts = zip(link.ownerColumns, indices).map { own, other -> SQL in
            let column = Owner._description.columns[own].quotedName
            let target = Related._description.columns[other].quotedName
            return "\(related).\(unsafe: target) = \(owner).\(unsafe: column)"
        }
        if case .morph(let morph, _) = kind {
            let type = try RelationResolver<Owner, Related>(name: name, location: nil).morphColumns(named: morph).type
            let column = Related._description.columns[type].quotedName
            parts.append("\(related).\(unsafe: column) = \(Owner._description.morphName)")
        }
        return parts.joined(separator: " AND ")
    }

    /// Whether there may be no row on the other side.
    public var mayBeAbsent: Bool {
        guard isBelongsTo, let link = try? link(file: #fileID, line: #line) else { return true }
        return link.ownerColumns.contains { Owner._description.columns[$0].isNullable }
    }
}

/// A place for what is worked out once.
private final class ResolvedLink: Sendable {
    let link = Mutex<RelationLink?>(nil)
}

import AshlarPostgres
public import AshlarSupport

/// One model of several kinds: what a `@MorphTo` leads to. `@Polymorphic` writes the conformance for an enum with a case for
/// each kind.
///
/// ```swift
/// @Polymorphic
/// enum Commentable {
///     case post(Post)
///     case video(Video)
/// }
/// ```
///
/// It is the registry of the kinds: a row with a type that none of them has is refused with ``UnknownMorphType``.
public protocol PolymorphicModel: MemberReadable, MemberIdentified, Encodable {
    /// The type of all the models' primary keys.
    associatedtype Key: ModelKey
    /// The kinds, as `with` and `has` name them.
    associatedtype Relations: ModelRelations

    /// The kinds.
    static var _cases: [MorphCase<Self>] { get }
    /// The model, whatever its kind.
    var _model: any Model { get }
}

extension PolymorphicModel {
    /// A model's members differ from kind to kind.
    public static var memberNames: [String] { [] }

    /// The member of the model that it is.
    public func member(named name: String) throws -> any Sendable { try _model.member(named: name) }

    /// No member: the kinds' members have no places in common.
    public func member(at place: Int) throws -> any Sendable { throw MemberError.unknown }

    /// That of the model that it is.
    public var memberIdentity: MemberIdentity? { _model.memberIdentity }

    /// The JSON of the model that it is.
    public func encode(to encoder: any Encoder) throws { try _model.encode(to: encoder) }
}

/// One kind of a ``PolymorphicModel``.
public struct MorphCase<Target: PolymorphicModel>: Sendable {
    let model: any Model.Type
    /// What stands for the model in the type column.
    let type: @Sendable () -> String
    /// Reads the models with some keys.
    let read: @Sendable (_ keys: [RelationKey], _ from: MorphSource) async throws -> Found

    /// What was read.
    struct Found: Sendable {
        var values: [RelationKey: Target] = [:]
        var batch: ModelBatch
    }

    /// A kind. `@Polymorphic` writes the calls.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - wrap: makes the enum's case of it.
    public init<M: Model>(_ model: M.Type, _ wrap: @escaping @Sendable (M) -> Target) where M.Key == Target.Key {
        self.model = model
        type = { M._description.morphName }
        read = { keys, source in
            let description = M._description
            let types = description.keys.map { KeyType($0) }
            let link = RelationLink(
                ownerColumns: [], keyTypes: types, targets: description.keys.map(\.qualifiedName),
                targetIndices: description.keyIndices, tables: [])
            let select = RelatedSelect(link: link, query: source.constraint.query(for: M.self))
            let (sql, columns, _) = select.rows(of: keys)
            let rows = try await source.database.run(sql, file: source.file, line: source.line)
            let batch = ModelBatch(
                rows: rows, of: M.self, database: source.database, origin: source.origin, file: source.file,
                line: source.line)
            var found = Found(batch: batch)
            let models = try batch.models(M.self, file: source.file, line: source.line)
            try await batch.tellRetrieved(models)
            for (row, model) in models.enumerated() {
                if let key = RelationKey(rows, row: row, columns: columns) { found.values[key] = wrap(model) }
            }
            return found
        }
    }
}

/// Where the models of a polymorphic relation are read from.
struct MorphSource: Sendable {
    let database: Database
    let constraint: RelationConstraint
    let origin: BatchOrigin
    let file: String
    let line: Int
}

/// One kind of model on the way over a polymorphic relation: `$0.commentable.post`.
protocol MorphCaseRelation: ModelRelation {
    var model: any Model.Type { get }
    /// The condition that the row which a polymorphic relation leads to is of this kind and meets what else is asked.
    func condition(key: String, _ steps: ArraySlice<RelationStep>) throws -> Condition
}

/// The step to one kind of model. `@Polymorphic` writes it.
public struct MorphCaseStep<M: Model>: MorphCaseRelation {
    /// The case's name.
    public let name: String

    /// The step.
    public init(_ name: String) { self.name = name }

    var model: any Model.Type { M.self }

    /// The step before has loaded all kinds.
    public func load(
        into batch: ModelBatch, _ constraint: RelationConstraint, file: String, line: Int
    ) async throws -> [ModelBatch] { batch.model == M.self ? [batch] : [] }

    func condition(key: String, _ steps: ArraySlice<RelationStep>) throws -> Condition {
        var query = steps.first?.query as? Query<M> ?? Query()
        let rest = steps.dropFirst()
        if let next = rest.first { query = query.and(try next.relation.condition(rest, nil)) }
        let description = M._description
        query = query.and(Condition("\(unsafe: description.key.qualifiedName) = \(unsafe: key)"))
        return Condition("EXISTS (\(query.rowSQL))")
    }

    /// A kind alone has no row that could be asked.
    public func condition(_ steps: ArraySlice<RelationStep>, _ count: RelationCount?) throws -> Condition {
        throw misplaced
    }

    /// A kind alone has nothing to count.
    public func load<Result>(
        _ aggregate: RelationAggregate<Result>, into batch: ModelBatch, file: String, line: Int
    ) async throws { throw misplaced }

    /// A kind alone has nothing to count.
    public func value<Result>(
        of aggregate: RelationAggregate<Result>, for owner: any Model, file: String, line: Int
    ) async throws -> Result { throw misplaced }

    private var misplaced: RelationMisconfigured {
        RelationMisconfigured(
            model: M._description.name, relation: name, problem: "a kind of model is no relation of its own",
            advice: "Name the polymorphic relation before it: $0.commentable.\(name).")
    }
}

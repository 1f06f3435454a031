import AshlarPostgres

/// A relation of one model, to ask for its related models and to change them: `post.$comments`.
public protocol RelatedHandle<Related>: Sendable {
    /// The model on the other side.
    associatedtype Related: Model

    /// A query for the related models, to be narrowed.
    var query: Query<Related> { get }
}

extension RelatedHandle {
    /// The related models that meet a condition: `post.$comments.where { $0.isApproved == true }`.
    public func `where`(_ condition: (Related.Fields) -> Condition) -> Query<Related> { query.where(condition) }

    /// The related models in an order.
    public func order(_ ordering: (Related.Fields) -> Ordering) -> Query<Related> { query.order(ordering) }

    /// A query for the related models that loads a relation of theirs.
    public func with(_ relation: (Related.Relations) -> any EagerLoad) -> Query<Related> { query.with(relation) }

    /// All related models, read again.
    public func all(file: String = #fileID, line: Int = #line) async throws -> [Related] {
        try await query.all(file: file, line: line)
    }

    /// The related model with a key.
    ///
    /// - Throws: ``ModelNotFound`` (a 404 to an HTTP client) if it is none of them.
    public func find(_ key: Related.Key, file: String = #fileID, line: Int = #line) async throws -> Related {
        try await query.find(key, file: file, line: line)
    }

    /// How many related models there are.
    public func count(file: String = #fileID, line: Int = #line) async throws -> Int {
        try await query.count(file: file, line: line)
    }

    /// Whether there is a related model.
    public func exists(file: String = #fileID, line: Int = #line) async throws -> Bool {
        try await query.exists(file: file, line: line)
    }
}

/// A relation that is read only: over a model between.
public struct ReadHandle<Owner: Model, Related: Model>: RelatedHandle {
    private let base: HandleBase<Owner, Related>

    /// The handle of a relation. `@Model` writes the call.
    public init(_ owner: Owner, _ relation: Relation<Owner, Related>) { base = HandleBase(owner, relation) }

    /// A query for the related models, to be narrowed.
    public var query: Query<Related> { base.query }
}

/// What all handles share: the owner, the relation, and the way to the rows.
struct HandleBase<Owner: Model, Related: Model>: Sendable {
    var owner: Owner
    let relation: Relation<Owner, Related>

    init(_ owner: Owner, _ relation: Relation<Owner, Related>) {
        self.owner = owner
        self.relation = relation
    }

    /// The rows that belong to the owner; none for one without a key.
    var query: Query<Related> {
        let query = Query<Related>(database: owner._record.stored?.batch.database)
        do {
            let link = try relation.link(file: #fileID, line: #line)
            guard let key = relation.key(of: owner, link) else { return query.and(Condition("FALSE")) }
            return query.and(RelatedSelect(link: link, query: Query<Related>()).belongs(to: key))
        } catch {
            return query.changed { $0.failure = error }
        }
    }

    /// The owner's key, for what is written.
    ///
    /// - Throws: ``ModelNotSaved``.
    func key(_ link: RelationLink, file: String, line: Int) throws -> RelationKey {
        if let key = relation.key(of: owner, link) { return key }
        _ = try owner.requireID(file: file, line: line)
        _ = try owner.requireRow(file: file, line: line)
        throw ModelNotSaved(model: Owner._description.name)
    }

    /// Has what was loaded of the relation read again, since it was written.
    func forget() {
        guard let batch = owner._record.stored?.batch, let link = try? relation.link(file: #fileID, line: #line),
            let key = relation.key(of: owner, link)
        else { return }
        relation.cache(of: batch).forget(key)
        batch.forgetAggregates(of: Owner.self)
    }
}

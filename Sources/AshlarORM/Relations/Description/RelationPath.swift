/// The way from a model over one relation or several: `comments`, then `author`.
public struct RelationPath: Sendable {
    var steps: [RelationStep]

    /// The way that stays where it is.
    init(steps: [RelationStep] = []) { self.steps = steps }

    /// One relation further.
    public func appending(_ relation: any ModelRelation) -> RelationPath {
        RelationPath(steps: steps + [RelationStep(relation: relation)])
    }

    /// `comments.author`
    var text: String { steps.map(\.relation.name).joined(separator: ".") }
}

/// One relation of a way, and which of the related models are meant.
public struct RelationStep: Sendable {
    let relation: any ModelRelation
    /// A `Query` for the related model.
    var query: (any Sendable)?
}

/// What a query loads together with its models: `$0.author`, `$0.comments.count`.
public protocol EagerLoad: Sendable {
    /// Loads it for all models of a batch.
    func _load(into batch: ModelBatch, file: String, line: Int) async throws
}

extension RelationPath: EagerLoad {
    /// Loads every step, each in one statement for the whole batch.
    public func _load(into batch: ModelBatch, file: String, line: Int) async throws {
        var batches = [batch]
        for (index, step) in steps.enumerated() {
            var constraint = RelationConstraint(query: step.query)
            // What is asked of one kind of model belongs to the step before it, which loads them.
            if let next = steps.dropFirst(index + 1).first, next.relation is any MorphCaseRelation {
                constraint.caseQuery = next.query
            }
            var next: [ModelBatch] = []
            for batch in batches {
                next += try await step.relation.load(into: batch, constraint, file: file, line: line)
            }
            batches = next
        }
    }
}

/// The relations of a model, or of the models of a polymorphic relation, as `with` names them.
public protocol ModelRelations: EagerLoad {
    /// The way that led here.
    var _path: RelationPath { get }
    /// The relations at the end of a way.
    init(_path: RelationPath)
}

extension ModelRelations {
    /// Loads the way that led here.
    public func _load(into batch: ModelBatch, file: String, line: Int) async throws {
        try await _path._load(into: batch, file: file, line: line)
    }
}

/// The relations of a model, as `with` names them. `@Model` writes the conformance.
public protocol RelatedModels: ModelRelations {
    /// The model whose relations they are: the one at the end of the way.
    associatedtype _Model: Model
}

extension RelatedModels {
    /// Only some of the related models, or in another order: `.with { $0.comments.refined { $0.latest().limit(3) } }`.
    ///
    /// A limit holds for each model that they belong to.
    public func refined(_ change: (Query<_Model>) -> Query<_Model>) -> Self {
        var path = _path
        guard let last = path.steps.indices.last else { return self }
        path.steps[last].query = change(path.steps[last].query as? Query<_Model> ?? Query())
        return Self(_path: path)
    }

    /// Only the related models that meet a condition.
    public func `where`(_ condition: (_Model.Fields) -> Condition) -> Self { refined { $0.where(condition) } }

    /// The related models in an order.
    public func order(_ ordering: (_Model.Fields) -> Ordering) -> Self { refined { $0.order(ordering) } }

    /// The newest related models first.
    public func latest() -> Self { refined { $0.latest() } }

    /// The oldest related models first.
    public func oldest() -> Self { refined { $0.oldest() } }

    /// So many related models at most, for each model that they belong to.
    public func limit(_ count: Int) -> Self { refined { $0.limit(count) } }

    /// Without one of the related model's global scopes.
    public func without(_ scope: GlobalScope<_Model>) -> Self { refined { $0.without(scope) } }
}

extension RelatedModels where _Model: SoftDeletable {
    /// Also the related models that were deleted softly.
    public func withTrashed() -> Self { refined { $0.withTrashed() } }

    /// Only the related models that were deleted softly.
    public func onlyTrashed() -> Self { refined { $0.onlyTrashed() } }
}

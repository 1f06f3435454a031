/// The way from a model over one relation or several: `comments`, then `author`.
public struct RelationPath: Sendable {
    let steps: [any ModelRelation]

    /// The way that stays where it is.
    init(steps: [any ModelRelation] = []) { self.steps = steps }

    /// One relation further.
    public func appending(_ relation: any ModelRelation) -> RelationPath { RelationPath(steps: steps + [relation]) }

    /// Loads every step, each in one statement for the whole batch.
    func load(into batch: ModelBatch, file: String, line: Int) async throws {
        var batches = [batch]
        for step in steps {
            var next: [ModelBatch] = []
            for batch in batches { next += try await step.load(into: batch, file: file, line: line) }
            batches = next
        }
    }
}

/// The relations of a model, as `with` names them. `@Model` writes the conformance.
public protocol ModelRelations: Sendable {
    /// The way that led here.
    var _path: RelationPath { get }
    /// The relations at the end of a way.
    init(_path: RelationPath)
}

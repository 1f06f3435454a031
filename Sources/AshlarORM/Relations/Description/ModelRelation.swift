public import AshlarPostgres

/// A relation between two models, without their types: what eager loading and conditions need to know.
public protocol ModelRelation: Sendable {
    /// The property's name.
    var name: String { get }

    /// Whether saving or deleting a model sets the time of the last change of the one on the other side.
    var isTouching: Bool { get }

    /// The type of the related models; nil where they are of several kinds.
    var relatedType: Any.Type? { get }

    /// Loads the relation for all models of a batch, unless it is loaded.
    ///
    /// - Returns: the batches of the models on the other side.
    func load(
        into batch: ModelBatch, _ constraint: RelationConstraint, file: String, line: Int
    ) async throws -> [ModelBatch]

    /// Loads a number about the related models for all models of a batch, unless it is loaded.
    func load<Result>(
        _ aggregate: RelationAggregate<Result>, into batch: ModelBatch, file: String, line: Int
    ) async throws

    /// A number about the related models of a model.
    func value<Result>(
        of aggregate: RelationAggregate<Result>, for owner: any Model, file: String, line: Int
    ) async throws -> Result

    /// The condition that there are related models, so many if a number is given.
    func condition(_ steps: ArraySlice<RelationStep>, _ count: RelationCount?) throws -> Condition

    /// The foreign key's property on this side, if it is here, and whether the other side is a given model.
    func foreignKeyMember(pointingTo model: any Model.Type) -> String?

    /// The foreign key's properties on this side, if they are here, and the other side is a given model.
    func foreignKeyMembers(pointingTo model: any Model.Type) -> [String]

    /// The property of the other side that the foreign key equals, where a belongs-to names one.
    var ownerKeyMember: String? { get }

    /// The properties that hold the type and key of the model that this one belongs to, if it can be a given model.
    func morphMembers(pointingTo model: any Model.Type) -> (type: String, key: String)?

    /// Sets the time of the last change of the model on the other side.
    func touch(from owner: any Model, on database: Database, file: String, line: Int) async throws
}

extension ModelRelation {
    /// They are of several kinds.
    public var relatedType: Any.Type? { nil }
    /// It does not.
    public var isTouching: Bool { false }
    /// Nothing is on this side.
    public func foreignKeyMember(pointingTo model: any Model.Type) -> String? {
        foreignKeyMembers(pointingTo: model).first
    }
    /// It is the other side's key.
    public var ownerKeyMember: String? { nil }
    /// Nothing is on this side.
    public func foreignKeyMembers(pointingTo model: any Model.Type) -> [String] { [] }
    /// It is not polymorphic.
    public func morphMembers(pointingTo model: any Model.Type) -> (type: String, key: String)? { nil }
    /// Does nothing.
    public func touch(from owner: any Model, on database: Database, file: String, line: Int) async throws {}
}

/// What is asked of the related models beside belonging to their owners.
public struct RelationConstraint: Sendable {
    /// A `Query` for the related model.
    var query: (any Sendable)?
    /// A `Query` for one of the models that a polymorphic relation can lead to.
    var caseQuery: (any Sendable)?

    func query<M: Model>(for model: M.Type) -> Query<M> { query as? Query<M> ?? caseQuery as? Query<M> ?? Query() }
}

/// How many related models there are to be.
public struct RelationCount: Sendable {
    let sql: SQL

    /// So many or more.
    public static func atLeast(_ count: Int) -> RelationCount { RelationCount(sql: ">= \(count)") }
    /// So many or fewer.
    public static func atMost(_ count: Int) -> RelationCount { RelationCount(sql: "<= \(count)") }
    /// Just so many.
    public static func exactly(_ count: Int) -> RelationCount { RelationCount(sql: "= \(count)") }
    /// Any number but this.
    public static func not(_ count: Int) -> RelationCount { RelationCount(sql: "<> \(count)") }
    /// From one number to another, both included.
    public static func between(_ least: Int, _ most: Int) -> RelationCount {
        RelationCount(sql: "BETWEEN \(least) AND \(most)")
    }
}

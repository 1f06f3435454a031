public import AshlarPostgres

/// A relation that a query can follow: `$0.author.name`, `$0.comments.exists { … }`.
public protocol JoinableRelation<Owner, Related>: ModelRelation {
    /// The model that declares it.
    associatedtype Owner: Model
    /// The model that it leads to.
    associatedtype Related: Model

    /// Whether there may be no row on the other side of a relation to one.
    var mayBeAbsent: Bool { get }

    /// The condition under which a row of the other table belongs to a row of this one.
    ///
    /// - Parameters:
    ///   - owner: the quoted name of this model's rows in the statement.
    ///   - related: the quoted name of the other model's rows.
    func joinCondition(from owner: SQL, to related: SQL) throws -> SQL
}

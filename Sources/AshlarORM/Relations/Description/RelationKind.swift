/// What `@Model` read from a relation's attribute.
enum RelationKind: Sendable {
    /// The keys are on this side: the properties that hold them, and the property on the other side they equal.
    case belongsTo(foreignKeys: [String], ownerKey: String?)
    /// The keys are on the other side: the columns, and the property on this side they equal.
    case has(foreignKeys: [String], localKey: String?, pick: RelationPick?)
    /// Type and key are on the other side: the name that their properties begin with.
    case morph(name: String?, pick: RelationPick?)
    /// The keys are in a table between.
    case many(PivotOptions)
    /// The keys are in a model between.
    case through(any Model.Type, firstKey: String?, secondKey: String?)
}

/// Which of several related models a relation to one means.
public enum RelationPick: Sendable {
    /// The newest, by `createdAt` if the model declares it, then by key.
    case latest
    /// The oldest, by `createdAt` if the model declares it, then by key.
    case oldest
    /// The one with the greatest value of a property.
    case max(String)
    /// The one with the smallest value of a property.
    case min(String)
}

/// The table between the two of a many-to-many relation, as far as it is named.
public struct PivotOptions: Sendable {
    var table: String?
    var model: (any Model.Type)?
    var foreignKey: String?
    var relatedKey: String?
    var morph: Morph?

    /// Which side of a polymorphic many-to-many relation has several types.
    enum Morph: Sendable {
        /// The owner's: a post's tags.
        case owner(String)
        /// The related model's: a tag's posts.
        case related(String)
    }
}

import AshlarPostgres

/// How the rows of a related model are found: what a relation comes down to in SQL.
struct RelationLink: Sendable {
    /// The places, among the owner's columns, of the values that the rows have in common.
    let ownerColumns: [Int]
    /// What those are sent as.
    let keyTypes: [KeyType]
    /// The columns that have the same values on the other side, qualified.
    let targets: [String]
    /// The places of those among the related model's columns; nil where they are another table's.
    let targetIndices: [Int]?
    /// Tables between the two: ` JOIN "post_tag" ON …`.
    var join: @Sendable () -> SQL = { SQL() }
    /// A condition that is always there: the type of a polymorphic relation.
    var condition: SQL?
    /// The order of the rows unless another is asked for; empty where it does not matter.
    var orderings: [String] = []
    /// The order that decides which of several rows is meant; nil where all are.
    var pick: String?
    /// The table between the two of a many-to-many relation.
    var pivot: PivotLink?
    /// The tables that the rows come from.
    let tables: Set<String>

    /// The columns of the pivot that are read with the related model: qualified, in the order of the pivot's model.
    var pivotColumns: [String] { pivot?.columns ?? [] }
}

/// The table between the two of a many-to-many relation.
struct PivotLink: Sendable {
    /// `"post_tag"`
    let table: String
    /// The columns with the owner's key, quoted.
    let ownerColumns: [String]
    /// The columns with the related model's key, quoted.
    let relatedColumns: [String]
    /// The column with the type of a polymorphic relation, quoted, and the type.
    let type: (column: String, value: String)?
    /// The columns of the pivot's model, qualified; empty for a table without one.
    let columns: [String]
    /// The columns that take the time, quoted.
    let createdAt: String?
    let updatedAt: String?
}

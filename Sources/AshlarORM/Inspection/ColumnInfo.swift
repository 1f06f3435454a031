/// A column as it is in the database.
public struct ColumnInfo: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its type as PostgreSQL writes it: `character varying(100)`.
    public let type: String
    /// Whether NULL is allowed.
    public let isNullable: Bool
    /// The expression of its default.
    public let defaultValue: String?
    /// How the database makes its values: `identity`, `identity always`, or the expression that is computed.
    public let generation: String?
    /// Its comment.
    public let comment: String?
    /// `b` base, `e` enum, `d` domain, `c` composite, `r` range.
    let kind: String
    /// The name of its type without modifiers and schema: `varchar`, `mood`; with `_` in front for an array.
    let typeName: String
}

/// A foreign key as it is in the database.
public struct ForeignKeyInfo: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its columns.
    public let columns: [String]
    /// The table that it refers to, as statements without a schema see it.
    public let table: String
    /// The columns there.
    public let targetColumns: [String]
}

/// An index as it is in the database.
public struct IndexInfo: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its columns; `nil` where it has an expression.
    public let columns: [String?]
    /// Whether no two rows may be equal in them.
    public let isUnique: Bool
    /// Whether it belongs to the primary key.
    public let isPrimary: Bool
    /// Whether only some of the rows are in it.
    public let isPartial: Bool
    /// The statement that makes it.
    public let definition: String
}

/// A table as it is in the database.
public struct TableInfo: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its columns in their order.
    public let columns: [ColumnInfo]
    /// The columns of its primary key in their order.
    public let key: [String]
    /// Its foreign keys by name.
    public let foreignKeys: [ForeignKeyInfo]
    /// Its indexes by name.
    public let indexes: [IndexInfo]
    /// Its checks by name.
    public let checks: [CheckInfo]
    /// Its comment.
    public let comment: String?
}

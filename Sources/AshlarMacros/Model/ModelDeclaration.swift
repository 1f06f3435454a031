import SwiftSyntax

/// What `@Model` read from a struct.
struct ModelDeclaration {
    /// The struct's name.
    let name: String
    /// The access modifier that generated members carry, with a space after it, or nothing.
    let access: String
    /// The table named in `@Model(table:)`, as source text.
    let table: String?
    /// Columns and relations in the order of declaration; a foreign key stands where its relation does.
    let members: [Member]

    /// A member of the model.
    enum Member {
        case column(ColumnDeclaration)
        case relation(RelationDeclaration)
    }

    /// The columns in order.
    var columns: [ColumnDeclaration] {
        members.compactMap { if case .column(let column) = $0 { column } else { nil } }
    }

    /// The relations in order.
    var relations: [RelationDeclaration] {
        members.compactMap { if case .relation(let relation) = $0 { relation } else { nil } }
    }

    /// The primary key.
    var key: ColumnDeclaration? { columns.first { $0.name == "id" } }
}

/// A stored property that is a column.
struct ColumnDeclaration {
    /// The property's name without backticks.
    let name: String
    /// The property as it is written in code, with backticks where they are needed.
    let reference: String
    /// Its type as written.
    let type: String
    /// The type inside the optional, or the type itself.
    let wrappedType: String
    /// Whether it is declared optional.
    let isOptional: Bool
    /// The initial value as written.
    let initialValue: String?
    /// The column named by `@Column` or `foreignKey:`, as source text.
    var column: String?
    /// The property is written by the macro: a foreign key of a relation.
    var isGenerated = false
}

/// A property marked `@BelongsTo` or `@HasMany`.
struct RelationDeclaration {
    /// The kinds of relation.
    enum Kind: String {
        case belongsTo = "BelongsTo"
        case hasMany = "HasMany"
    }

    let kind: Kind
    /// The property's name without backticks.
    let name: String
    /// The property as it is written in code.
    let reference: String
    /// The model on the other side.
    let related: String
    /// Whether a belongs-to may be absent.
    let isOptional: Bool
    /// The column named by `foreignKey:`, as source text.
    let foreignKey: String?

    /// The stored property that holds the key of the model it belongs to.
    var foreignKeyProperty: String { name + "ID" }
    /// The static member that describes the relation.
    var descriptor: String { "_\(name)Relation" }
}

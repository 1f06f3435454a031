import SwiftSyntax

/// What `@Model` read from a struct.
struct ModelDeclaration {
    /// The struct's name.
    let name: String
    /// The access modifier that generated members carry, with a space after it, or nothing.
    let access: String
    /// What is named in `@Model(table:schema:morphName:)`, as source text.
    let table: String?
    let schema: String?
    let morphName: String?
    /// Columns and relations in the order of declaration; a foreign key stands where its relation does.
    let members: [Member]
    /// The computed properties marked `@Appended`.
    let appended: [String]
    /// The names of all properties, computed ones too.
    let propertyNames: Set<String>

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

    /// The columns of the primary key: those that are marked, or `id`.
    var keys: [ColumnDeclaration] {
        let marked = columns.filter { $0.isKey }
        return marked.isEmpty ? columns.filter { $0.name == "id" } : marked
    }

    /// The column that says when a row was deleted softly.
    var deletionTime: ColumnDeclaration? { columns.first { $0.role == .deletionTime } }
}

/// A stored property that is a column.
struct ColumnDeclaration {
    /// What a column is for.
    enum Role: String { case plain, generated, hashed, version, deletionTime }

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
    /// The column's type named by `@Column(type:)`, as source text.
    var columnType: String?
    /// The index that `@Index` or `@Unique` asks for, as source text.
    var index: String?
    /// The initial value is a literal, or a member of the property's type.
    var hasConstantValue = false
    /// The property is written by the macro: a foreign key of a relation.
    var isGenerated = false
    var role = Role.plain
    var isKey = false
    /// The key is made by the app: a UUID of version 7.
    var isMadeByApp = false
    var isHidden = false
    /// The type that stands around the value where it is stored: `AshlarORM.ModelJSON<Settings>`.
    var cast: String?
    /// Whether the cast encrypts, so that values are compared otherwise than by what is stored.
    var isSealed = false

    /// The type that is read from a row.
    var storedType: String { cast.map { isOptional ? $0 + "?" : $0 } ?? type }
    /// The type of the field in queries.
    var fieldType: String { cast ?? wrappedType }
    /// Whether the initialiser has no parameter for it.
    var isLeftOut: Bool { role == .generated }
}

/// A property marked `@BelongsTo`, `@HasMany` or another relation.
struct RelationDeclaration {
    /// The kinds of relation.
    enum Kind: String, CaseIterable {
        case belongsTo = "BelongsTo"
        case hasOne = "HasOne"
        case hasMany = "HasMany"
        case belongsToMany = "BelongsToMany"
        case hasOneThrough = "HasOneThrough"
        case hasManyThrough = "HasManyThrough"
        case morphTo = "MorphTo"
        case morphOne = "MorphOne"
        case morphMany = "MorphMany"
        case morphToMany = "MorphToMany"
        case morphedByMany = "MorphedByMany"

        /// Whether there may be several models on the other side.
        var isMany: Bool {
            switch self {
            case .hasMany, .belongsToMany, .hasManyThrough, .morphMany, .morphToMany, .morphedByMany: true
            case .belongsTo, .hasOne, .hasOneThrough, .morphTo, .morphOne: false
            }
        }
    }

    let kind: Kind
    /// The property's name without backticks.
    let name: String
    /// The property as it is written in code.
    let reference: String
    /// The model on the other side.
    let related: String
    /// Whether the model on the other side may be absent.
    let isOptional: Bool
    /// The attribute's arguments, as source text, by their labels; the one without a label is "".
    let arguments: [String: String]
    /// It is a part of the primary key.
    var isKey = false
    var isHidden = false

    /// The stored property that holds the key of the model it belongs to.
    var foreignKeyProperty: String { name + "ID" }
    /// The stored property that holds the kind of the model it belongs to.
    var typeProperty: String { name + "Type" }
    /// The static member that describes the relation.
    var descriptor: String { "_\(name)Relation" }
    /// The end of the name of the functions that read it.
    var readSuffix: String { kind.isMany ? "Many" : isOptional ? "Optional" : "" }
}

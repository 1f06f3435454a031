/// Makes a struct of stored properties a model: a row of a table.
///
/// ```swift
/// @Model
/// struct Post {
///     var id: Int?
///     var title: String
///     var publishedAt: Date?
///     @BelongsTo var author: User
///     @HasMany var comments: [Comment]
/// }
/// ```
///
/// Every stored property is a column of the same name in snake case (`publishedAt` is `published_at`), and the table is the
/// plural of the struct's name (`posts`). `id` is the primary key unless properties are marked ``PrimaryKey(_:)``: `Int?`,
/// `UUID?`, `String?` or another ``ModelKey``, nil until the model is saved. `createdAt: Date?` and `updatedAt: Date?` are set
/// by saving.
///
/// Written for the struct are an initialiser and `create` with a parameter for each column (optionals and properties with
/// an initial value may be left out), the foreign key of each ``BelongsTo(foreignKey:foreignKeys:ownerKey:touches:default:)``
/// (`authorID`), `Fields` for the conditions of queries, `Relations` for `with`, a handle for each relation (`$comments`), and
/// the conformances to ``Model``, `MemberReadable` and `Encodable`.
///
/// - Parameters:
///   - table: the name of the table, where it is not the plural of the struct's name.
///   - schema: the table's schema, where it is to be named.
///   - morphName: what stands for the model in polymorphic relations, where it is not the struct's name in snake case.
@attached(member, names: arbitrary)
@attached(extension, conformances: Model, SoftDeletable)
public macro Model(table: String? = nil, schema: String? = nil, morphName: String? = nil) =
    #externalMacro(module: "AshlarMacros", type: "ModelMacro")

/// Makes an enum with a case for each of several models what a ``MorphTo()`` leads to.
///
/// ```swift
/// @Polymorphic
/// enum Commentable {
///     case post(Post)
///     case video(Video)
/// }
/// ```
@attached(member, names: arbitrary)
@attached(extension, conformances: PolymorphicModel)
public macro Polymorphic() = #externalMacro(module: "AshlarMacros", type: "PolymorphicMacro")

// MARK: Columns

/// Names the column of a property of a model, where it is not the property's name in snake case.
///
/// ```swift
/// @Column("headline") var title: String
/// ```
///
/// Or says what the property's type does not: the length of a text, the digits of a number, or another type that holds the
/// same values. `craft make migration --diff` makes it so.
///
/// ```swift
/// @Column(type: .string(200)) var title: String
/// @Column("cost", type: .decimal(10, 2)) var price: Decimal
/// ```
///
/// - Parameters:
///   - name: the column's name as PostgreSQL has it.
///   - type: the column's type, where it is not the usual one of the property's type.
@attached(peer)
public macro Column(_ name: String? = nil, type: ColumnType? = nil) =
    #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// Says that the column of a property has an index, which `craft make migration --diff` makes. Several columns together are
/// an index in ``Model/indexes``.
///
/// - Parameter method: how it is built: `.gin` for arrays and JSON.
@attached(peer)
public macro Index(_ method: IndexMethod = .btree) = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// Says that no two rows have the same value in the column of a property, which `craft make migration --diff` makes so.
@attached(peer)
public macro Unique() = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// Makes a property the primary key, or with others of them a part of it.
///
/// ```swift
/// @PrimaryKey var isbn: String                    // given by the app
/// @PrimaryKey(.uuidV7) var id: UUID?              // made by the app when the model is saved
/// ```
///
/// Marked on several properties, which are not optional, it makes a key of several columns: `Membership.Key(groupID:userID:)`.
///
/// - Parameter generation: who makes the key of a new model, where it is nil.
@attached(peer)
public macro PrimaryKey(_ generation: KeyGeneration = .database) =
    #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// Keeps a property, or a relation, out of the model's JSON.
@attached(peer)
public macro Hidden() = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// Puts a computed property into the model's JSON, and lets templates read it.
@attached(peer)
public macro Appended() = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// Stores a property through a conversion.
///
/// - Parameter cast: the conversion, a ``ModelCast``.
@attached(peer)
public macro Cast<C: ModelCast>(_ cast: C.Type) = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// Stores a `Codable` property as `jsonb`.
@attached(peer)
public macro JSON() = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// Stores a `Codable` property encrypted with the app's key, as text.
@attached(peer)
public macro Encrypted() = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// Stores the hash of a text, such as a password, and keeps it out of the model's JSON.
///
/// Saving hashes a text that is new; the property holds the hash from then on.
@attached(peer)
public macro Hashed() = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// Numbers the versions of a row: saving or deleting a model whose row has another one throws ``StaleModel``.
///
/// ```swift
/// @Version var version: Int = 1
/// ```
@attached(peer)
public macro Version() = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// Has deleting mark a row instead, by the time: queries leave it out until it is restored.
///
/// ```swift
/// @SoftDeletes var deletedAt: Date?
/// ```
@attached(peer)
public macro SoftDeletes() = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// A column that the database computes: read, never written.
@attached(peer)
public macro Generated() = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

// MARK: Relations

/// A relation to the one model whose key this model holds.
///
/// `@BelongsTo var author: User` declares the stored property `authorID: User.Key` for the column `author_id`, and reads
/// the user with `try await post.author`: from memory after `.with { $0.author }`, otherwise in one statement for all
/// models that came from the same query. An optional type (`User?`) makes the key optional too.
///
/// Reading throws ``RelatedModelMissing`` if the type is not optional and there is no such row.
///
/// - Parameters:
///   - foreignKey: the column that holds the key, where it is not the property's name followed by `_id`.
///   - foreignKeys: the properties that hold the key, declared by hand, where it has several columns.
///   - ownerKey: the property on the other side that the foreign key equals, where it is not the primary key.
///   - touches: whether saving or deleting this model sets the other's `updatedAt`.
///   - substitute: what stands for a model that is not there: a static property, such as `User.nobody`.
@attached(accessor)
public macro BelongsTo(
    foreignKey: String? = nil, foreignKeys: [String] = [], ownerKey: String? = nil, touches: Bool = false,
    default substitute: (any Sendable)? = nil
) = #externalMacro(module: "AshlarMacros", type: "RelationMacro")

/// A relation to the one model that holds this model's key, or to one of several.
///
/// ```swift
/// @HasOne var profile: Profile?
/// @HasOne(.latest) var latestComment: Comment?
/// ```
///
/// - Parameters:
///   - pick: which of several models is meant.
///   - foreignKey: the column of the other table that holds this model's key; as for ``HasMany(foreignKey:foreignKeys:localKey:)``.
///   - foreignKeys: the same for a key of several columns.
///   - localKey: the property on this side that the foreign key equals, where it is not the primary key.
///   - substitute: what stands for a model that is not there: a static property, such as `User.nobody`.
@attached(accessor)
public macro HasOne(
    _ pick: RelationPick? = nil, foreignKey: String? = nil, foreignKeys: [String] = [], localKey: String? = nil,
    default substitute: (any Sendable)? = nil
) = #externalMacro(module: "AshlarMacros", type: "RelationMacro")

/// A relation to the models that hold this model's key.
///
/// `@HasMany var comments: [Comment]` reads the comments with `try await post.comments`, ordered by their key: from memory
/// after `.with { $0.comments }`, otherwise in one statement for all models that came from the same query. A model that was
/// not saved yet has none. `try await post.commentsCount` counts them.
///
/// - Parameters:
///   - foreignKey: the column of the other table that holds this model's key. By default the name of this model followed by
///     `_id` (`post_id`), or the column of the one `@BelongsTo` by which the other model points back.
///   - foreignKeys: the same for a key of several columns.
///   - localKey: the property on this side that the foreign key equals, where it is not the primary key.
@attached(accessor)
public macro HasMany(foreignKey: String? = nil, foreignKeys: [String] = [], localKey: String? = nil) =
    #externalMacro(module: "AshlarMacros", type: "RelationMacro")

/// A relation over a table that holds the keys of both sides.
///
/// - Parameters:
///   - table: the table between, where it is not both models' names in alphabetical order: `post_tag`.
///   - foreignKey: its column with this model's key, where it is not `post_id`.
///   - relatedKey: its column with the other model's key, where it is not `tag_id`.
@attached(accessor)
public macro BelongsToMany(table: String? = nil, foreignKey: String? = nil, relatedKey: String? = nil) =
    #externalMacro(module: "AshlarMacros", type: "RelationMacro")

/// A relation over a table that has a model of its own, which each related model comes with: `tag.pivot(Tagging.self)`.
///
/// - Parameters:
///   - pivot: the model of the table between.
///   - foreignKey: its column with this model's key, where it is not that of its `@BelongsTo`, or `post_id`.
///   - relatedKey: its column with the other model's key, where it is not that of its `@BelongsTo`, or `tag_id`.
@attached(accessor)
public macro BelongsToMany<Pivot: Model>(
    pivot: Pivot.Type, foreignKey: String? = nil, relatedKey: String? = nil
) = #externalMacro(module: "AshlarMacros", type: "RelationMacro")

/// A relation to one model over a model between: a mechanic's car's owner.
///
/// - Parameters:
///   - model: the model between, which belongs to this one.
///   - firstKey: its column with this model's key, where it is not the usual one.
///   - secondKey: the other model's column with the key of the one between, where it is not the usual one.
@attached(accessor)
public macro HasOneThrough<Through: Model>(
    _ model: Through.Type, firstKey: String? = nil, secondKey: String? = nil
) = #externalMacro(module: "AshlarMacros", type: "RelationMacro")

/// A relation to models over a model between: the comments on a user's posts.
///
/// - Parameters:
///   - model: the model between, which belongs to this one.
///   - firstKey: its column with this model's key, where it is not the usual one.
///   - secondKey: the other models' column with the key of the one between, where it is not the usual one.
@attached(accessor)
public macro HasManyThrough<Through: Model>(
    _ model: Through.Type, firstKey: String? = nil, secondKey: String? = nil
) = #externalMacro(module: "AshlarMacros", type: "RelationMacro")

/// A relation to one model of several kinds, whose type and key this model holds.
///
/// `@MorphTo var commentable: Commentable` declares the stored properties `commentableType: String` and
/// `commentableID: Commentable.Key`. The kinds are the cases of an enum marked ``Polymorphic()``.
@attached(accessor)
public macro MorphTo() = #externalMacro(module: "AshlarMacros", type: "RelationMacro")

/// A relation to the one model that holds this model's type and key, or to one of several.
///
/// - Parameters:
///   - pick: which of several models is meant.
///   - name: the other model's `@MorphTo`, where several can lead here.
///   - substitute: what stands for a model that is not there: a static property, such as `User.nobody`.
@attached(accessor)
public macro MorphOne(_ pick: RelationPick? = nil, name: String? = nil, default substitute: (any Sendable)? = nil) =
    #externalMacro(module: "AshlarMacros", type: "RelationMacro")

/// A relation to the models that hold this model's type and key.
///
/// - Parameter name: the other model's `@MorphTo`, where several can lead here.
@attached(accessor)
public macro MorphMany(name: String? = nil) = #externalMacro(module: "AshlarMacros", type: "RelationMacro")

/// A relation over a table that holds this model's type and key and the other model's key: a post's tags, which videos have
/// too.
///
/// - Parameters:
///   - name: what the columns with type and key begin with: `taggable` for `taggable_type` and `taggable_id`.
///   - table: the table between, where it is not the plural of the name.
///   - foreignKey: its column with this model's key.
///   - relatedKey: its column with the other model's key.
@attached(accessor)
public macro MorphToMany(
    _ name: String, table: String? = nil, foreignKey: String? = nil, relatedKey: String? = nil
) = #externalMacro(module: "AshlarMacros", type: "RelationMacro")

/// The other side of a ``MorphToMany(_:table:foreignKey:relatedKey:)``: a tag's posts.
///
/// - Parameters:
///   - name: what the columns with type and key begin with.
///   - table: the table between, where it is not the plural of the name.
///   - foreignKey: its column with this model's key.
///   - relatedKey: its column with the other model's key.
@attached(accessor)
public macro MorphedByMany(
    _ name: String, table: String? = nil, foreignKey: String? = nil, relatedKey: String? = nil
) = #externalMacro(module: "AshlarMacros", type: "RelationMacro")

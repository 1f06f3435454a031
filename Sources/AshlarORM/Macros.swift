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
/// plural of the struct's name (`posts`). `id` is the primary key: `Int?`, `UUID?`, `String?`, nil until the model is
/// saved. `createdAt: Date?` and `updatedAt: Date?` are set by saving.
///
/// Written for the struct are an initialiser and `create` with a parameter for each column (optionals and properties with
/// an initial value may be left out), the foreign key of each ``BelongsTo(foreignKey:)`` (`authorID`), `Fields` for the
/// conditions of queries, `Relations` for `with`, and the conformances to ``Model``, `MemberReadable` and `Encodable`.
///
/// - Parameter table: the name of the table, where it is not the plural of the struct's name.
@attached(member, names: arbitrary)
@attached(extension, conformances: Model)
public macro Model(table: String? = nil) = #externalMacro(module: "AshlarMacros", type: "ModelMacro")

/// Names the column of a property of a model, where it is not the property's name in snake case.
///
/// ```swift
/// @Column("headline") var title: String
/// ```
///
/// - Parameter name: the column's name as PostgreSQL has it.
@attached(peer)
public macro Column(_ name: String) = #externalMacro(module: "AshlarMacros", type: "ColumnMacro")

/// A relation to the one model whose key this model holds.
///
/// `@BelongsTo var author: User` declares the stored property `authorID: User.Key` for the column `author_id`, and reads
/// the user with `try await post.author`: from memory after `.with { $0.author }`, otherwise in one statement for all
/// models that came from the same query. An optional type (`User?`) makes the key optional too.
///
/// Reading throws ``RelatedModelMissing`` if the type is not optional and there is no such row.
///
/// - Parameter foreignKey: the column that holds the key, where it is not the property's name followed by `_id`.
@attached(accessor)
public macro BelongsTo(foreignKey: String? = nil) = #externalMacro(module: "AshlarMacros", type: "BelongsToMacro")

/// A relation to the models that hold this model's key.
///
/// `@HasMany var comments: [Comment]` reads the comments with `try await post.comments`, ordered by their key: from memory
/// after `.with { $0.comments }`, otherwise in one statement for all models that came from the same query. A model that was
/// not saved yet has none.
///
/// - Parameter foreignKey: the column of the other table that holds this model's key. By default the name of this model
///   followed by `_id` (`post_id`), or the column of the one `@BelongsTo` by which the other model points back.
@attached(accessor)
public macro HasMany(foreignKey: String? = nil) = #externalMacro(module: "AshlarMacros", type: "HasManyMacro")

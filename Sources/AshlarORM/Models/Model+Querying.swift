public import AshlarPostgres

extension Model {
    /// A query for all rows, to be narrowed.
    ///
    /// - Parameter database: the database to run on, if not the current one.
    public static func query(on database: Database? = nil) -> Query<Self> { Query(database: database) }

    /// A query on a database other than the current one.
    public static func on(_ database: Database) -> Query<Self> { Query(database: database) }

    /// A query for the rows that meet a condition.
    ///
    /// ```swift
    /// let posts = try await Post.where { $0.title == "Hello" && $0.views > 3 }.all()
    /// ```
    ///
    /// Inside the model write `Self.where`: `where` alone is a keyword of Swift.
    public static func `where`(_ condition: (Fields) -> Condition) -> Query<Self> { query().where(condition) }

    /// A query for the rows that meet a condition written as SQL; interpolated values are bound.
    public static func `where`(_ condition: SQL) -> Query<Self> { query().where(condition) }

    /// A query with an order: `Post.order { $0.title.asc }`.
    public static func order(_ ordering: (Fields) -> Ordering) -> Query<Self> { query().order(ordering) }

    /// A query with several orders: `Post.order { [$0.publishedAt.desc, $0.title.asc] }`.
    public static func order(_ orderings: (Fields) -> [Ordering]) -> Query<Self> { query().order(orderings) }

    /// A query for the newest rows first, by `createdAt` if the model declares it and by key.
    public static func latest() -> Query<Self> { query().latest() }

    /// A query for the oldest rows first, by `createdAt` if the model declares it and by key.
    public static func oldest() -> Query<Self> { query().oldest() }

    /// A query for so many rows at most.
    public static func limit(_ count: Int) -> Query<Self> { query().limit(count) }

    /// A query that loads a relation with its models: `Post.with { $0.author }`.
    public static func with(_ relation: (Relations) -> any EagerLoad) -> Query<Self> { query().with(relation) }

    /// A query that loads relations with its models: `Post.with { [$0.author, $0.comments.author] }`.
    public static func with(_ relations: (Relations) -> [any EagerLoad]) -> Query<Self> { query().with(relations) }
}

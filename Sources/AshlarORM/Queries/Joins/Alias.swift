import AshlarPostgres

/// A model's rows under a name of their own: for joins, for a table that takes part twice, for what a query inside of
/// another says about the one around.
///
/// ```swift
/// let editor = User.as("editor")
/// let posts = try await Post.query().join(editor, on: { $0.editorID == editor.id }).where { _ in editor.name == "Ada" }.all()
/// ```
@dynamicMemberLookup
public struct Alias<M: Model>: Sendable {
    // Names of its own begin with an underscore: all others are columns'.
    let _name: String
    private let _fields: M.Fields
    /// What stands behind FROM or JOIN, without the name.
    private let _item: SQL

    init(_ name: String, item: SQL = SQL(unsafe: M._description.quotedPath)) {
        _name = name
        _item = item
        _fields = M.Fields(_source: FieldSource(alias: name))
    }

    /// A column, or what a relation leads to.
    public subscript<Member>(dynamicMember member: KeyPath<M.Fields, Member>) -> Member { _fields[keyPath: member] }

    var _joinItem: SQL { _item + " AS " + SQL.identifier(_name) }
}

extension Model {
    /// The model's rows under a name of their own, for joins and inner queries.
    ///
    /// - Parameter alias: a name that nothing else in the statement has.
    public static func `as`(_ alias: String) -> Alias<Self> { Alias(alias) }
}

extension Model {
    /// A query whose rows go by another name, for one that stands inside of another query for the same table.
    ///
    /// ```swift
    /// let other = Post.as("other")
    /// Post.where { post in .notExists(Post.query(as: other).where { $0.authorID == post.authorID && $0.id > post.id }) }
    /// ```
    public static func query(as alias: Alias<Self>) -> Query<Self> { Query(alias: alias._name) }
}

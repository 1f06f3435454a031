public import AshlarPostgres

/// A query that WITH names, for the rest of the statement: a common table expression.
///
/// ```swift
/// let busy = CommonTable("busy", Writer.where { $0.books.count > 10 })
/// let writers = try await Writer.query().with(busy).from(busy).all()
///
/// // A tree: the roots, then the children of what was found, and so on.
/// let tree = CommonTable("tree", Category.where { $0.parentID == nil }) { tree in
///     Category.query().join(tree, on: { $0.parentID == tree.id })
/// }
/// ```
public struct CommonTable<M: Model>: Sendable {
    /// Its name in the statement.
    public let name: String
    let clause: CommonTableClause

    /// A query under a name.
    public init(_ name: String, _ query: Query<M>) {
        self.init(name, sql: query.sql, isRecursive: false)
    }

    /// A query that begins with some rows and adds others to them as long as there are new ones.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - start: the rows that it begins with.
    ///   - keepsEqualRows: whether equal rows are kept, which is faster and does not end for rows that lead to themselves.
    ///   - step: the rows that follow from those found last.
    public init(
        _ name: String, _ start: Query<M>, keepsEqualRows: Bool = false, step: (Alias<M>) -> Query<M>
    ) {
        let found = Alias<M>(name, item: SQL.identifier(name))
        let operation: SQL = keepsEqualRows ? " UNION ALL " : " UNION "
        self.init(name, sql: "(" + start.sql + ")" + operation + "(" + step(found).sql + ")", isRecursive: true)
    }

    /// The rows that a statement deletes.
    ///
    /// - Parameter query: the rows; one without a condition is refused, as by ``Query/delete(all:file:line:)``.
    public init(_ name: String, deleting query: Query<M>, file: String = #fileID, line: Int = #line) {
        self.init(name, sql: query.deleteSQL(all: false, file: file, line: line) + query.returning, isRecursive: false)
    }

    /// The rows that a statement changes, as they are afterwards.
    ///
    /// - Parameters:
    ///   - query: the rows; one without a condition is refused, as by ``Query/update(all:file:line:_:)``.
    ///   - assignments: the columns' new values.
    public init(
        _ name: String, updating query: Query<M>, file: String = #fileID, line: Int = #line,
        _ assignments: (M.Fields) -> [Assignment]
    ) {
        let update = query.updateSQL(assignments(query.columns), all: false, file: file, line: line)
        self.init(name, sql: update + query.returning, isRecursive: false)
    }

    private init(_ name: String, sql: SQL, isRecursive: Bool) {
        self.name = name
        clause = CommonTableClause(sql: SQL.identifier(name) + " AS (" + sql + ")", isRecursive: isRecursive)
    }

    /// The rows as those of a model under another name, for joins.
    public func `as`(_ alias: String) -> Alias<M> { Alias(alias, item: SQL.identifier(name)) }
}

extension RowQuery {
    /// Puts a named query in front of the statement.
    public func with<M: Model>(_ table: CommonTable<M>) -> Self { extended { $0.commonTables.append(table.clause) } }

    /// Puts a named query, written as SQL, in front of the statement.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - statement: the query; interpolated values are bound.
    ///   - isRecursive: whether it uses its own name.
    public func with(_ name: String, as statement: SQL, isRecursive: Bool = false) -> Self {
        let sql = SQL.identifier(name) + " AS (" + statement + ")"
        return extended { $0.commonTables.append(CommonTableClause(sql: sql, isRecursive: isRecursive)) }
    }
}

extension Query {
    /// Reads the rows of a named query instead of the table.
    public func from(_ table: CommonTable<M>) -> Query {
        changed { query in
            query._select.from = SQL.identifier(table.name) + " AS " + SQL.identifier(_select.alias)
            query._select.isPlain = false
            query._select.scope = nil
        }
    }
}

/// What a piece of SQL needs around it, or why it cannot be sent: what a query builder tells the statement that takes the
/// piece up.
package final class SQLNeeds: Sendable {
    /// The joins that its columns come from, in the order in which they must stand.
    package let joins: [SQLJoin]
    /// Why there is no such SQL; the statement is refused with it.
    package let failure: (any Error)?

    /// Nothing but what is given.
    package init(joins: [SQLJoin] = [], failure: (any Error)? = nil) {
        self.joins = joins
        self.failure = failure
    }

    /// The needs of both pieces; a join stands once.
    package func merging(_ other: SQLNeeds) -> SQLNeeds {
        if other === self { return self }
        let new = other.joins.filter { join in !joins.contains { $0.alias == join.alias } }
        if new.isEmpty, failure != nil || other.failure == nil { return self }
        return SQLNeeds(joins: joins + new, failure: failure ?? other.failure)
    }
}

/// A join that comes with a column.
package struct SQLJoin: Sendable {
    /// The name, in the statement, of the rows at which the way to the column begins.
    package let root: String
    /// The name of the joined rows.
    package let alias: String
    /// `LEFT JOIN "users" AS "author" ON …`
    package let clause: SQL

    /// A join.
    package init(root: String, alias: String, clause: SQL) {
        self.root = root
        self.alias = alias
        self.clause = clause
    }
}

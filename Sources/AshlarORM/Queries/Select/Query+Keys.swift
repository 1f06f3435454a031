package import AshlarPostgres

extension Query {
    /// The keys of all rows that meet the query's own conditions, whatever the model's scopes leave out, to stand in another
    /// statement.
    package var keysOfAllRows: SQL {
        var every = self
        every._select.scoping = .none
        return every._select.sql(selecting: qualified(M._description.key), isOrdered: false)
    }
}

public import AshlarPostgres

/// A query that stands in another one like a table: behind FROM or JOIN, or named by WITH.
///
/// ```swift
/// let totals = Order.query().group { $0.readerID }.select { ($0.readerID, $0.total.sum.as("spent")) }.as("totals")
/// let best = try await Reader.query().join(totals, on: { totals.column("reader_id", as: Int.self) == $0.id })
///     .order { _ in totals.column("spent", as: Int.self).desc }.all()
/// ```
public struct DerivedTable: Sendable {
    /// Its name in the statement.
    public let name: String
    /// The query in parentheses, with the name.
    let item: SQL

    /// A column of the rows.
    ///
    /// - Parameters:
    ///   - name: the column's name, or the one that it was given with ``SQLExpression/as(_:)``.
    ///   - type: the type to read it as.
    public func column<Value: PostgresCodable>(_ name: String, as type: Value.Type) -> Field<Value> {
        Field(name: name, isNullable: true, sql: SQL.identifier(self.name) + "." + SQL.identifier(name))
    }
}

extension RowQuery {
    /// The query as a table of another one.
    ///
    /// - Parameter name: a name that nothing else in the statement has.
    public func `as`(_ name: String) -> DerivedTable {
        DerivedTable(name: name, item: "(" + sql + ") AS " + SQL.identifier(name))
    }
}

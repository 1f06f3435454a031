public import AshlarORM
public import AshlarPostgres
public import AshlarValidation

extension ValidationRule {
    /// The key of a row that there is: `@Rule(.exists(Author.self)) var author: Int`. All that an input asks of one column
    /// is asked in one statement.
    public static func exists<M: Model>(_ model: M.Type) -> Self where Self == Rule<M.Key> {
        ColumnCheck<M, M.Key>.exists(nil, nil)
    }

    /// The key of a row that meets a query's own conditions: `.exists(Author.active)`. What the model's scopes leave out counts.
    public static func exists<M: Model>(_ rows: Query<M>) -> Self where Self == Rule<M.Key> {
        ColumnCheck<M, M.Key>.exists(nil, RowFilter(rows))
    }

    /// A value that a column has in some row: `.exists(\Tag.name)`.
    public static func exists<M: Model, Value: PostgresCodable & Hashable & Sendable>(
        _ property: any KeyPath<M, Value> & Sendable
    ) -> Self where Self == Rule<Value> { ColumnCheck<M, Value>.exists(property, nil) }

    /// A value that a column has in a row that meets a query's own conditions.
    public static func exists<M: Model, Value: PostgresCodable & Hashable & Sendable>(
        _ property: any KeyPath<M, Value> & Sendable, in rows: Query<M>
    ) -> Self where Self == Rule<Value> { ColumnCheck<M, Value>.exists(property, RowFilter(rows)) }

    /// A value that no row has in a column: `.unique(\Member.email, ignoring: "member")`.
    ///
    /// - Parameters:
    ///   - property: the model's property.
    ///   - parameter: the parameter of the path that is the key of the record that is being edited, whose own value does not
    ///     count.
    @_disfavoredOverload
    public static func unique<M: Model, Value: PostgresCodable & Hashable & Sendable>(
        _ property: any KeyPath<M, Value> & Sendable, ignoring parameter: String? = nil
    ) -> Self where Self == Rule<Value> { ColumnCheck<M, Value>.unique(property, parameter, nil) }

    /// A value that no row has in a column that may be NULL.
    public static func unique<M: Model, Value: PostgresCodable & Hashable & Sendable>(
        _ property: any KeyPath<M, Value?> & Sendable, ignoring parameter: String? = nil
    ) -> Self where Self == Rule<Value> { ColumnCheck<M, Value>.unique(property, parameter, nil) }

    /// A value that none of the rows that count has in a column: `.unique(\Member.email, in: Member.here)`.
    /// Without a query all rows of the table count, also those that are deleted softly.
    @_disfavoredOverload
    public static func unique<M: Model, Value: PostgresCodable & Hashable & Sendable>(
        _ property: any KeyPath<M, Value> & Sendable, ignoring parameter: String? = nil,
        in rows: Query<M>
    ) -> Self where Self == Rule<Value> { ColumnCheck<M, Value>.unique(property, parameter, RowFilter(rows)) }

    /// A value that none of the rows that count has in a column that may be NULL.
    public static func unique<M: Model, Value: PostgresCodable & Hashable & Sendable>(
        _ property: any KeyPath<M, Value?> & Sendable, ignoring parameter: String? = nil,
        in rows: Query<M>
    ) -> Self where Self == Rule<Value> { ColumnCheck<M, Value>.unique(property, parameter, RowFilter(rows)) }
}

/// Whether a column has a value, or has it not.
private struct ColumnCheck<M: Model, Value: PostgresCodable & Hashable & Sendable>: BatchedCheck {
    let value: Value
    /// The model's property; nil for the key.
    let column: String?
    let isUnique: Bool
    /// The key, as the path has it, of the row that does not count.
    let ignoredKey: String?
    /// Which rows count; nil for all.
    let filter: RowFilter<M>?

    var batch: String {
        let rows = filter.map { "\(ObjectIdentifier($0))" } ?? ""
        return "\(M._description.table).\(column ?? "") \(ignoredKey ?? "") \(rows)"
    }

    static func exists(_ property: AnyKeyPath?, _ filter: RowFilter<M>?) -> Rule<Value> {
        let member = property.map(Self.member)
        return .batched("exists", "The {field} does not exist.") { value, _ in
            ColumnCheck(value: value, column: member, isUnique: false, ignoredKey: nil, filter: filter)
        }
    }

    static func unique(
        _ property: AnyKeyPath, _ parameter: String?, _ filter: RowFilter<M>?
    ) -> Rule<Value> {
        let member = Self.member(property)
        return .batched("unique", "The {field} is taken already.") { value, context in
            ColumnCheck(
                value: value, column: member, isUnique: true,
                ignoredKey: parameter.flatMap { context.parameters[$0] }, filter: filter)
        }
    }

    private static func member(_ path: AnyKeyPath) -> String {
        String(describing: path).split(separator: ".").last.map(String.init) ?? ""
    }

    func answer(_ checks: [any BatchedCheck]) async throws -> [Bool] {
        let checks = checks.compactMap { $0 as? ColumnCheck }
        let description = M._description
        let index = column.flatMap { description.columnIndex(ofMember: $0) }
        guard column == nil || index != nil else {
            throw UnknownColumn(model: description.name, member: column ?? "")
        }
        let name = SQL.identifier(index.map { description.columns[$0].name } ?? description.key.name)
        let values = Array(Set(checks.map(\.value)))
        let table = SQL.identifier(description.table)
        var statement: SQL = "SELECT DISTINCT \(name) FROM \(table) WHERE \(name) = ANY(\(values))"
        if let ignoredKey {
            let key = SQL.identifier(description.key.name)
            statement = "\(statement) AND \(key)::text <> \(ignoredKey)"
        }
        if let filter {
            let key = SQL.identifier(description.key.name)
            statement = "\(statement) AND \(key) IN (\(filter.query.keysOfAllRows))"
        }
        let rows = try await Database.required().query(statement)
        var found: Set<Value> = []
        for row in rows { found.insert(try row.decode(0, as: Value.self)) }
        return checks.map { found.contains($0.value) != $0.isUnique }
    }
}

/// Which rows count: an object, so that what one rule asks is one batch.
private final class RowFilter<M: Model>: Sendable {
    let query: Query<M>

    init(_ query: Query<M>) { self.query = query }
}

/// A rule that names a property which is no column.
private struct UnknownColumn: Error, CustomStringConvertible {
    let model: String
    let member: String

    var description: String { "\(model) has no column for \"\(member)\", which a rule asks for." }
}

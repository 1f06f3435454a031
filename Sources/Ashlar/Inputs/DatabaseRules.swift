public import AshlarORM
public import AshlarPostgres
public import AshlarValidation

extension ValidationRule {
    /// The key of a row that there is: `@Rule(.exists(Author.self)) var author: Int`. All that an input asks of one column
    /// is asked in one statement.
    public static func exists<M: Model>(_ model: M.Type) -> Self where Self == Rule<M.Key> {
        .batched("exists", "The {field} does not exist.") { value, _ in
            ColumnCheck<M, M.Key>(value: value, column: nil, isUnique: false, ignoredKey: nil)
        }
    }

    /// A value that a column has in some row: `.exists(\Tag.name)`.
    public static func exists<M: Model, Value: PostgresCodable & Hashable & Sendable>(
        _ property: any KeyPath<M, Value> & Sendable
    ) -> Self where Self == Rule<Value> {
        let member = ColumnCheck<M, Value>.member(property)
        return .batched("exists", "The {field} does not exist.") { value, _ in
            ColumnCheck<M, Value>(value: value, column: member, isUnique: false, ignoredKey: nil)
        }
    }

    /// A value that no row has in a column: `.unique(\Member.email, ignoring: "member")`.
    ///
    /// - Parameters:
    ///   - property: the model's property.
    ///   - parameter: the parameter of the path that is the key of the record that is being edited, whose own value does not
    ///     count.
    @_disfavoredOverload
    public static func unique<M: Model, Value: PostgresCodable & Hashable & Sendable>(
        _ property: any KeyPath<M, Value> & Sendable, ignoring parameter: String? = nil
    ) -> Self where Self == Rule<Value> {
        let member = ColumnCheck<M, Value>.member(property)
        return .batched("unique", "The {field} is taken already.") { value, context in
            ColumnCheck<M, Value>(
                value: value, column: member, isUnique: true, ignoredKey: parameter.flatMap { context.parameters[$0] })
        }
    }

    /// A value that no row has in a column that may be NULL.
    public static func unique<M: Model, Value: PostgresCodable & Hashable & Sendable>(
        _ property: any KeyPath<M, Value?> & Sendable, ignoring parameter: String? = nil
    ) -> Self where Self == Rule<Value> {
        let member = ColumnCheck<M, Value>.member(property)
        return .batched("unique", "The {field} is taken already.") { value, context in
            ColumnCheck<M, Value>(
                value: value, column: member, isUnique: true, ignoredKey: parameter.flatMap { context.parameters[$0] })
        }
    }
}

/// Whether a column has a value, or has it not.
private struct ColumnCheck<M: Model, Value: PostgresCodable & Hashable & Sendable>: BatchedCheck {
    let value: Value
    /// The model's property; nil for the key.
    let column: String?
    let isUnique: Bool
    /// The key, as the path has it, of the row that does not count.
    let ignoredKey: String?

    var batch: String { "\(M._description.table).\(column ?? "") \(ignoredKey ?? "")" }

    static func member(_ path: AnyKeyPath) -> String {
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
        let rows = try await Database.required().query(statement)
        var found: Set<Value> = []
        for row in rows { found.insert(try row.decode(0, as: Value.self)) }
        return checks.map { found.contains($0.value) != $0.isUnique }
    }
}

/// A rule that names a property which is no column.
private struct UnknownColumn: Error, CustomStringConvertible {
    let model: String
    let member: String

    var description: String { "\(model) has no column for \"\(member)\", which a rule asks for." }
}

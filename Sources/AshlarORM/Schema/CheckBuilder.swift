import AshlarPostgres

/// A condition that every row of a table must meet.
public final class CheckBuilder {
    private let condition: String
    private var constraintName: String?
    private var isNotValid = false
    let problem: SchemaText.Problem?

    init(_ condition: SQL, name: String?) {
        (self.condition, problem) = SchemaText.text(of: condition, for: "a check")
        constraintName = name
    }

    /// The constraint's name.
    @discardableResult
    public func name(_ name: String) -> Self {
        constraintName = name
        return self
    }

    /// Rows that are there are not checked, until ``TableAlteration/validate(_:)`` does it without keeping anybody out.
    @discardableResult
    public func notValid() -> Self {
        isNotValid = true
        return self
    }

    var sql: String {
        (constraintName.map { "CONSTRAINT \(SchemaText.quote($0)) " } ?? "") + "CHECK (\(condition))"
            + (isNotValid ? " NOT VALID" : "")
    }

    /// - Parameter dropped: the constraints that the same change drops, one of which it may stand for.
    func operation(on table: TableName, dropped: Set<String>) -> TableOperation {
        Recipes.check(
            condition, named: constraintName, isValidated: !isNotValid, on: table,
            replaces: constraintName.map(dropped.contains) ?? false)
    }
}

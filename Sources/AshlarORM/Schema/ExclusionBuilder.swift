public import AshlarPostgres

/// No two rows may have values that meet all of some operators: no two bookings of a room that overlap.
///
/// ```swift
/// $0.exclude([("room_id", "="), ("during", "&&")]).where("NOT cancelled")
/// ```
public final class ExclusionBuilder {
    private let elements: [(column: String, operator: String)]
    private let method: IndexMethod
    private var predicate: String?
    private var constraintName: String?
    private var deferral: Deferral?
    private(set) var problem: SchemaText.Problem?

    init(_ elements: [(String, String)], method: IndexMethod) {
        self.elements = elements
        self.method = method
        let allowed = Set("+-*/<>=~!@#%^&|`?")
        if elements.isEmpty {
            problem = ("an exclusion has no columns", "Name columns and operators: exclude([(\"during\", \"&&\")]).")
        } else if let wrong = elements.first(where: { $0.1.isEmpty || !$0.1.allSatisfy(allowed.contains) }) {
            problem = ("\"\(wrong.1)\" is no operator", "Operators are such as = and &&.")
        }
    }

    /// Only rows that meet a condition exclude each other.
    @discardableResult
    public func `where`(_ condition: SQL) -> Self {
        let (text, problem) = SchemaText.text(of: condition, for: "the condition of an exclusion")
        predicate = text
        self.problem = self.problem ?? problem
        return self
    }

    /// The constraint's name.
    @discardableResult
    public func name(_ name: String) -> Self {
        constraintName = name
        return self
    }

    /// It is checked when the transaction commits.
    ///
    /// - Parameter initially: false if it is checked at once until `SET CONSTRAINTS` says otherwise.
    @discardableResult
    public func deferrable(initially: Bool = true) -> Self {
        deferral = initially ? .initiallyDeferred : .initiallyImmediate
        return self
    }

    var sql: String {
        let list = elements.map { "\(SchemaText.quote($0.column)) WITH \($0.operator)" }.joined(separator: ", ")
        return (constraintName.map { "CONSTRAINT \(SchemaText.quote($0)) " } ?? "")
            + "EXCLUDE USING \(method.rawValue) (\(list))" + (predicate.map { " WHERE (\($0))" } ?? "")
            + (deferral?.rawValue ?? "")
    }
}

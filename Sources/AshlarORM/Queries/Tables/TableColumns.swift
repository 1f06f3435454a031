public import AshlarPostgres
public import Foundation

/// The columns of a table that no model describes: `$0.int("views") > 100 && $0.text("title").ilike("%swift%")`.
///
/// A name may have the table's name or alias in front of it: `users.name`.
public struct TableColumns: Sendable {
    let table: String

    /// A column of a type.
    public func column<Value: PostgresCodable>(_ name: String, as type: Value.Type) -> OptionalField<Value> {
        OptionalField(name: name.split(separator: ".").last.map(String.init) ?? name, isNullable: true, sql: sql(name))
    }

    /// A column of whole numbers.
    public func int(_ name: String) -> OptionalField<Int> { column(name, as: Int.self) }
    /// A column of text.
    public func text(_ name: String) -> OptionalField<String> { column(name, as: String.self) }
    /// A column of true and false.
    public func bool(_ name: String) -> OptionalField<Bool> { column(name, as: Bool.self) }
    /// A column of numbers with a fraction.
    public func double(_ name: String) -> OptionalField<Double> { column(name, as: Double.self) }
    /// A column of exact numbers.
    public func decimal(_ name: String) -> OptionalField<Decimal> { column(name, as: Decimal.self) }
    /// A column of points in time.
    public func date(_ name: String) -> OptionalField<Date> { column(name, as: Date.self) }
    /// A column of UUIDs.
    public func uuid(_ name: String) -> OptionalField<UUID> { column(name, as: UUID.self) }
    /// A column of `jsonb`.
    public func json(_ name: String) -> JSONExpression { JSONExpression(sql: sql(name)) }

    /// The quoted name, with that of the table in front.
    func sql(_ name: String) -> SQL {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard !parts.contains(where: { $0.isEmpty || $0.utf8.count > 63 || $0.utf8.contains(0) }) else {
            var sql = SQL("NULL")
            sql.needs = SQLNeeds(failure: InvalidColumnName(name: name, table: table))
            return sql
        }
        let qualified = parts.count == 1 ? [table] + parts : parts
        return qualified.map { SQL.identifier($0) }.joined(separator: ".")
    }
}

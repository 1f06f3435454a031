import AshlarSupport
public import AshlarPostgres

/// A column of a model: its names, and how its value is read from the model.
public struct ModelColumn<M: Model>: Sendable {
    /// The property's name.
    public let member: String
    /// The column's name in the table.
    public let name: String
    /// Whether the property is optional.
    public let isNullable: Bool
    /// The type that values are sent as.
    public let type: PostgresType

    /// Whether it is the primary key, which is never NULL in a row although a new model has none.
    private(set) var isKey = false
    /// The column with its table, quoted: `"posts"."title"`.
    private(set) var qualifiedName: String
    /// The column alone, quoted: `"title"`.
    let quotedName: String
    /// The model's value.
    let binding: @Sendable (M) -> PostgresBinding
    /// The value of a row, decoded and encoded again, so that two ways to write one value compare equal.
    let normalizedBinding: @Sendable (PostgresRows, _ row: Int, _ column: Int) throws -> PostgresBinding

    /// Describes a column. `@Model` writes the calls.
    ///
    /// - Parameters:
    ///   - member: the property's name.
    ///   - column: the column's name, if it is not the property's in snake case.
    ///   - type: the property's type.
    ///   - value: reads the property.
    public init<Value: PostgresCodable>(
        _ member: String, column: String? = nil, _ type: Value.Type, _ value: @escaping @Sendable (M) -> Value
    ) {
        self.member = member
        self.name = column ?? CaseConversion.snake(member)
        self.isNullable = type is any OptionalValue.Type
        self.type = Value.postgresType
        quotedName = SQL.identifier(name).description
        qualifiedName = quotedName
        binding = { PostgresBinding(value($0)) }
        normalizedBinding = { rows, row, column in
            PostgresBinding(try rows.decode(row: row, column: column, as: Value.self))
        }
    }

    /// The same column, qualified with its table.
    func qualified(by table: String, isKey: Bool) -> Self {
        var column = self
        column.isKey = isKey
        column.qualifiedName = table + "." + quotedName
        return column
    }

    /// Whether a model's value differs from that of the row it came from.
    func hasChanged(in model: M, since record: StoredRow, at index: Int) -> Bool {
        let current = binding(model)
        let rows = record.batch.rows
        let isSame = rows.withBytes(row: record.row, column: index) { original in
            switch (current.bytes, original) {
            case (nil, nil): true
            case (let bytes?, let original?): bytes.count == original.count && bytes.elementsEqual(original)
            default: false
            }
        }
        if isSame { return false }
        guard current.bytes != nil else { return true }
        // An int in a smallint column, 1.50 for 1.5, another order of keys in jsonb: other bytes, the same value.
        guard let normalized = try? normalizedBinding(rows, record.row, index) else { return true }
        return !normalized.isSameValue(as: current)
    }
}

/// What tells an optional type from others.
private protocol OptionalValue {}
extension Optional: OptionalValue {}

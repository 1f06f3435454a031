import AshlarSupport
public import AshlarPostgres

/// A column of a model: its names, and how its value is read from the model and put into it.
public struct ModelColumn<M: Model>: Sendable {
    /// The property's name.
    public let member: String
    /// The column's name in the table.
    public let name: String
    /// The property's type.
    let propertyType: Any.Type
    /// Whether the property is optional.
    public let isNullable: Bool
    /// The type that values are sent as.
    public let type: PostgresType
    /// The type that several values are sent as.
    public let arrayType: PostgresType
    /// What the column is for.
    public let role: ColumnRole
    /// The column's type, where the model says it.
    public let declaredType: ColumnType?
    /// The index that the model asks for.
    public let index: ColumnIndex?

    /// The initial value of the property as a text, where it is the same each time.
    let initialText: String?
    /// The type of PostgreSQL's that the property's enum stands for, with its values.
    let enumType: ModelEnum?
    /// The values of the property's enum, where that is stored as text.
    let texts: [String]?

    /// Whether it is the primary key, which is never NULL in a row although a new model has none.
    private(set) var isKey = false
    /// The column with its table, quoted: `"posts"."title"`.
    private(set) var qualifiedName: String
    /// The column alone, quoted: `"title"`.
    let quotedName: String
    /// The model's value.
    let binding: @Sendable (M) -> PostgresBinding
    /// Takes over the value of another model.
    let copy: @Sendable (inout M, M) -> Void
    /// Puts a value into the model; false if the property has another type.
    let set: @Sendable (inout M, any Sendable) -> Bool
    /// Makes the property nil; false if it is not optional.
    let clear: @Sendable (inout M) -> Bool
    /// The property.
    let value: @Sendable (M) -> any Sendable
    /// The value of a row, decoded and encoded again, so that two ways to write one value compare equal.
    private let normalizedBinding: @Sendable (PostgresRows, _ row: Int, _ column: Int) throws -> PostgresBinding
    /// The model's value as it is compared, where one value has several encodings.
    private let comparable: (@Sendable (M) -> PostgresBinding)?

    /// Whether one value has several encodings, as an encrypted one has.
    var isSealed: Bool { comparable != nil }

    /// Describes a column. `@Model` writes the calls.
    ///
    /// - Parameters:
    ///   - member: the property's name.
    ///   - column: the column's name, if it is not the property's in snake case.
    ///   - type: the type that is stored: the property's, or what its cast makes of it.
    ///   - path: the property.
    ///   - role: what the column is for.
    ///   - declared: the column's type, where it is not the usual one.
    ///   - index: the index that the column has.
    ///   - initial: the property's initial value, where it is a constant.
    ///   - comparing: what two values are compared by, where one value has several encodings.
    ///   - value: reads the property, in the type that is stored.
    public init<Property: Sendable, Value: PostgresCodable>(
        _ member: String, column: String? = nil, _ type: Value.Type,
        _ path: any WritableKeyPath<M, Property> & Sendable,
        role: ColumnRole = .plain, declared: ColumnType? = nil, index: ColumnIndex? = nil, initial: Value? = nil,
        comparing: (@Sendable (Value) -> PostgresBinding)? = nil,
        _ value: @escaping @Sendable (M) -> Value
    ) {
        self.member = member
        propertyType = Property.self
        self.name = column ?? CaseConversion.snake(member)
        self.isNullable = type is any OptionalValue.Type
        self.type = Value.postgresType
        self.arrayType = Value.postgresArrayType
        self.role = role
        declaredType = declared
        self.index = index
        // As a default of the database it would be stored as it is.
        initialText = role == .hashed ? nil : initial.flatMap { ModelConstant.text(of: $0) }
        enumType = ModelEnum(Value.self)
        texts = Value.postgresType == .text ? ModelEnum.values(of: Value.self) : nil
        quotedName = SQL.identifier(name).description
        qualifiedName = quotedName
        binding = { PostgresBinding(value($0)) }
        copy = { $0[keyPath: path] = $1[keyPath: path] }
        set = { model, value in
            guard let value = value as? Property else { return false }
            model[keyPath: path] = value
            return true
        }
        clear = { model in
            guard let type = Property.self as? any ExpressibleByNilLiteral.Type, let none = Self.none(type) as? Property
            else { return false }
            model[keyPath: path] = none
            return true
        }
        self.value = { $0[keyPath: path] }
        if let comparing {
            comparable = { comparing(value($0)) }
        } else {
            comparable = nil
        }
        normalizedBinding = { rows, row, column in
            let value = try rows.decode(row: row, column: column, as: Value.self)
            return comparing?(value) ?? PostgresBinding(value)
        }
    }

    private static func none<Optional: ExpressibleByNilLiteral>(_ type: Optional.Type) -> Any {
        type.init(nilLiteral: ())
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
        let rows = record.batch.rows
        let current: PostgresBinding
        if let comparable {
            current = comparable(model)
        } else {
            current = binding(model)
            let isSame = rows.withBytes(row: record.row, column: record.offset + index) { original in
                switch (current.bytes, original) {
                case (nil, nil): true
                case (let bytes?, let original?): bytes.count == original.count && bytes.elementsEqual(original)
                default: false
                }
            }
            if isSame { return false }
            guard current.bytes != nil else { return true }
        }
        // An int in a smallint column, 1.50 for 1.5, another order of keys in jsonb: other bytes, the same value.
        guard let normalized = try? normalizedBinding(rows, record.row, record.offset + index) else { return true }
        return !normalized.isSameValue(as: current)
    }

    /// The value that the row has in the database.
    func storedBinding(of record: StoredRow, at index: Int) throws -> PostgresBinding {
        try normalizedBinding(record.batch.rows, record.row, record.offset + index)
    }
}

/// What tells an optional type from others.
private protocol OptionalValue {}
extension Optional: OptionalValue {}

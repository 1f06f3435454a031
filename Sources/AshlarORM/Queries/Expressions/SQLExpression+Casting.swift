public import AshlarPostgres

extension SQLExpression {
    /// The value as another type.
    ///
    /// ```swift
    /// Post.where { $0.views.cast(to: String.self).startsWith("1") }
    /// ```
    ///
    /// - Parameters:
    ///   - type: the type to read.
    ///   - name: PostgreSQL's name for it where the Swift type has no type of its own there, such as that of an enum.
    public func cast<Result: PostgresCodable>(to type: Result.Type, as name: String? = nil) -> Computed<Result> {
        Computed("CAST(\(sql) AS \(Self.typeName(of: type, name)))", isNullable: isNullable)
    }

    private static func typeName<Result: PostgresCodable>(of type: Result.Type, _ given: String?) -> SQL {
        if let given { return .identifier(given) }
        return Result.postgresType.name.map { SQL(unsafe: $0) } ?? "text"
    }

    /// The value, or another one where it is NULL.
    public func coalesce(_ value: Value) -> Computed<Value> {
        Computed("coalesce(\(sql), \(value))", isNullable: false)
    }

    /// The value, or that of another expression where it is NULL.
    public func coalesce<Other: SQLExpression>(_ other: Other) -> Computed<Value> where Other.Value == Value {
        Computed("coalesce(\(sql), \(other.sql))", isNullable: other.isNullable)
    }

    /// NULL where it has a certain value, and the value otherwise.
    public func nullIf(_ value: Value) -> OptionalComputed<Value> { OptionalComputed("nullif(\(sql), \(value))") }

    /// The greater of two values, or the one that is not NULL.
    public func greatest<Other: SQLExpression>(_ other: Other) -> Computed<Value> where Other.Value == Value {
        Computed("greatest(\(sql), \(other.sql))", isNullable: isNullable && other.isNullable)
    }

    /// The smaller of two values, or the one that is not NULL.
    public func least<Other: SQLExpression>(_ other: Other) -> Computed<Value> where Other.Value == Value {
        Computed("least(\(sql), \(other.sql))", isNullable: isNullable && other.isNullable)
    }

    /// A function of PostgreSQL's or of your own, with the expression as its first argument.
    ///
    /// - Parameters:
    ///   - name: the function's name; it is quoted.
    ///   - arguments: further arguments.
    ///   - type: what it gives.
    public func call<Result: PostgresCodable>(
        _ name: String, _ arguments: any SQLExpression..., as type: Result.Type
    ) -> Computed<Result> { Computed(called(name, arguments)) }

    /// A function that gives what it is given: ``call(_:_:as:)``.
    public func call(_ name: String, _ arguments: any SQLExpression...) -> Computed<Value> {
        Computed(called(name, arguments))
    }

    private func called(_ name: String, _ arguments: [any SQLExpression]) -> SQL {
        "\(identifier: name)(\(([sql] + arguments.map(\.sql)).joined(separator: ", ")))"
    }
}

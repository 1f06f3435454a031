import AshlarPostgres

// Two overloads an operator, values and expressions: each further one costs the type checker time in every app.
extension SQLExpression where Value: Numeric {
    /// The sum with a value.
    public static func + (left: Self, right: Value) -> Computed<Value> { left.combined("+", .value(right)) }

    /// The difference from a value.
    public static func - (left: Self, right: Value) -> Computed<Value> { left.combined("-", .value(right)) }

    /// The product with a value.
    public static func * (left: Self, right: Value) -> Computed<Value> { left.combined("*", .value(right)) }

    /// The quotient; of whole numbers the whole part. Dividing by zero is an error of the statement.
    public static func / (left: Self, right: Value) -> Computed<Value> { left.combined("/", .value(right)) }

    /// The sum of two expressions.
    public static func + <Other: SQLExpression>(left: Self, right: Other) -> Computed<Value>
    where Other.Value == Value { left.combined("+", right.sql, right.isNullable) }

    /// The difference of two expressions.
    public static func - <Other: SQLExpression>(left: Self, right: Other) -> Computed<Value>
    where Other.Value == Value { left.combined("-", right.sql, right.isNullable) }

    /// The product of two expressions.
    public static func * <Other: SQLExpression>(left: Self, right: Other) -> Computed<Value>
    where Other.Value == Value { left.combined("*", right.sql, right.isNullable) }

    /// The quotient of two expressions; of whole numbers the whole part.
    public static func / <Other: SQLExpression>(left: Self, right: Other) -> Computed<Value>
    where Other.Value == Value { left.combined("/", right.sql, right.isNullable) }

    /// The number without its sign.
    public func absolute() -> Computed<Value> { function("abs") }
}

extension SQLExpression where Value: BinaryInteger {
    /// The rest of a division, with the sign of the dividend.
    public static func % (left: Self, right: Value) -> Computed<Value> { left.combined("%", .value(right)) }
}

extension SQLExpression where Value: FloatingPoint {
    /// The nearest whole number.
    public func rounded() -> Computed<Value> { function("round") }

    /// The greatest whole number that is not greater.
    public func roundedDown() -> Computed<Value> { function("floor") }

    /// The smallest whole number that is not smaller.
    public func roundedUp() -> Computed<Value> { function("ceil") }
}

extension SQLExpression {
    func combined<Result>(_ operation: SQL, _ right: SQL, _ rightIsNullable: Bool = false) -> Computed<Result> {
        Computed("(\(sql) \(operation) \(right))", isNullable: isNullable || rightIsNullable)
    }

    /// A function of the expression, and of further arguments.
    func function<Result>(_ name: String, _ arguments: SQL...) -> Computed<Result> {
        Computed(
            "\(unsafe: name)(\(([sql] + arguments).joined(separator: ", ")))" as SQL, isNullable: isNullable)
    }
}

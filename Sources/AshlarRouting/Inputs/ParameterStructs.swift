public import AshlarValidation

/// An input that is read from the query: `func index(filters: QueryInput<Filters>)`.
@dynamicMemberLookup public struct QueryInput<Value: TypedInput>: Sendable {
    /// What was read.
    public let value: Value

    /// Makes one, as a test does.
    public init(_ value: Value) { self.value = value }

    /// A property of the input.
    public subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }
}

/// An input that is read from header fields; `userAgent` is `User-Agent`.
@dynamicMemberLookup public struct HeaderInput<Value: TypedInput>: Sendable {
    /// What was read.
    public let value: Value

    /// Makes one, as a test does.
    public init(_ value: Value) { self.value = value }

    /// A property of the input.
    public subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }
}

/// An input that is read from cookies.
@dynamicMemberLookup public struct CookieInput<Value: TypedInput>: Sendable {
    /// What was read.
    public let value: Value

    /// Makes one, as a test does.
    public init(_ value: Value) { self.value = value }

    /// A property of the input.
    public subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }
}

public import AshlarPostgres

extension SQLExpression {
    /// The array has an element: a GIN index answers this.
    public func contains<Element: PostgresCodable>(_ element: Element) -> Condition where Value == [Element] {
        Condition("\(sql) @> \([element])")
    }

    /// The array has all of some elements.
    public func contains<Element: PostgresCodable>(allOf elements: [Element]) -> Condition where Value == [Element] {
        Condition("\(sql) @> \(elements)")
    }

    /// The array has one of some elements.
    public func overlaps<Element: PostgresCodable>(_ elements: [Element]) -> Condition where Value == [Element] {
        Condition("\(sql) && \(elements)")
    }

    /// The array has no other elements than some.
    public func isContained<Element: PostgresCodable>(in elements: [Element]) -> Condition where Value == [Element] {
        Condition("\(sql) <@ \(elements)")
    }

    /// An element of the array compares so with a value.
    public func anyElement<Element: PostgresCodable>(
        _ comparison: Comparison, _ value: Element
    ) -> Condition where Value == [Element] {
        Condition("\(value) \(comparison.flipped.sql) ANY(\(sql))")
    }

    /// Every element of the array compares so with a value.
    public func everyElement<Element: PostgresCodable>(
        _ comparison: Comparison, _ value: Element
    ) -> Condition where Value == [Element] {
        Condition("\(value) \(comparison.flipped.sql) ALL(\(sql))")
    }

    /// It is one of an array's elements: `$0.tag.in($0.tags)`.
    public func `in`<Other: SQLExpression>(_ array: Other) -> Condition where Other.Value == [Value] {
        Condition("\(sql) = ANY(\(array.sql))")
    }

    /// How many elements the array has.
    public func elementCount<Element>() -> Computed<Int32> where Value == [Element] { function("cardinality") }

    /// An element of the array, counted from 1; NULL where there is none.
    public func element<Element: PostgresCodable>(_ number: Int32) -> OptionalComputed<Element>
    where Value == [Element] { OptionalComputed("(\(sql))[\(number)]") }

    /// The array with an element at its end.
    public func appending<Element: PostgresCodable>(_ element: Element) -> Computed<[Element]>
    where Value == [Element] { combined("||", .value([element])) }

    /// The array without an element, wherever it stands.
    public func removing<Element: PostgresCodable>(_ element: Element) -> Computed<[Element]>
    where Value == [Element] { function("array_remove", .value(element)) }

    /// A row for each element: for selecting.
    public func unnested<Element: PostgresCodable>() -> Computed<Element> where Value == [Element] {
        function("unnest")
    }
}

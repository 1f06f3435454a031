extension ValidationRule {
    /// The same as another field; Masonite's `matches`, and with the fields exchanged Laravel's `confirmed`.
    @_disfavoredOverload
    public static func same<Root, Value: Equatable & Sendable>(
        as other: any KeyPath<Root, Value> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("same", "The {field} must be the same as the {other}.", other) { $0 == $1 }
    }

    /// The same as another field: where that one was not sent, nothing is.
    public static func same<Root, Value: Equatable & Sendable>(
        as other: any KeyPath<Root, Value?> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        FieldRule("same", "The {field} must be the same as the {other}.", ["other": FieldNames.of(other)]) {
            root, value in
            value == nil || value == root[keyPath: other]
        }
    }

    /// Typed a second time in another field: `.confirmed(by: \Self.passwordConfirmation)`.
    @_disfavoredOverload
    public static func confirmed<Root, Value: Equatable & Sendable>(
        by other: any KeyPath<Root, Value> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("confirmed", "The {field} and its confirmation are not the same.", other) { $0 == $1 }
    }

    /// Typed a second time in another field.
    public static func confirmed<Root, Value: Equatable & Sendable>(
        by other: any KeyPath<Root, Value?> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        FieldRule("confirmed", "The {field} and its confirmation are not the same.") { root, value in
            value == nil || value == root[keyPath: other]
        }
    }

    /// Not the same as another field.
    @_disfavoredOverload
    public static func different<Root, Value: Equatable & Sendable>(
        from other: any KeyPath<Root, Value> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("different", "The {field} must not be the same as the {other}.", other) { $0 != $1 }
    }

    /// Not the same as another field, if that one was sent.
    public static func different<Root, Value: Equatable & Sendable>(
        from other: any KeyPath<Root, Value?> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("different", "The {field} must not be the same as the {other}.", other) { $0 != $1 }
    }
}

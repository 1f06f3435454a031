extension ValidationRule {
    /// After another field: `.after(\Self.startsAt)`.
    public static func after<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("after", "The {field} must be after the {other}.", other) { $0 > $1 }
    }

    /// After another field, if that one was sent.
    public static func after<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value?> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("after", "The {field} must be after the {other}.", other) { $0 > $1 }
    }

    /// Before another field.
    public static func before<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("before", "The {field} must be before the {other}.", other) { $0 < $1 }
    }

    /// Before another field, if that one was sent.
    public static func before<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value?> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("before", "The {field} must be before the {other}.", other) { $0 < $1 }
    }

    /// Not before another field.
    public static func afterOrEqual<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("afterOrEqual", "The {field} must not be before the {other}.", other) { $0 >= $1 }
    }

    /// Not before another field, if that one was sent.
    public static func afterOrEqual<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value?> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("afterOrEqual", "The {field} must not be before the {other}.", other) { $0 >= $1 }
    }

    /// Not after another field.
    public static func beforeOrEqual<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("beforeOrEqual", "The {field} must not be after the {other}.", other) { $0 <= $1 }
    }

    /// Not after another field, if that one was sent.
    public static func beforeOrEqual<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value?> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("beforeOrEqual", "The {field} must not be after the {other}.", other) { $0 <= $1 }
    }

    /// Greater than another field.
    public static func greaterThan<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("greaterThan", "The {field} must be greater than the {other}.", other) { $0 > $1 }
    }

    /// Greater than another field, if that one was sent.
    public static func greaterThan<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value?> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("greaterThan", "The {field} must be greater than the {other}.", other) { $0 > $1 }
    }

    /// At least as much as another field.
    public static func atLeast<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("atLeast", "The {field} must be at least the {other}.", other) { $0 >= $1 }
    }

    /// At least as much as another field, if that one was sent.
    public static func atLeast<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value?> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("atLeast", "The {field} must be at least the {other}.", other) { $0 >= $1 }
    }

    /// Less than another field.
    public static func lessThan<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("lessThan", "The {field} must be less than the {other}.", other) { $0 < $1 }
    }

    /// Less than another field, if that one was sent.
    public static func lessThan<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value?> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("lessThan", "The {field} must be less than the {other}.", other) { $0 < $1 }
    }

    /// At most as much as another field.
    public static func atMost<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("atMost", "The {field} must be at most the {other}.", other) { $0 <= $1 }
    }

    /// At most as much as another field, if that one was sent.
    public static func atMost<Root, Value: Comparable & Sendable>(
        _ other: any KeyPath<Root, Value?> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        .comparing("atMost", "The {field} must be at most the {other}.", other) { $0 <= $1 }
    }
}

extension FieldRule {
    static func comparing(
        _ name: String, _ message: String, _ other: any KeyPath<Root, Value> & Sendable,
        _ holds: @escaping @Sendable (Value, Value) -> Bool
    ) -> FieldRule {
        FieldRule(name, message, ["other": FieldNames.of(other)]) { root, value in
            value.map { holds($0, root[keyPath: other]) } ?? true
        }
    }

    static func comparing(
        _ name: String, _ message: String, _ other: any KeyPath<Root, Value?> & Sendable,
        _ holds: @escaping @Sendable (Value, Value) -> Bool
    ) -> FieldRule {
        FieldRule(name, message, ["other": FieldNames.of(other)]) { root, value in
            guard let value, let other = root[keyPath: other] else { return true }
            return holds(value, other)
        }
    }
}

/// The names of fields that rules point to.
enum FieldNames {
    /// What people read for a property: `\PostInput.startsAt` is `starts at`. Asked once for a rule, when it is made.
    static func of(_ path: AnyKeyPath) -> String {
        String(String(describing: path).split(separator: ".").last.map(String.init).map(FieldLabel.of) ?? "other field")
    }
}

extension ValidationRule where Self == Rule<Never> {
    /// Has to be sent where another field has one of these values: `.requiredIf(\Self.kind, .company)`.
    public static func requiredIf<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self { .unused }
    /// Has to be sent unless another field has one of these values.
    public static func requiredUnless<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self { .unused }
    /// Has to be sent where another field is ticked.
    public static func requiredIfAccepted<Root>(_ field: any KeyPath<Root, Bool> & Sendable) -> Self { .unused }
    /// Has to be sent where another field is not ticked.
    public static func requiredIfDeclined<Root>(_ field: any KeyPath<Root, Bool> & Sendable) -> Self { .unused }
    /// Has to be sent where any of these fields was.
    public static func requiredWith<Root, each Other>(_ fields: repeat any KeyPath<Root, (each Other)?> & Sendable)
        -> Self
    { .unused }
    /// Has to be sent where all of these fields were.
    public static func requiredWithAll<Root, each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> Self { .unused }
    /// Has to be sent where any of these fields was not.
    public static func requiredWithout<Root, each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> Self { .unused }
    /// Has to be sent where none of these fields was: at least one of all.
    public static func requiredWithoutAll<Root, each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> Self { .unused }
}

extension FieldRule {
    /// Has to be sent where another field has one of these values.
    public static func requiredIf<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> FieldRule {
        .required(
            "requiredIf", "The {field} is required where the {other} is {value}.", .equals(field, [value] + others))
    }

    /// Has to be sent unless another field has one of these values.
    public static func requiredUnless<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> FieldRule {
        .required(
            "requiredUnless", "The {field} is required unless the {other} is {value}.",
            .equals(field, [value] + others).negated)
    }

    /// Has to be sent where another field is ticked.
    public static func requiredIfAccepted(_ field: any KeyPath<Root, Bool> & Sendable) -> FieldRule {
        .required(
            "requiredIfAccepted", "The {field} is required where the {other} is accepted.", .ticked(field))
    }

    /// Has to be sent where another field is not ticked.
    public static func requiredIfDeclined(_ field: any KeyPath<Root, Bool> & Sendable) -> FieldRule {
        .required(
            "requiredIfDeclined", "The {field} is required where the {other} is declined.", .ticked(field, false))
    }

    /// Has to be sent where any of these fields was.
    public static func requiredWith<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        .required(
            "requiredWith", "The {field} is required together with: {other}.",
            .sent(repeat each fields) { $0.contains(true) })
    }

    /// Has to be sent where all of these fields were.
    public static func requiredWithAll<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        .required(
            "requiredWithAll", "The {field} is required together with: {other}.",
            .sent(repeat each fields) { !$0.contains(false) })
    }

    /// Has to be sent where any of these fields was not.
    public static func requiredWithout<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        .required(
            "requiredWithout", "The {field} is required without: {other}.",
            .sent(repeat each fields) { $0.contains(false) })
    }

    /// Has to be sent where none of these fields was: at least one of all.
    public static func requiredWithoutAll<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        .required(
            "requiredWithoutAll", "The {field} is required without: {other}.",
            .sent(repeat each fields) { !$0.contains(true) })
    }

    private static func required(
        _ name: String, _ message: String, _ condition: FieldCondition<Root>
    ) -> FieldRule {
        FieldRule(name, message, condition.parameters) { root, sent in
            !condition.holds(root) || !Blank.holds(sent)
        }
    }
}

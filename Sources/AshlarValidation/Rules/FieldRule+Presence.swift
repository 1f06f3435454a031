extension ValidationRule where Self == Rule<Never> {
    /// Has to be among what is sent, if only blank, where another field has one of these values.
    public static func presentIf<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self { .unused }
    /// Has to be among what is sent unless another field has one of these values.
    public static func presentUnless<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self { .unused }
    /// Has to be among what is sent where any of these fields was.
    public static func presentWith<Root, each Other>(_ fields: repeat any KeyPath<Root, (each Other)?> & Sendable)
        -> Self
    { .unused }
    /// Has to be among what is sent where all of these fields were.
    public static func presentWithAll<Root, each Other>(_ fields: repeat any KeyPath<Root, (each Other)?> & Sendable)
        -> Self
    { .unused }
    /// Must not be among what is sent, not even blank, where another field has one of these values.
    public static func missingIf<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self { .unused }
    /// Must not be among what is sent, not even blank, unless another field has one of these values.
    public static func missingUnless<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self { .unused }
    /// Must not be among what is sent, not even blank, where any of these fields was.
    public static func missingWith<Root, each Other>(_ fields: repeat any KeyPath<Root, (each Other)?> & Sendable)
        -> Self
    { .unused }
    /// Must not be among what is sent, not even blank, where all of these fields were.
    public static func missingWithAll<Root, each Other>(_ fields: repeat any KeyPath<Root, (each Other)?> & Sendable)
        -> Self
    { .unused }
}

extension FieldRule {
    /// Has to be among what is sent, if only blank, where another field has one of these values.
    public static func presentIf<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> FieldRule {
        .sent(
            true, "presentIf", "The {field} has to be sent where the {other} is {value}.",
            .equals(field, [value] + others))
    }

    /// Has to be among what is sent unless another field has one of these values.
    public static func presentUnless<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> FieldRule {
        .sent(
            true, "presentUnless", "The {field} has to be sent unless the {other} is {value}.",
            .equals(field, [value] + others).negated)
    }

    /// Has to be among what is sent where any of these fields was.
    public static func presentWith<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        .sent(
            true, "presentWith", "The {field} has to be sent together with: {other}.",
            .sent(repeat each fields) { $0.contains(true) })
    }

    /// Has to be among what is sent where all of these fields were.
    public static func presentWithAll<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        .sent(
            true, "presentWithAll", "The {field} has to be sent together with: {other}.",
            .sent(repeat each fields) { !$0.contains(false) })
    }

    /// Must not be among what is sent, not even blank, where another field has one of these values.
    public static func missingIf<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> FieldRule {
        .sent(
            false, "missingIf", "The {field} must not be sent where the {other} is {value}.",
            .equals(field, [value] + others))
    }

    /// Must not be among what is sent, not even blank, unless another field has one of these values.
    public static func missingUnless<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> FieldRule {
        .sent(
            false, "missingUnless", "The {field} must not be sent unless the {other} is {value}.",
            .equals(field, [value] + others).negated)
    }

    /// Must not be among what is sent, not even blank, where any of these fields was.
    public static func missingWith<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        .sent(
            false, "missingWith", "The {field} must not be sent together with: {other}.",
            .sent(repeat each fields) { $0.contains(true) })
    }

    /// Must not be among what is sent, not even blank, where all of these fields were.
    public static func missingWithAll<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        .sent(
            false, "missingWithAll", "The {field} must not be sent together with: {other}.",
            .sent(repeat each fields) { !$0.contains(false) })
    }

    /// Asks what was sent, not what was read: a field that was left blank is among it.
    private static func sent(
        _ isSent: Bool, _ name: String, _ message: String, _ condition: FieldCondition<Root>
    ) -> FieldRule {
        FieldRule(name) { root, _, reader in
            guard (reader.sent != nil) != isSent, condition.holds(root) else { return }
            reader.fail(name, message, condition.parameters)
        }
    }
}

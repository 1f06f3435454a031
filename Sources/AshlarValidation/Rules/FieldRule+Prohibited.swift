extension ValidationRule where Self == Rule<Never> {
    /// Must be left out or blank where another field has one of these values.
    public static func prohibitedIf<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self { .unused }
    /// Must be left out or blank unless another field has one of these values.
    public static func prohibitedUnless<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self { .unused }
    /// Must be left out or blank where another field is ticked.
    public static func prohibitedIfAccepted<Root>(_ field: any KeyPath<Root, Bool> & Sendable) -> Self { .unused }
    /// Must be left out or blank where another field is not ticked.
    public static func prohibitedIfDeclined<Root>(_ field: any KeyPath<Root, Bool> & Sendable) -> Self { .unused }
    /// Must not be sent beside any of these fields.
    public static func prohibits<Root, each Other>(_ fields: repeat any KeyPath<Root, (each Other)?> & Sendable) -> Self
    {
        .unused
    }
    /// Must be left out or blank.
    public static var prohibited: Self { .unused }
}

extension Rule {
    /// Must be left out or blank: a field that only tells an old client that it is gone. Forms and documents leave it out.
    public static var prohibited: Rule {
        Rule("prohibited", [.prohibited], demand: .prohibited) { value, reader in
            if !Blank.holds(value) { reader.fail("prohibited", "The {field} must not be sent.") }
        }
    }
}

extension FieldRule {
    /// Must be left out or blank where another field has one of these values.
    public static func prohibitedIf<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> FieldRule {
        .prohibited(
            "prohibitedIf", "The {field} must not be sent where the {other} is {value}.",
            .equals(field, [value] + others))
    }

    /// Must be left out or blank unless another field has one of these values.
    public static func prohibitedUnless<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> FieldRule {
        .prohibited(
            "prohibitedUnless", "The {field} must not be sent unless the {other} is {value}.",
            .equals(field, [value] + others).negated)
    }

    /// Must be left out or blank where another field is ticked.
    public static func prohibitedIfAccepted(_ field: any KeyPath<Root, Bool> & Sendable) -> FieldRule {
        .prohibited(
            "prohibitedIfAccepted", "The {field} must not be sent where the {other} is accepted.", .ticked(field))
    }

    /// Must be left out or blank where another field is not ticked.
    public static func prohibitedIfDeclined(_ field: any KeyPath<Root, Bool> & Sendable) -> FieldRule {
        .prohibited(
            "prohibitedIfDeclined", "The {field} must not be sent where the {other} is declined.",
            .ticked(field, false))
    }

    /// Must not be sent beside any of these fields.
    public static func prohibits<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        .prohibited(
            "prohibits", "The {field} must not be sent together with: {other}.",
            .sent(repeat each fields) { $0.contains(true) })
    }

    private static func prohibited(
        _ name: String, _ message: String, _ condition: FieldCondition<Root>
    ) -> FieldRule {
        FieldRule(name, message, condition.parameters) { !condition.holds($0) || Blank.holds($1) }
    }
}

/// A rule by which a property is left out of account: whatever was sent for it is neither checked nor taken, and the property
/// has its default, or nil.
///
/// ```swift
/// @Rule(.excludeUnless(\Self.delivery, .post)) var address: PostalAddress?
/// ```
///
/// Forms send fields that belong to a choice which was not made; such a field is no mistake of who sends it. The property is
/// a `var` that is optional or has a default.
public struct FieldExclusion<Root>: ValidationRule {
    let condition: FieldCondition<Root>

    /// Whether an input leaves the property out.
    public func applies(to root: Root) -> Bool { condition.holds(root) }
}

extension ValidationRule {
    /// Left out of account where another field has one of these values: `.excludeIf(\Self.kind, .person)`.
    public static func excludeIf<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self where Self == FieldExclusion<Root> { FieldExclusion(condition: .equals(field, [value] + others)) }

    /// Left out of account unless another field has one of these values.
    public static func excludeUnless<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self where Self == FieldExclusion<Root> {
        FieldExclusion(condition: .equals(field, [value] + others).negated)
    }

    /// Left out of account where any of these fields was sent.
    public static func excludeWith<Root, each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> Self where Self == FieldExclusion<Root> {
        FieldExclusion(condition: .sent(repeat each fields) { $0.contains(true) })
    }

    /// Left out of account where any of these fields was not sent.
    public static func excludeWithout<Root, each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> Self where Self == FieldExclusion<Root> {
        FieldExclusion(condition: .sent(repeat each fields) { $0.contains(false) })
    }
}

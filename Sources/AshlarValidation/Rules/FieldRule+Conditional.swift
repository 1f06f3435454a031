extension ValidationRule {
    /// An element of a list in another field.
    public static func isIn<Root, Value: Equatable & Sendable>(
        _ list: any KeyPath<Root, [Value]> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> {
        FieldRule("isIn", "The {field} must be one of the {other}.", ["other": FieldNames.of(list)]) { root, value in
            value.map { root[keyPath: list].contains($0) } ?? true
        }
    }

    /// An element of a list in another field: Laravel's name of `isIn`.
    public static func inArray<Root, Value: Equatable & Sendable>(
        _ list: any KeyPath<Root, [Value]> & Sendable
    ) -> Self where Self == FieldRule<Root, Value> { .isIn(list) }

    /// Has to be ticked where another field has one of these values: `.acceptedIf(\Self.kind, .company)`.
    public static func acceptedIf<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self where Self == FieldRule<Root, Bool> {
        .ticked(
            true, "acceptedIf", "The {field} must be accepted where the {other} is {value}.",
            .equals(field, [value] + others))
    }

    /// Must not be ticked where another field has one of these values.
    public static func declinedIf<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other, _ others: Other...
    ) -> Self where Self == FieldRule<Root, Bool> {
        .ticked(
            false, "declinedIf", "The {field} must be declined where the {other} is {value}.",
            .equals(field, [value] + others))
    }

    /// The rules hold where a field of the same input says so: `.when(\Self.isCompany, .length(3...))`.
    public static func when<Root, Value: Sendable>(
        _ condition: any KeyPath<Root, Bool> & Sendable, _ rules: Rule<Value>...
    ) -> Self where Self == FieldRule<Root, Value> {
        .conditional("when", .ticked(condition), rules)
    }

    /// The rules hold where a field of the same input has a value.
    public static func when<Root, Value: Sendable, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ expected: Other, _ rules: Rule<Value>...
    ) -> Self where Self == FieldRule<Root, Value> {
        .conditional("when", .equals(field, [expected]), rules)
    }

    /// The rules hold unless a field of the same input says so: `.unless(\Self.isCompany, .length(3...))`.
    public static func unless<Root, Value: Sendable>(
        _ condition: any KeyPath<Root, Bool> & Sendable, _ rules: Rule<Value>...
    ) -> Self where Self == FieldRule<Root, Value> {
        .conditional("unless", .ticked(condition, false), rules)
    }

    /// The rules hold unless a field of the same input has a value.
    public static func unless<Root, Value: Sendable, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ expected: Other, _ rules: Rule<Value>...
    ) -> Self where Self == FieldRule<Root, Value> {
        .conditional("unless", .equals(field, [expected]).negated, rules)
    }
}

extension FieldRule {
    fileprivate static func conditional(
        _ name: String, _ condition: FieldCondition<Root>, _ rules: [Rule<Value>]
    ) -> FieldRule {
        let steps = RuleSteps(rules)
        return FieldRule(name) { root, value, reader in
            guard var value, condition.holds(root) else { return }
            reader.apply(steps, to: &value)
        }
    }
}

extension FieldRule where Value == Bool {
    fileprivate static func ticked(
        _ isTicked: Bool, _ name: String, _ message: String, _ condition: FieldCondition<Root>
    ) -> FieldRule {
        FieldRule(name, message, condition.parameters) { root, value in
            value == isTicked || !condition.holds(root)
        }
    }
}

extension ValidationRule where Self == Rule<Never> {
    /// Has to be sent where another field has a value: `.requiredIf(\Self.kind, .company)`.
    public static func requiredIf<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other
    ) -> Self { .unused }
    /// Has to be sent unless another field has a value.
    public static func requiredUnless<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other
    ) -> Self { .unused }
    /// Has to be sent where another field is ticked.
    public static func requiredIfAccepted<Root>(_ field: any KeyPath<Root, Bool> & Sendable) -> Self { .unused }
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
    /// Must not be sent where another field has a value.
    public static func prohibitedIf<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other
    ) -> Self { .unused }
    /// Must not be sent unless another field has a value.
    public static func prohibitedUnless<Root, Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other
    ) -> Self { .unused }
    /// Must not be sent beside any of these fields.
    public static func prohibits<Root, each Other>(_ fields: repeat any KeyPath<Root, (each Other)?> & Sendable) -> Self
    {
        .unused
    }
    /// Must not be sent.
    public static var prohibited: Self { .unused }
}

extension Rule {
    /// Must not be sent: a field that only tells an old client that it is gone.
    public static var prohibited: Rule {
        Rule("prohibited") { _, reader in reader.fail("prohibited", "The {field} must not be sent.") }
    }
}

extension FieldRule {
    /// Has to be sent where another field has a value.
    public static func requiredIf<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other
    ) -> FieldRule {
        .required(
            "requiredIf", "The {field} is required where the {other} is {value}.", FieldNames.of(field), "\(value)"
        ) {
            $0[keyPath: field] == value
        }
    }

    /// Has to be sent unless another field has a value.
    public static func requiredUnless<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other
    ) -> FieldRule {
        .required(
            "requiredUnless", "The {field} is required unless the {other} is {value}.", FieldNames.of(field), "\(value)"
        ) { $0[keyPath: field] != value }
    }

    /// Has to be sent where another field is ticked.
    public static func requiredIfAccepted(_ field: any KeyPath<Root, Bool> & Sendable) -> FieldRule {
        .required("requiredIfAccepted", "The {field} is required where the {other} is accepted.", FieldNames.of(field))
        {
            $0[keyPath: field]
        }
    }

    /// Has to be sent where any of these fields was.
    public static func requiredWith<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        let (names, sent) = presence(repeat each fields)
        return .required("requiredWith", "The {field} is required together with: {other}.", names) {
            sent($0).contains(true)
        }
    }

    /// Has to be sent where all of these fields were.
    public static func requiredWithAll<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        let (names, sent) = presence(repeat each fields)
        return .required("requiredWithAll", "The {field} is required together with: {other}.", names) {
            !sent($0).contains(false)
        }
    }

    /// Has to be sent where any of these fields was not.
    public static func requiredWithout<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        let (names, sent) = presence(repeat each fields)
        return .required("requiredWithout", "The {field} is required without: {other}.", names) {
            sent($0).contains(false)
        }
    }

    /// Has to be sent where none of these fields was: at least one of all.
    public static func requiredWithoutAll<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        let (names, sent) = presence(repeat each fields)
        return .required("requiredWithoutAll", "The {field} is required without: {other}.", names) {
            !sent($0).contains(true)
        }
    }

    /// Must not be sent where another field has a value.
    public static func prohibitedIf<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other
    ) -> FieldRule {
        FieldRule(
            "prohibitedIf", "The {field} must not be sent where the {other} is {value}.",
            ["other": FieldNames.of(field), "value": "\(value)"]
        ) { $1 == nil || $0[keyPath: field] != value }
    }

    /// Must not be sent unless another field has a value.
    public static func prohibitedUnless<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ value: Other
    ) -> FieldRule {
        FieldRule(
            "prohibitedUnless", "The {field} must not be sent unless the {other} is {value}.",
            ["other": FieldNames.of(field), "value": "\(value)"]
        ) { $1 == nil || $0[keyPath: field] == value }
    }

    /// Must not be sent beside any of these fields.
    public static func prohibits<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> FieldRule {
        let (names, sent) = presence(repeat each fields)
        return FieldRule("prohibits", "The {field} must not be sent together with: {other}.", ["other": names]) {
            $1 == nil || !sent($0).contains(true)
        }
    }

    private static func required(
        _ name: String, _ message: String, _ other: String, _ value: String = "",
        where applies: @escaping @Sendable (Root) -> Bool
    ) -> FieldRule {
        FieldRule(name, message, ["other": other, "value": value]) { root, sent in
            if let text = sent as? String { return !text.allSatisfy(\.isWhitespace) || !applies(root) }
            return sent != nil || !applies(root)
        }
    }

    private static func presence<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable
    ) -> (names: String, sent: @Sendable (Root) -> [Bool]) {
        var names: [String] = []
        var tests: [@Sendable (Root) -> Bool] = []
        func add<One>(_ field: any KeyPath<Root, One?> & Sendable) {
            names.append(FieldNames.of(field))
            tests.append { $0[keyPath: field] != nil }
        }
        repeat add(each fields)
        let all = tests
        return (names.joined(separator: ", "), { root in all.map { $0(root) } })
    }
}

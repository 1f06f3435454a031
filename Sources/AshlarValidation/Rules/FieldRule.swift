/// A rule that looks at other fields of the same input: it is asked when all of them have been read.
///
/// ```swift
/// @Rule(.after(\Self.startsAt)) var endsAt: Date
/// ```
public struct FieldRule<Root, Value: Sendable>: ValidationRule {
    /// What programs know it by: `after`.
    public let name: String
    let apply: @Sendable (Root, Value?, inout InputReader) -> Void

    /// Makes a rule.
    ///
    /// - Parameters:
    ///   - name: what programs know it by.
    ///   - message: what is said if it does not hold; `{field}` is the label, other words in braces are parameters.
    ///   - parameters: the rule's parameters as text.
    ///   - holds: gets the whole input, and the field's value, nil if it was not sent.
    public init(
        _ name: String, _ message: String, _ parameters: [String: String] = [:],
        holds: @escaping @Sendable (Root, Value?) -> Bool
    ) {
        self.init(name) { root, value, reader in
            if !holds(root, value) { reader.fail(name, message, parameters) }
        }
    }

    init(_ name: String, apply: @escaping @Sendable (Root, Value?, inout InputReader) -> Void) {
        self.name = name
        self.apply = apply
    }

    /// The same rule, which says something else when it is broken.
    public func message(_ text: String) -> FieldRule {
        let apply = apply
        return FieldRule(name) { root, value, reader in
            let errors = reader.errors.count
            apply(root, value, &reader)
            reader.reword(since: errors, text)
        }
    }
}

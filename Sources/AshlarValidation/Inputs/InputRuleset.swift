public import AshlarSupport

/// The rules of one property that look at other properties; written by the `@Input` macro.
public struct InputRuleset<Root: Sendable>: Sendable {
    private let apply: @Sendable (Root, [SentValue.Member], inout InputReader) -> Void

    /// For a property that has a value.
    ///
    /// - Parameters:
    ///   - field: how the property is read.
    ///   - value: the property.
    ///   - rules: in the order in which they are asked.
    public init<Value>(
        _ field: InputField<Value>, _ value: @escaping @Sendable (Root) -> Value, _ rules: [FieldRule<Root, Value>]
    ) {
        self.init(field.description) { root, reader in
            for rule in rules { rule.apply(root, value(root), &reader) }
        }
    }

    /// For a property that may be nil.
    public init<Wrapped>(
        optional field: InputField<Wrapped?>, _ value: @escaping @Sendable (Root) -> Wrapped?,
        _ rules: [FieldRule<Root, Wrapped>]
    ) {
        self.init(field.description) { root, reader in
            for rule in rules { rule.apply(root, value(root), &reader) }
        }
    }

    private init(
        _ field: FieldDescription, _ apply: @escaping @Sendable (Root, inout InputReader) -> Void
    ) {
        self.apply = { root, members, reader in
            let sent = members.value(of: field.name)
            reader.within(.name(field.name), sent, label: field.label, isSecret: field.isSecret) { apply(root, &$0) }
        }
    }

    /// Asks them.
    ///
    /// - Parameters:
    ///   - root: the input that was read.
    ///   - members: what it was read from.
    ///   - reader: hears what is wrong.
    public func check(_ root: Root, _ members: [SentValue.Member], _ reader: inout InputReader) {
        apply(root, members, &reader)
    }
}

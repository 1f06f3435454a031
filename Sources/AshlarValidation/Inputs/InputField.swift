public import AshlarSupport

/// How one property of an input is read and checked; written by the `@Input` macro.
public struct InputField<Value: Sendable>: Sendable {
    /// What is known of it.
    public let description: FieldDescription
    private let isSecret: Bool
    private let reading: @Sendable (SentValue?, inout InputReader) -> Value?

    private init(
        _ description: FieldDescription, _ reading: @escaping @Sendable (SentValue?, inout InputReader) -> Value?
    ) {
        self.description = description
        isSecret = description.isSecret
        self.reading = reading
    }

    /// A property that has a value.
    ///
    /// - Parameters:
    ///   - name: the name by which it is sent.
    ///   - label: what people read.
    ///   - reader: the way to read its type.
    ///   - rules: in the order in which they are applied.
    ///   - text: the default as JSON would have it.
    ///   - documentation: what its comment says.
    ///   - fallback: the default, for a value that is not sent.
    public init(
        _ name: String, label: String? = nil, _ reader: ValueReader<Value>, rules: [Rule<Value>] = [],
        default text: String? = nil, documentation: String? = nil, fallback: (@Sendable () -> Value)? = nil
    ) {
        let isMissable = fallback != nil || reader.whenMissing is Bool
        let description = Self.described(
            name, label, reader.shape, rules, isRequired: !isMissable, isOptional: false, text, documentation)
        self.init(description) { sent, read in
            guard var value = Self.value(sent, &read, reader, fallback) else { return nil }
            read.apply(rules, to: &value)
            return value
        }
    }

    /// A property that may be nil.
    public static func optional<Wrapped: Sendable>(
        _ name: String, label: String? = nil, _ reader: ValueReader<Wrapped>, rules: [Rule<Wrapped>] = [],
        default text: String? = nil, documentation: String? = nil, fallback: (@Sendable () -> Wrapped?)? = nil
    ) -> InputField<Wrapped?> where Value == Wrapped? {
        let isRequired = rules.contains { $0.constraints.contains(.required) }
        let description = InputField<Wrapped>.described(
            name, label, reader.shape, rules, isRequired: isRequired, isOptional: true, text, documentation)
        return InputField(description) { sent, read in
            if sent == nil, let fallback { return .some(fallback()) }
            guard let sent, !isNothing(sent, read.format) else {
                if isRequired { return missing(&read) }
                return .some(nil)
            }
            guard var value = reader.value(sent, &read) else { return nil }
            let before = read.errorCount
            read.apply(rules, to: &value)
            // What is blank without the white space around it was left blank.
            if read.format == .form, before == read.errorCount, let text = value as? String, text.isEmpty {
                return .some(nil)
            }
            return .some(value)
        }
    }

    /// Reads it from among the members of the object.
    public func read(_ members: [SentValue.Member], _ reader: inout InputReader) -> Value? {
        let sent = members.first { $0.name == description.name }?.value
        return reader.within(.name(description.name), sent, label: description.label, isSecret: isSecret) {
            reading(sent, &$0)
        }
    }

    private static func value(
        _ sent: SentValue?, _ read: inout InputReader, _ reader: ValueReader<Value>,
        _ fallback: (@Sendable () -> Value)?
    ) -> Value? {
        switch sent {
        case nil:
            if let fallback { return fallback() }
            if read.format == .form, let value = reader.whenMissing { return value }
            return missing(&read)
        case .null: return missing(&read)
        case .text("") where read.format == .form && (!reader.takesBlank || fallback == nil):
            if let value = reader.whenMissing { return value }
            if let fallback { return fallback() }
            return missing(&read)
        case .some(let sent): return reader.value(sent, &read)
        }
    }

    private static func isNothing(_ sent: SentValue, _ format: InputFormat) -> Bool {
        switch sent {
        case .null: true
        case .text(""): format == .form
        default: false
        }
    }

    private static func missing(_ reader: inout InputReader) -> Value? {
        reader.fail("required", "The {field} is required.")
        return nil
    }

    fileprivate static func described(
        _ name: String, _ label: String?, _ shape: InputShape, _ rules: [Rule<Value>], isRequired: Bool,
        isOptional: Bool, _ fallback: String?, _ documentation: String?
    ) -> FieldDescription {
        FieldDescription(
            name: name, label: label ?? FieldLabel.of(name), shape: shape, isRequired: isRequired,
            isOptional: isOptional, isSecret: SecretName.matches(name), fallback: fallback, rules: rules.map(\.name),
            constraints: rules.flatMap(\.constraints), documentation: documentation)
    }
}

/// What people read for a name that has no label.
enum FieldLabel {
    /// `starts at` for `startsAt` and `starts_at`; a key is called what it is the key of, `author` for `authorID`.
    static func of(_ name: String) -> String {
        var words = CaseConversion.words(name)
        if words.count > 1, words.last == "id" { words.removeLast() }
        return words.isEmpty ? name : words.joined(separator: " ")
    }
}

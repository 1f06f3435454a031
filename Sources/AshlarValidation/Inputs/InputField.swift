public import AshlarSupport

/// How one property of an input is read and checked; written by the `@Input` macro.
public struct InputField<Value: Sendable>: Sendable {
    /// All of it, in one place: a field is handed about for every request, and costs one reference.
    private final class Core: Sendable {
        let description: FieldDescription
        let blank: (@Sendable () -> Value)?
        let reading: @Sendable (SentValue?, inout InputReader) -> Value?

        init(
            _ description: FieldDescription, _ blank: (@Sendable () -> Value)?,
            _ reading: @escaping @Sendable (SentValue?, inout InputReader) -> Value?
        ) {
            self.description = description
            self.blank = blank
            self.reading = reading
        }
    }

    private let core: Core

    private init(
        _ description: FieldDescription, blank: (@Sendable () -> Value)?,
        _ reading: @escaping @Sendable (SentValue?, inout InputReader) -> Value?
    ) {
        core = Core(description, blank, reading)
    }

    /// What is known of it.
    public var description: FieldDescription { core.description }
    /// What the property has where it is left out of account: its default, or nil.
    public var standIn: Value? { core.blank.map { $0() } }

    // What most inputs are made of is compiled for its type: finding out what an optional of a type is takes longer than reading it.

    /// A property that has a value.
    ///
    /// - Parameters:
    ///   - name: the name by which it is sent.
    ///   - label: what people read.
    ///   - reader: the way to read its type.
    ///   - rules: in the order in which they are applied.
    ///   - text: the default as JSON would have it.
    ///   - documentation: what its comment says.
    ///   - isConditional: whether it may be left out of account, so that nobody has to send it.
    ///   - fallback: the default, for a value that is not sent.
    @_specialize(where Value == String)
    @_specialize(where Value == Int)
    @_specialize(where Value == Double)
    @_specialize(where Value == Bool)
    @_specialize(where Value == [String])
    public init(
        _ name: String, label: String? = nil, _ reader: ValueReader<Value>, rules: [Rule<Value>] = [],
        default text: String? = nil, documentation: String? = nil, isConditional: Bool = false,
        fallback: (@Sendable () -> Value)? = nil
    ) {
        let isMissable = fallback != nil || reader.whenMissing is Bool
        let description = Self.described(
            name, label, reader, rules, isRequired: !isMissable, isOptional: false, isConditional: isConditional,
            text, else: reader.choice(fallback), documentation)
        let presence = FieldPresence(rules)
        let rules = rules.filter { !$0.isAboutBeingSent }
        let rulesOfDefault = RuleSteps(rules.filter { $0.demand != .filled })
        let steps = RuleSteps(rules)
        self.init(description, blank: fallback) { sent, read in
            if let presence {
                let isNothing = sent.map { Self.isNothing($0, read.format) } ?? true
                guard presence.holds(sent, isNothing: isNothing, isMissable: isMissable, &read) else { return nil }
            }
            guard var value = Self.value(sent, &read, reader, fallback) else { return nil }
            read.apply(sent == nil ? rulesOfDefault : steps, to: &value)
            return value
        }
    }

    /// A property that may be nil.
    @_specialize(where Wrapped == String)
    @_specialize(where Wrapped == Int)
    public static func optional<Wrapped: Sendable>(
        _ name: String, label: String? = nil, _ reader: ValueReader<Wrapped>, rules: [Rule<Wrapped>] = [],
        default text: String? = nil, documentation: String? = nil, isConditional: Bool = false,
        fallback: (@Sendable () -> Wrapped?)? = nil
    ) -> InputField<Wrapped?> where Value == Wrapped? {
        let presence = FieldPresence(rules)
        let description = InputField<Wrapped>.described(
            name, label, reader, rules, isRequired: presence?.isRequired == true, isOptional: true,
            isConditional: isConditional, text, else: reader.choice(fallback), documentation)
        let steps = RuleSteps(rules.filter { !$0.isAboutBeingSent })
        return InputField(description, blank: fallback ?? { nil }) { sent, read in
            let isNothing = sent.map { Self.isNothing($0, read.format) } ?? true
            if let presence {
                guard presence.holds(sent, isNothing: isNothing, isMissable: fallback != nil, &read) else { return nil }
            }
            guard let sent, !isNothing else { return .some(sent == nil ? fallback?() : nil) }
            guard var value = reader.value(sent, &read) else { return nil }
            let before = read.errorCount
            read.apply(steps, to: &value)
            // What is blank without the white space around it was left blank.
            if read.format == .form, before == read.errorCount, let text = value as? String, text.isEmpty {
                return .some(nil)
            }
            return .some(value)
        }
    }

    /// Reads it from among the members of the object.
    @_specialize(where Value == String)
    @_specialize(where Value == Int)
    @_specialize(where Value == Double)
    @_specialize(where Value == Bool)
    @_specialize(where Value == [String])
    @_specialize(where Value == String?)
    @_specialize(where Value == Int?)
    public func read(_ members: [SentValue.Member], _ reader: inout InputReader) -> Value? {
        let name = core.description.name
        let sent = members.value(of: name)
        return reader.within(
            .name(name), sent, label: core.description.label, isSecret: core.description.isSecret
        ) { core.reading(sent, &$0) }
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
        // Of another input whose controls were all left blank there is none.
        case .members: format == .form && sent.isBlankInForm
        default: false
        }
    }

    private static func missing(_ reader: inout InputReader) -> Value? {
        reader.fail("required", "The {field} is required.")
        return nil
    }

    fileprivate static func described(
        _ name: String, _ label: String?, _ reader: ValueReader<Value>, _ rules: [Rule<Value>], isRequired: Bool,
        isOptional: Bool, isConditional: Bool, _ fallback: String?, else standIn: String?,
        _ documentation: String?
    ) -> FieldDescription {
        let said = rules.flatMap(\.constraints)
        let constraints = reader.constraints.filter { !$0.isNarrowed(by: said) } + said
        let isPresent = constraints.contains(.present)
        return FieldDescription(
            name: name, label: label ?? FieldLabel.of(name), shape: reader.shape,
            isRequired: (isRequired || isPresent) && !isConditional,
            isOptional: isOptional, isSecret: SecretName.matches(name), fallback: fallback ?? standIn,
            rules: rules.map(\.name),
            constraints: isConditional ? constraints.filter { $0 != .required } : constraints,
            documentation: documentation)
    }
}

extension Rule {
    /// Whether the field has asked all that it demands before there is a value.
    fileprivate var isAboutBeingSent: Bool { demand == .present || demand == .missing || demand == .prohibited }
}

extension InputField {
    /// Whether any rule leaves the property out of account; then what was wrong with it is forgotten.
    public func isExcluded<Root>(
        by rules: [FieldExclusion<Root>], of root: Root, _ reader: inout InputReader
    ) -> Bool {
        guard rules.contains(where: { $0.applies(to: root) }) else { return false }
        reader.forget(inside: .name(description.name))
        return true
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

public import AshlarSupport

/// The way from what was sent to a value of one type. The `@Input` macro writes which: the compiler chooses by the type.
public struct ValueReader<Value: Sendable>: Sendable {
    /// What kind of value it is.
    public let shape: InputShape
    /// What the type says of it, before any rule.
    let constraints: [FieldConstraint]
    /// The value where nothing was sent in a form: false for a checkbox, nothing for a list.
    let whenMissing: Value?
    /// Whether a blank text of a form is a value, and not nothing.
    let takesBlank: Bool
    /// Whether several values of one name are all meant.
    let takesSeveral: Bool
    let read: @Sendable (SentValue, inout InputReader) -> Value?

    /// Makes a way to read a type of your own.
    ///
    /// - Parameters:
    ///   - shape: what kind of value it is.
    ///   - read: reads it; returns nil when it has told the reader what is wrong.
    public init(_ shape: InputShape, read: @escaping @Sendable (SentValue, inout InputReader) -> Value?) {
        self.init(shape: shape, read: read)
    }

    init(
        shape: InputShape, constraints: [FieldConstraint] = [], whenMissing: Value? = nil, takesBlank: Bool = false,
        takesSeveral: Bool = false,
        read: @escaping @Sendable (SentValue, inout InputReader) -> Value?
    ) {
        self.shape = shape
        self.constraints = constraints
        self.whenMissing = whenMissing
        self.takesBlank = takesBlank
        self.takesSeveral = takesSeveral
        self.read = read
    }

    /// A default that is a case of an enumeration, as it would be sent; nil for what is none. Only cases are asked for: other
    /// defaults may be worked out anew each time.
    func choice<Default>(_ fallback: (@Sendable () -> Default)?) -> String? {
        guard case .choices = shape, let value = fallback?() as? any RawRepresentable else { return nil }
        return "\(value.rawValue)"
    }

    /// Reads a value that is there.
    func value(_ sent: SentValue, _ reader: inout InputReader) -> Value? {
        // Of several values of one name in a form the last is meant, as browsers send a hidden field before a checkbox.
        if reader.format == .form, !takesSeveral, case .list(let list) = sent, let last = list.last {
            return read(last, &reader)
        }
        return read(sent, &reader)
    }
}

/// The ways to read values: one for each kind of type.
public enum InputValues {
    /// A number, a text, a date: what is sent as one value.
    public static func reader<T: InputScalar>(for type: T.Type) -> ValueReader<T> {
        let isText = type == String.self
        return ValueReader(
            shape: T.inputShape, constraints: T.inputConstraints,
            whenMissing: type == Bool.self ? false as? T : nil, takesBlank: isText
        ) { T.read($0, &$1) }
    }

    /// A case of an enumeration, by its raw value.
    @_disfavoredOverload
    public static func reader<T: RawRepresentable & Sendable>(for type: T.Type) -> ValueReader<T>
    where T.RawValue: InputScalar {
        ValueReader(shape: T.RawValue.inputShape, constraints: T.RawValue.inputConstraints) {
            choice(T.RawValue.read($0, &$1), &$1) { T(rawValue: $0) }
        }
    }

    /// A case of an enumeration whose cases can be listed.
    public static func reader<T: RawRepresentable & CaseIterable & Sendable>(for type: T.Type) -> ValueReader<T>
    where T.RawValue: InputScalar {
        let choices = T.allCases.map { "\($0.rawValue)" }
        return ValueReader(.choices(choices, isText: T.RawValue.self == String.self)) { sent, reader in
            choice(T.RawValue.read(sent, &reader), &reader, among: choices) { T(rawValue: $0) }
        }
    }

    /// Another input.
    public static func reader<T: TypedInput>(for type: T.Type) -> ValueReader<T> {
        ValueReader(.input(type)) { sent, reader in
            guard reader.path.count <= 32 else {
                reader.fail("depth", "The {field} is nested too deeply.")
                return nil
            }
            return T.read(sent, &reader)
        }
    }

    /// An uploaded file.
    public static func reader<T: InputFile>(for type: T.Type) -> ValueReader<T> {
        ValueReader(.file) { sent, reader in
            if case .other(let file) = sent, let file = file as? T { return file }
            reader.fail("type", "The {field} must be a file.", ["type": "file"])
            return nil
        }
    }

    /// Several values.
    ///
    /// - Parameters:
    ///   - element: reads one.
    ///   - separator: what stands between them where a form sends all as one text; nil where it does not.
    public static func list<T>(of element: ValueReader<T>, separatedBy separator: String? = nil) -> ValueReader<[T]> {
        let constraints: [FieldConstraint] = element.constraints.isEmpty ? [] : [.each(element.constraints)]
        return ValueReader(
            shape: .list(element.shape), constraints: constraints, whenMissing: [], takesSeveral: true
        ) { sent, reader in
            var values: [SentValue]
            var numbers: [Int]?
            switch reader.format == .form ? sent.closingRows(&numbers) : sent {
            case .list(let list): values = list
            case .text("") where reader.format == .form: values = []
            case .text(let text) where reader.format == .form && separator?.isEmpty == false:
                values = text.split(separator: separator ?? ",").map { NumberText.trimmed(String($0)) }
                    .filter { !$0.isEmpty }.map(SentValue.text)
            case .text where reader.format == .form, .other where reader.format == .form: values = [sent]
            default:
                reader.fail("type", "The {field} must be a list.", ["type": "list"])
                return nil
            }
            // A hidden field sends an empty choice, so that a form can say that nothing is chosen; a control that was left
            // blank is nothing, and so is a row of such.
            if reader.format == .form, values.contains(where: \.isBlankInForm) {
                let kept = values.indices.filter { !values[$0].isBlankInForm }
                numbers = kept.map { numbers?[$0] ?? $0 }
                values = kept.map { values[$0] }
            }
            reader.elementNumbers = numbers
            var result: [T] = []
            result.reserveCapacity(values.count)
            var isWhole = true
            for (index, value) in values.enumerated() {
                let item = reader.within(.index(numbers?[index] ?? index), value) { reader -> T? in
                    if case .null = value {
                        reader.fail("required", "The {field} has an empty element.")
                        return nil
                    }
                    return element.value(value, &reader)
                }
                if let item { result.append(item) } else { isWhole = false }
            }
            return isWhole ? result : nil
        }
    }

    private static func choice<Raw, T>(
        _ raw: Raw?, _ reader: inout InputReader, among choices: [String] = [], _ make: (Raw) -> T?
    ) -> T? {
        guard let raw else { return nil }
        if let value = make(raw) { return value }
        if choices.isEmpty {
            reader.fail("enum", "The {field} is none of the choices.")
        } else {
            let shown = choices.prefix(20).joined(separator: ", ")
            reader.fail("enum", "The {field} must be one of: {choices}.", ["choices": shown])
        }
        return nil
    }
}

extension SentValue {
    /// A form's rows of which some in between were taken out as a list, with the numbers by which they were sent.
    fileprivate func closingRows(_ numbers: inout [Int]?) -> SentValue {
        guard case .members(let members) = self else { return self }
        let rows = members.compactMap { member in Int(member.name).map { (number: $0, value: member.value) } }
            .sorted { $0.number < $1.number }
        guard !rows.isEmpty, rows.count == members.count, rows.allSatisfy({ $0.number >= 0 }) else { return self }
        numbers = rows.map(\.number)
        return .list(rows.map(\.value))
    }

    /// Whether nothing was typed: a blank text, or an object that has nothing else.
    var isBlankInForm: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .members(let members): !members.isEmpty && members.allSatisfy(\.value.isBlankInForm)
        case .list(let list): list.allSatisfy(\.isBlankInForm)
        default: false
        }
    }
}

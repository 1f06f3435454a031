public import AshlarSupport

/// Checks single values without an input type: in a command, a job, a test.
///
/// ```swift
/// var validator = Validator()
/// let name = validator.check(arguments.name, as: "name", .trim, .length(1...50))
/// let age = validator.read(.text("42"), as: "age", Int.self, .min(18))
/// try await validator.finish()        // throws InputErrors with everything that is wrong
/// ```
public struct Validator {
    private var reader: InputReader

    /// Makes a validator.
    ///
    /// - Parameters:
    ///   - format: how values that are read are to be understood.
    ///   - context: what is known around them.
    public init(format: InputFormat = .form, context: InputContext = InputContext()) {
        reader = InputReader(format: format, context: context)
    }

    /// Checks a value that has its type already.
    ///
    /// - Returns: the value as the rules have changed it.
    @discardableResult
    public mutating func check<Value>(_ value: Value, as name: String, _ rules: Rule<Value>...) -> Value {
        var value = value
        reader.within(.name(name), nil, label: FieldLabel.of(name)) { $0.apply(RuleSteps(rules), to: &value) }
        return value
    }

    /// Reads a value of a type, and checks it.
    ///
    /// - Returns: nil if it is none of that type.
    public mutating func read<Value: InputScalar>(
        _ sent: SentValue?, as name: String, _ type: Value.Type, _ rules: Rule<Value>...
    ) -> Value? {
        let field = InputField(name, InputValues.reader(for: type), rules: rules)
        return field.read(sent.map { [SentValue.Member(name, $0)] } ?? [], &reader)
    }

    /// What is wrong so far; rules that take time have not been asked yet.
    public var errors: InputErrors { InputErrors(reader.errors) }

    /// Asks the rules that take time.
    ///
    /// - Throws: ``InputErrors`` with everything that is wrong.
    public mutating func finish() async throws {
        guard reader.errors.isEmpty else { throw errors }
        let pending = reader.pending
        reader.pending = []
        let found = try await PendingCheck.errors(of: pending)
        guard found.isEmpty else { throw InputErrors(found) }
    }
}

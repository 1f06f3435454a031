/// One thing that has to hold for a value, or is done to it. A plain value: keep a list of them to use it again.
///
/// ```swift
/// extension ValidationRule where Self == Rule<String> {
///     static var isbn: Self {
///         .test("isbn", "The {field} is not an ISBN.") { ISBN.isValid($0) }
///     }
/// }
///
/// @Rule(.trim, .isbn) var isbn: String
/// ```
public struct Rule<Value: Sendable>: ValidationRule {
    /// What programs know it by: `length`.
    public let name: String
    /// What it says in a way that browsers understand.
    public let constraints: [FieldConstraint]
    /// Whether the rules after it are left out when something is wrong already.
    let isBail: Bool
    /// What it says instead of its own words.
    let wording: String?
    /// What it demands of being sent, which the field asks before there is a value; nil for a rule about the value.
    let demand: FieldConstraint?
    let apply: @Sendable (inout Value, inout InputReader) -> Void

    init(
        _ name: String, _ constraints: [FieldConstraint] = [], isBail: Bool = false, wording: String? = nil,
        demand: FieldConstraint? = nil,
        apply: @escaping @Sendable (inout Value, inout InputReader) -> Void
    ) {
        self.name = name
        self.constraints = constraints
        self.isBail = isBail
        self.wording = wording
        self.demand = demand
        self.apply = apply
    }

    /// A rule that holds or not.
    ///
    /// - Parameters:
    ///   - name: what programs know it by.
    ///   - message: what is said if it does not hold; `{field}` is the label, other words in braces are parameters.
    ///   - parameters: the rule's parameters as text.
    ///   - constraints: what browsers and documents are told of it.
    ///   - holds: the test.
    public static func test(
        _ name: String, _ message: String, _ parameters: [String: String] = [:], constraints: [FieldConstraint] = [],
        _ holds: @escaping @Sendable (Value) -> Bool
    ) -> Rule {
        Rule(name, constraints) { value, reader in
            if !holds(value) { reader.fail(name, message, parameters) }
        }
    }

    /// A rule that looks at what surrounds the input too: the time, the path's parameters, who asks.
    public static func contextual(
        _ name: String, _ message: String, _ parameters: [String: String] = [:],
        _ holds: @escaping @Sendable (Value, InputContext) -> Bool
    ) -> Rule {
        Rule(name) { value, reader in
            if !holds(value, reader.context) { reader.fail(name, message, parameters) }
        }
    }

    /// Something that is done to the value before the rules after it: trimming, lower case.
    public static func sanitise(_ name: String, _ change: @escaping @Sendable (Value) -> Value) -> Rule {
        Rule(name) { value, _ in value = change(value) }
    }

    /// A rule that takes time, asked when all other rules of the input hold.
    ///
    /// ```swift
    /// .asynchronous("vat", "The {field} is not a known VAT number.") { try await registry.knows($0) }
    /// ```
    public static func asynchronous(
        _ name: String, _ message: String, _ parameters: [String: String] = [:],
        _ holds: @escaping @Sendable (Value) async throws -> Bool
    ) -> Rule {
        Rule(name) { value, reader in
            let value = value
            reader.ask(name, message, parameters, .single { try await holds(value) })
        }
    }

    /// A rule that takes time and looks at what surrounds the input too.
    public static func contextualAsynchronous(
        _ name: String, _ message: String, _ parameters: [String: String] = [:],
        _ holds: @escaping @Sendable (Value, InputContext) async throws -> Bool
    ) -> Rule {
        Rule(name) { value, reader in
            let (value, context) = (value, reader.context)
            reader.ask(name, message, parameters, .single { try await holds(value, context) })
        }
    }

    /// A rule that is asked for many values at once: for all elements of a list, and all fields of the same batch.
    public static func batched(
        _ name: String, _ message: String, _ parameters: [String: String] = [:],
        _ check: @escaping @Sendable (Value, InputContext) -> any BatchedCheck
    ) -> Rule {
        Rule(name) { value, reader in
            reader.ask(name, message, parameters, .batched(check(value, reader.context)))
        }
    }

    /// The same rule, which says something else when it is broken.
    ///
    /// - Parameter text: `{field}` is the label, other words in braces are the rule's parameters.
    public func message(_ text: String) -> Rule {
        let apply = apply
        return Rule(name, constraints, isBail: isBail, wording: text, demand: demand) { value, reader in
            let (errors, pending) = (reader.errors.count, reader.pending.count)
            apply(&value, &reader)
            reader.reword(since: errors, text)
            reader.rewordPending(since: pending, text)
        }
    }
}

extension InputReader {
    /// Asks later whether what is being read is right.
    mutating func ask(
        _ rule: String, _ message: String, _ parameters: [String: String], _ question: PendingCheck.Question
    ) {
        // The error is made as it would be now, and waits.
        let (before, count) = (errors.count, errorCount)
        guard before < context.errorLimit else { return }
        fail(rule, message, parameters)
        guard let error = errors.last else { return }
        forget(since: before, count)
        later(PendingCheck(question: question, error: error))
    }

    mutating func rewordPending(since start: Int, _ message: String) {
        guard start < pending.count else { return }
        for index in start..<pending.count {
            pending[index].error.message = Self.filled(
                message, label: label ?? "value", pending[index].error.parameters)
        }
    }

    /// Applies rules in their order.
    mutating func apply<Value>(_ rules: RuleSteps<Value>, to value: inout Value) {
        let before = errorCount
        for index in rules.all.indices {
            if index >= rules.bail, errorCount > before { return }
            rules.all[index](&value, &self)
        }
    }
}

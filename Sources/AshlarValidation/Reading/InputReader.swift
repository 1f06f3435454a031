public import AshlarSupport

/// Reads what was sent into typed values, and collects everything that is wrong with it.
public struct InputReader {
    /// How what was sent is to be understood.
    public let format: InputFormat
    /// What is known around it.
    public let context: InputContext
    /// Where it was sent.
    public let source: InputSource
    /// The way to what is being read.
    public private(set) var path: [InputKey] = []
    /// All that is wrong so far.
    public private(set) var errors: [FieldError] = []
    /// What is being read, for the errors' value.
    var sent: SentValue?
    /// What the field that is being read is called.
    var label: String?
    /// Whether what is being read must not be sent back.
    var isSecret = false
    /// The numbers by which the elements of the list that is being read were sent; nil for 0, 1, 2 and so on.
    var elementNumbers: [Int]?
    /// What remains to be asked of a database, or of anybody else.
    var pending: [PendingCheck] = []
    /// How many errors there were, also beyond the limit.
    private var found = 0

    /// Makes a reader.
    public init(format: InputFormat, source: InputSource = .body, context: InputContext = InputContext()) {
        self.format = format
        self.source = source
        self.context = context
    }

    /// Whether anything was found wrong since a number of errors.
    var errorCount: Int { found }

    /// Notes that what is being read breaks a rule.
    ///
    /// - Parameters:
    ///   - rule: what programs know it by: `length`.
    ///   - message: a sentence; `{field}` is the label, `{min}` a parameter.
    ///   - parameters: the rule's parameters as text.
    public mutating func fail(_ rule: String, _ message: String, _ parameters: [String: String] = [:]) {
        found += 1
        guard errors.count < context.errorLimit else { return }
        errors.append(
            FieldError(
                source: source, path: path, rule: rule, message: text(rule, message, parameters),
                parameters: parameters, value: isSecret ? nil : sent.flatMap(Self.shown)))
    }

    /// Works inside of a member or an element.
    mutating func within<Result>(
        _ key: InputKey, _ value: SentValue?, label: String? = nil, isSecret: Bool = false,
        _ body: (inout InputReader) -> Result
    ) -> Result {
        // Exchanged rather than copied, there and back.
        var outer: (sent: SentValue?, label: String?, numbers: [Int]?) = (value, label ?? self.label, nil)
        let wasSecret = self.isSecret
        swap(&sent, &outer.sent)
        swap(&self.label, &outer.label)
        swap(&elementNumbers, &outer.numbers)
        self.isSecret = wasSecret || isSecret
        path.append(key)
        let result = body(&self)
        path.removeLast()
        swap(&sent, &outer.sent)
        swap(&self.label, &outer.label)
        swap(&elementNumbers, &outer.numbers)
        self.isSecret = wasSecret
        return result
    }

    /// Gives the errors that were added since a number other words.
    mutating func reword(since start: Int, _ message: String) {
        guard start < errors.count else { return }
        for index in start..<errors.count {
            errors[index].message = Self.filled(message, label: label ?? "value", errors[index].parameters)
        }
    }

    /// Drops what was found since a number of errors: for rules that only try.
    mutating func forget(since start: Int, _ count: Int) {
        if start < errors.count { errors.removeSubrange(start...) }
        found = count
    }

    /// Drops what was found inside of a member of what is being read. Where so many errors were found that others may not have
    /// been kept, they all stay: without them what is wrong elsewhere would pass.
    mutating func forget(inside key: InputKey) {
        guard errors.count < context.errorLimit else { return }
        let inside = path + [key]
        let before = errors.count
        errors.removeAll { $0.path.starts(with: inside) }
        found -= before - errors.count
        pending.removeAll { $0.error.path.starts(with: inside) }
    }

    /// Adds errors that were found in another way.
    mutating func add(_ more: [FieldError]) {
        found += more.count
        errors += more.prefix(max(0, context.errorLimit - errors.count))
    }

    /// Adds what is to be asked when all has been read.
    mutating func later(_ check: PendingCheck) { pending.append(check) }

    /// The members of the object that is being read; nil, with an error, if it is none.
    public mutating func members(of value: SentValue?) -> [SentValue.Member]? {
        switch value {
        case .members(let members): return members
        case .list(let list) where list.isEmpty && format == .form: return []
        case nil where format == .form: return []
        default:
            let message =
                format == .form ? "The {field} has several fields, and is not one." : "The {field} must be an object."
            fail("type", message, ["type": "object"])
            return nil
        }
    }

    /// Which of several inputs is being read, and what it is read from; nil, with an error, if it says none.
    ///
    /// - Parameters:
    ///   - value: what was sent.
    ///   - discriminator: the member that says it.
    ///   - names: what it may say.
    public mutating func variant(
        of value: SentValue?, by discriminator: String, among names: [String]
    ) -> (name: String, rest: SentValue)? {
        guard let members = members(of: value) else { return nil }
        let sent = members.value(of: discriminator)
        let name: String? = within(.name(discriminator), sent, label: FieldLabel.of(discriminator)) { reader in
            switch sent {
            case .text("") where reader.format == .form, .null, nil:
                reader.fail("required", "The {field} is required.")
            case .text(let name) where names.contains(name): return name
            default:
                reader.fail(
                    "enum", "The {field} must be one of: {choices}.", ["choices": names.joined(separator: ", ")])
            }
            return nil
        }
        return name.map { ($0, .members(members.filter { $0.name != discriminator })) }
    }

    /// Notes members that nobody has asked for.
    public mutating func refuseUnknown(_ members: [SentValue.Member], known: [String]) {
        for member in members where !known.contains(member.name) {
            // What the framework's own forms carry is no field of the input.
            if format == .form, member.name.hasPrefix("_") { continue }
            if path.isEmpty, context.otherNames.contains(member.name) { continue }
            let suggestion = Suggestion.closest(to: member.name, in: known).map { " Did you mean \"\($0)\"?" } ?? ""
            within(.name(member.name), member.value, label: member.name) {
                $0.fail("unknown", "There is no field \"{field}\"." + suggestion)
            }
        }
    }

    private func text(_ rule: String, _ message: String, _ parameters: [String: String]) -> String {
        var label = label ?? "value"
        if let messages = context.messages {
            label = messages.label(of: label, in: context.language) ?? label
            let own = messages.message(for: rule, field: label, parameters: parameters, in: context.language)
            if let own { return own }
        }
        return Self.filled(message, label: label, parameters)
    }

    static func filled(_ message: String, label: String, _ parameters: [String: String]) -> String {
        var result = ""
        var rest = message[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = rest[rest.index(after: open)..<close]
            if name == "field" {
                result += label
            } else {
                result += parameters[String(name)] ?? String(rest[open...close])
            }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// What is sent back of a value: enough to see which one it was.
    private static func shown(_ value: SentValue) -> SentValue? {
        switch value {
        case .text(let text): text.utf8.count <= 200 ? value : .text(text.prefix(80) + "…")
        case .number(let text): text.utf8.count <= 60 ? value : .text(text.prefix(40) + "…")
        case .null, .bool: value
        case .list(let list): list.count <= 10 && list.allSatisfy(isSmall) ? value : nil
        case .members, .other: nil
        }
    }

    private static func isSmall(_ value: SentValue) -> Bool {
        switch value {
        case .text(let text), .number(let text): text.utf8.count <= 60
        case .null, .bool: true
        default: false
        }
    }
}

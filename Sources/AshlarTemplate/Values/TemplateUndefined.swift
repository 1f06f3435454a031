/// What a template has in its hands when a name or a member does not exist.
public final class TemplateUndefined: Sendable {
    /// How a template behaves when it uses what does not exist.
    public enum Behavior: Sendable {
        /// Every use is an error, apart from `is defined` and `default`. (Jinja's `StrictUndefined`.)
        case strict
        /// It prints nothing and is false; anything else is an error. (Jinja's default.)
        case lenient
        /// As lenient, and members of it are undefined as well. (Jinja's `ChainableUndefined`.)
        case chainable
        /// As lenient, and it prints what was asked for. (Jinja's `DebugUndefined`.)
        case debug
    }

    /// The name or the key that was asked for.
    let name: TemplateValue
    /// The value that has no such member; nil for a variable.
    let owner: TemplateValue?
    /// A message that says more than the name.
    let hint: String?
    let behavior: Behavior
    /// Where a template asked for it.
    private let place: (template: CompiledTemplate, offset: Int)?

    init(name: String, behavior: Behavior, at place: (template: CompiledTemplate, offset: Int)? = nil) {
        self.name = .string(name)
        self.owner = nil
        self.hint = nil
        self.behavior = behavior
        self.place = place
    }

    init(
        key: TemplateValue, of owner: TemplateValue, behavior: Behavior,
        at place: (template: CompiledTemplate, offset: Int)? = nil
    ) {
        name = key
        self.owner = owner
        hint = nil
        self.behavior = behavior
        self.place = place
    }

    init(hint: String, name: String = "", behavior: Behavior) {
        self.name = .string(name)
        owner = nil
        self.hint = hint
        self.behavior = behavior
        place = nil
    }

    /// What a value has no member or element for. A slot that a component was not given prints nothing and is false, as
    /// long as nothing of it is asked for.
    convenience init(
        missing key: TemplateValue, of owner: TemplateValue, behavior: Behavior,
        at place: (template: CompiledTemplate, offset: Int)? = nil
    ) {
        if case .dictionary(let dictionary) = owner, dictionary.holdsSlots, let name = key.plainText {
            self.init(
                hint: "the slot \"\(name)\" was not given", name: name,
                behavior: behavior == .strict ? .lenient : behavior)
        } else {
            self.init(key: key, of: owner, behavior: behavior, at: place)
        }
    }

    /// Whether it is a variable of that name, which nobody has given.
    func isVariable(_ name: String) -> Bool { owner == nil && hint == nil && self.name.plainText == name }

    /// Where the name stands in a template; nil if another one asked for it.
    func offset(in template: CompiledTemplate) -> Int? { place?.template === template ? place?.offset : nil }

    /// What is wrong, without a suggestion.
    var message: String {
        if let hint { return hint }
        guard let owner else { return "\"\(name.plainText ?? "")\" is undefined" }
        guard let member = name.plainText else { return "\(owner.typeName) has no element \(name.quoted)" }
        return "\(owner.typeName) has no member \"\(member)\""
    }

    /// What a debug template prints.
    var debugText: String {
        if let hint { return "{{ undefined value printed: \(hint) }}" }
        guard let owner else { return "{{ \(name.plainText ?? "") }}" }
        return "{{ no such element: \(owner.pythonTypeName) object[\(name.quoted)] }}"
    }

    var failure: Failure { Failure(.undefined, message, undefined: self) }

    /// - Throws: for a strict undefined value, on any use.
    func use() throws {
        if behavior == .strict { throw failure }
    }
}

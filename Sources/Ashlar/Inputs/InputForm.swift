public import AshlarHTTP
import AshlarSession
public import AshlarSupport
public import AshlarTemplate
public import AshlarValidation

/// The form of an input, for a template: each field with its label, its control with the attributes that its rules imply,
/// what was typed before, and what is wrong with it.
///
/// ```swift
/// func edit(post: Post, request: Request) -> View {
///     View("posts.edit", ["form": InputForm(PostInput.self, editing: post, for: request)])
/// }
/// ```
///
/// In the template `{{ form }}` writes all fields, `{{ form.title }}` one, and `{{ form.title.label }}`,
/// `{{ form.title.input }}` and `{{ form.title.error }}` its parts. `{{ form.enctype }}` is what `<form>` needs for files.
public final class InputForm: TemplateObject {
    let description: InputDescription
    let state: FormState

    /// Makes a form.
    ///
    /// - Parameters:
    ///   - input: the input that the form is sent as.
    ///   - values: what the fields hold at first; what was typed before goes over it.
    ///   - request: whose session has what was typed, and what was wrong.
    public convenience init<Input: TypedInput>(
        _ input: Input.Type, values: SentValue = .members([]), for request: Request
    ) {
        let session = request[Session.self]
        self.init(
            input.inputDescription,
            FormState(values: values, old: session?.oldInput, errors: session?.errors ?? ErrorBag(), prefix: []))
    }

    /// Makes the form for a record that is edited: fields hold its properties of the same names.
    public convenience init<Input: TypedInput>(
        _ input: Input.Type, editing record: some MemberReadable, for request: Request
    ) {
        let values = input.inputDescription.fields.compactMap { field -> SentValue.Member? in
            guard let value = try? record.member(named: field.name) else { return nil }
            return SentValue.Member(field.name, Self.sent(TemplateValue(value)))
        }
        self.init(input, values: .members(values), for: request)
    }

    init(_ description: InputDescription, _ state: FormState) {
        self.description = description
        self.state = state
    }

    private static func sent(_ value: TemplateValue) -> SentValue {
        switch value {
        case .bool(let value): .bool(value)
        case .none, .undefined: .null
        default: (try? value.text()).map(SentValue.text) ?? .null
        }
    }

    /// A field, `enctype`, or `fields`.
    public func member(named name: String) throws -> TemplateValue? {
        if let field = description[name] { return .object(FormField(field, state)) }
        switch name {
        case "enctype":
            return .string(description.hasFiles ? "multipart/form-data" : "application/x-www-form-urlencoded")
        case "fields": return TemplateValue(description.fields.map { TemplateValue.object(FormField($0, state)) })
        default: return nil
        }
    }

    /// The fields' names.
    public var memberNames: [String] { description.fields.map(\.name) + ["enctype", "fields"] }

    /// All fields.
    public var markup: Markup? {
        Markup(description.fields.map { FormField($0, state).html }.joined(separator: "\n"))
    }
}

/// What a form shows of what was there, typed and wrong.
struct FormState: Sendable {
    let values: SentValue
    let old: OldInput?
    let errors: ErrorBag
    /// The way from the whole form.
    let prefix: [String]

    /// `address[street]`
    func name(_ field: String) -> String {
        guard let first = prefix.first else { return field }
        return first + (prefix.dropFirst() + [field]).map { "[\($0)]" }.joined()
    }

    func messages(_ field: String) -> [String] { errors.all((prefix + [field]).joined(separator: ".")) }

    /// What a field holds, as texts.
    func texts(_ field: FieldDescription) -> [String] {
        guard !field.isSecret else { return [] }
        let name = name(field.name)
        if let old, !old.isEmpty {
            let typed = old.all(name) + old.all(name + "[]")
            // What was sent without the field left it empty.
            return typed
        }
        switch values[field.name] {
        case .text(let text), .number(let text): return [text]
        case .bool(let value): return [value ? "true" : "false"]
        case .list(let list):
            return list.compactMap {
                switch $0 {
                case .text(let text), .number(let text): text
                default: nil
                }
            }
        default: return field.fallback.map { [$0] } ?? []
        }
    }

    func inside(_ field: String) -> FormState {
        FormState(values: values[field] ?? .members([]), old: old, errors: errors, prefix: prefix + [field])
    }
}

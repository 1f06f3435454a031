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
        self.init(input, values: FormValues.of(record, for: input.inputDescription), for: request)
    }

    init(_ description: InputDescription, _ state: FormState) {
        self.description = description
        self.state = state
    }

    /// A field, `enctype`, or `fields`.
    public func member(named name: String) throws -> TemplateValue? {
        if let field = description[name] { return .object(FormField(field, state)) }
        switch name {
        case "enctype":
            return .string(description.hasFiles ? "multipart/form-data" : "application/x-www-form-urlencoded")
        case "fields":
            return TemplateValue(description.shownFields(in: state).map { TemplateValue.object(FormField($0, state)) })
        default: return nil
        }
    }

    /// The fields' names.
    public var memberNames: [String] { description.fields.map(\.name) + ["enctype", "fields"] }

    /// All fields.
    public var markup: Markup? {
        Markup(description.shownFields(in: state).map { FormField($0, state).html }.joined(separator: "\n"))
    }
}

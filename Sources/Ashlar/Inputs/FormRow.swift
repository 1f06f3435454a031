import AshlarTemplate
import AshlarValidation

/// One of several inputs of a form, as templates see it: `{% for line in form.lines.rows %}{{ line.amount }}{% endfor %}`.
final class FormRow: TemplateObject {
    private let input: InputDescription
    private let state: FormState
    private let title: String

    /// - Parameters:
    ///   - input: what a row is sent as.
    ///   - state: what is known inside of the row.
    ///   - title: what people read above it.
    init(_ input: InputDescription, _ state: FormState, title: String) {
        self.input = input
        self.state = state
        self.title = title
    }

    var memberNames: [String] { input.fields.map(\.name) + ["fields", "index", "title", "error"] }

    func member(named name: String) throws -> TemplateValue? {
        if let field = input[name] { return .object(FormField(field, state)) }
        switch name {
        case "fields": return TemplateValue(fields.map(TemplateValue.object))
        case "index": return .string(state.prefix.last ?? "")
        case "title": return .string(title)
        case "error": return .markup(Markup(error))
        default: return nil
        }
    }

    var markup: Markup? { Markup(html) }

    /// All of its fields, with what is wrong with the row as a whole.
    var html: String {
        let described = error.isEmpty ? "" : " aria-describedby=\"\(Markup.escaping(state.id).html)-error\""
        return "<fieldset\(described)><legend>\(Markup.escaping(title).html)</legend>"
            + fields.map(\.html).joined(separator: "\n") + "\(error)</fieldset>"
    }

    private var fields: [FormField] { input.shownFields(in: state).map { FormField($0, state) } }

    private var error: String {
        guard let message = state.errors.first(state.prefix.joined(separator: ".")) else { return "" }
        return "<p class=\"error\" id=\"\(Markup.escaping(state.id).html)-error\">\(Markup.escaping(message).html)</p>"
    }
}

extension InputDescription {
    /// The fields that a form has: of several inputs which one it is, and the fields of that.
    func shownFields(in state: FormState) -> [FieldDescription] {
        var all = fields
        if let variants, let chosen = fields.first.flatMap({ state.texts($0).last }) {
            all += variants.cases.first { $0.name == chosen }?.input?.inputDescription.shownFields(in: state) ?? []
        }
        return all.filter { !$0.isProhibited }
    }
}

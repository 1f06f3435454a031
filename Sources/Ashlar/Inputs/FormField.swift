import AshlarTemplate
import AshlarValidation

/// One field of a form, as templates see it: `{{ form.title }}`, `{{ form.title.input }}`.
final class FormField: TemplateObject {
    private let field: FieldDescription
    private let state: FormState
    /// How many empty rows there are for more.
    private let blankRows: Int

    init(_ field: FieldDescription, _ state: FormState, blankRows: Int? = nil) {
        self.field = field
        self.state = state
        // Within an empty row none is asked for: an input that has several of itself would never end.
        self.blankRows = blankRows ?? (state.isBlank ? 0 : 1)
    }

    let memberNames = ["name", "id", "label", "input", "error", "errors", "value", "text", "rows", "template"]

    func member(named name: String) throws -> TemplateValue? {
        if case .input(let type) = field.shape, let inner = type.inputDescription[name] {
            return .object(FormField(inner, state.inside(field)))
        }
        if case .list(.input(let type)) = field.shape {
            switch name {
            case "rows": return TemplateValue(rows(of: type.inputDescription).map(TemplateValue.object))
            case "template": return .markup(Markup(template(of: type.inputDescription)))
            case "input": return .markup(Markup(rows(of: type.inputDescription).map(\.html).joined(separator: "\n")))
            default: break
            }
        }
        switch name {
        case "name": return .string(self.name)
        case "id": return .string(id)
        case "text": return .string(title)
        case "label": return .markup(Markup(label))
        case "input": return .markup(Markup(control))
        case "error": return .markup(Markup(error))
        case "errors": return TemplateValue(messages)
        case "value": return .string(state.texts(field).last ?? "")
        default: return nil
        }
    }

    var isCallable: Bool { if case .list(.input) = field.shape { true } else { false } }

    /// `form.lines(blank=3)`: with so many empty rows.
    func call(_ arguments: TemplateArguments) throws -> TemplateValue {
        .object(FormField(field, state, blankRows: try arguments.integer(0, "blank").map { min(max($0, 0), 100) }))
    }

    var markup: Markup? { Markup(html) }

    /// Label, control and error.
    var html: String {
        switch field.shape {
        case .input(let type):
            let inside = state.inside(field)
            return group(type.inputDescription.shownFields(in: inside).map { FormField($0, inside).html })
        case .list(.input(let type)):
            return group(rows(of: type.inputDescription).map(\.html))
        default: break
        }
        if case .boolean = field.shape { return "<div class=\"field\">\(control)\(label)\(error)</div>" }
        return "<div class=\"field\">\(label)\(control)\(error)</div>"
    }

    private func group(_ parts: [String]) -> String {
        let described = isWrong ? " aria-describedby=\"\(escaped(id))-error\"" : ""
        return "<fieldset\(described)><legend>\(escaped(title))</legend>\(parts.joined(separator: "\n"))"
            + "\(error)</fieldset>"
    }

    /// Those that have something, and empty ones for more.
    private func rows(of input: InputDescription) -> [FormRow] {
        let filled = state.rows(field.name)
        var most = Int.max
        for case .maxItems(let count) in field.constraints { most = count }
        let next = (state.rowNumbers(field.name).last ?? -1) + 1
        let blank = (0..<max(0, min(blankRows, most - filled.count))).map { next + $0 }
        return (filled.map { ($0, false) } + blank.map { ($0, true) }).enumerated().map { place, row in
            FormRow(
                input, state.inside(field.name, row: String(row.0), isBlank: row.1), title: "\(title) \(place + 1)")
        }
    }

    /// A row for a script to copy: `__index__` stands for its number, of which `data-next` is the first that is free.
    private func template(of input: InputDescription) -> String {
        let next = (state.rowNumbers(field.name).last ?? -1) + 1 + blankRows
        let row = FormRow(input, state.inside(field.name, row: "__index__", isBlank: true), title: title)
        return "<template data-rows=\"\(escaped(state.name(field.name)))\" data-next=\"\(next)\">\(row.html)</template>"
    }

    private var name: String { state.name(field.name) + (isList ? "[]" : "") }
    private var id: String { state.id + "-" + field.name }
    private var title: String { field.label.prefix(1).uppercased() + field.label.dropFirst() }
    private var isList: Bool { if case .list = field.shape { true } else { false } }
    private var isWrong: Bool { !messages.isEmpty }

    /// What is wrong with it, and with the elements of a list.
    private var messages: [String] {
        if case .list(.input) = field.shape { return state.messages(field.name) }
        guard isList else { return state.messages(field.name) }
        let elements = state.texts(field).indices.flatMap { state.messages("\(field.name).\($0)") }
        return state.messages(field.name) + elements
    }

    private var label: String { "<label for=\"\(escaped(id))\">\(escaped(title))</label>" }

    private var error: String {
        guard let message = messages.first else { return "" }
        return "<p class=\"error\" id=\"\(escaped(id))-error\">\(escaped(message))</p>"
    }

    private var control: String {
        switch field.shape {
        case .input, .list(.input): return ""
        case .boolean: return checkbox
        case .choices(let choices, _): return select(choices, isMultiple: false)
        case .list(.choices(let choices, _)): return select(choices, isMultiple: true)
        case .list(.file): return tag("input", [("type", "file"), ("multiple", nil)] + common)
        case .list: return list
        default: break
        }
        if let choices, case .text = field.shape { return select(choices, isMultiple: false) }
        let value = state.texts(field).last ?? ""
        if isLong { return tag("textarea", common) + escaped(value) + "</textarea>" }
        var attributes: [(String, String?)] = [("type", type)] + common
        if type != "password", type != "file" { attributes.append(("value", shown(value))) }
        return tag("input", attributes)
    }

    private var checkbox: String {
        let isOn = ["1", "true", "on", "yes"].contains(state.texts(field).last?.lowercased() ?? "")
        var attributes: [(String, String?)] = [("type", "checkbox"), ("value", "1")] + common
        if isOn { attributes.append(("checked", nil)) }
        return tag("input", attributes)
    }

    private func select(_ choices: [String], isMultiple: Bool) -> String {
        let chosen = state.texts(field)
        var options = choices.map { choice in
            tag("option", [("value", choice)] + (chosen.contains(choice) ? [("selected", nil)] : []))
                + escaped(choice) + "</option>"
        }
        // Where nothing is chosen yet, the first choice must not be sent unnoticed.
        if !isMultiple, !field.isRequired || !chosen.contains(where: choices.contains) {
            options.insert("<option value=\"\"></option>", at: 0)
        }
        return tag("select", common + (isMultiple ? [("multiple", nil)] : [])) + options.joined() + "</select>"
    }

    /// One control for each value, and an empty one for another.
    private var list: String {
        (state.texts(field) + [""]).enumerated().map { index, text in
            var attributes = common.filter { $0.0 != "required" && (index == 0 || $0.0 != "id") }
            if index > 0 { attributes.append(("aria-label", title)) }
            return tag("input", [("type", type)] + attributes + [("value", shown(text))])
        }.joined()
    }

    // MARK: - What the rules imply

    private var type: String {
        if field.isSecret { return "password" }
        var shape = field.shape
        if case .list(let element) = shape { shape = element }
        switch shape {
        case .integer, .number, .decimal: return "number"
        case .date, .day: return "date"
        case .url: return "url"
        case .file: return "file"
        default: break
        }
        for case .format(let format) in constraints {
            switch format {
            case "email": return "email"
            case "uri": return "url"
            case "tel": return "tel"
            case "date": return "date"
            default: continue
            }
        }
        return "text"
    }

    private var constraints: [FieldConstraint] {
        field.constraints.flatMap { constraint -> [FieldConstraint] in
            if case .each(let inner) = constraint { return inner }
            return [constraint]
        }
    }

    private var choices: [String]? {
        for case .choices(let choices) in field.constraints { return choices }
        return nil
    }

    /// Text of several lines: where more than a line is allowed.
    private var isLong: Bool {
        guard case .text = field.shape, type == "text" else { return false }
        for case .maxLength(let count) in field.constraints { return count > 250 }
        return false
    }

    private var common: [(String, String?)] {
        var attributes: [(String, String?)] = [("id", id), ("name", name)]
        // A form sends every field, so that one that only has to be there may be blank.
        var isRequired = field.isRequired && (!field.isOptional || field.constraints.contains(.required))
        if case .boolean = field.shape { isRequired = false }
        for constraint in constraints {
            switch constraint {
            case .minLength(let count) where count > 0: attributes.append(("minlength", String(count)))
            case .maxLength(let count): attributes.append(("maxlength", String(count)))
            case .pattern(let pattern) where !isLong: attributes.append(("pattern", pattern))
            case .minimum(let bound): attributes.append(("min", bound))
            case .maximum(let bound): attributes.append(("max", bound))
            case .multipleOf(let step): attributes.append(("step", step))
            case .places(let most) where (0...18).contains(most):
                attributes.append(("step", most == 0 ? "1" : "0." + String(repeating: "0", count: most - 1) + "1"))
            case .accept(let types): attributes.append(("accept", types.joined(separator: ",")))
            case .required, .accepted: isRequired = true
            default: break
            }
        }
        switch field.shape {
        case .number, .decimal:
            if !attributes.contains(where: { $0.0 == "step" }) { attributes.append(("step", "any")) }
        default: break
        }
        if isRequired, !state.isBlank, !state.mayBeLeftOut { attributes.append(("required", nil)) }
        if isWrong { attributes += [("aria-invalid", "true"), ("aria-describedby", id + "-error")] }
        return attributes
    }

    /// A date as `input type=date` wants it.
    private func shown(_ text: String) -> String { type == "date" ? String(text.prefix(10)) : text }

    private func tag(_ name: String, _ attributes: [(String, String?)]) -> String {
        let written = attributes.map { name, value in
            value.map { " \(name)=\"\(escaped($0))\"" } ?? " \(name)"
        }
        return "<\(name)\(written.joined())>"
    }

    private func escaped(_ text: some StringProtocol) -> String { Markup.escaping(String(text)).html }
}

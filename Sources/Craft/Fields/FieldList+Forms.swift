import AshlarSupport

/// What pages and forms show of fields.
extension FieldList {
    /// What stands for a row of another model on a page: by the model, the member that tells it from others.
    typealias Labels = [String: String]

    /// The heads of a table's columns, a line each.
    var heads: String { shown.map { "<th>\(Self.title($0))</th>" }.joined(separator: "\n") }

    /// The cells of a table's row, a line each.
    ///
    /// - Parameters:
    ///   - variable: the row's name in the template.
    ///   - labels: see ``Labels``.
    func cells(of variable: String, labels: Labels) -> String {
        shown.map { "<td>{{ \(Self.value($0, of: variable, labels)) }}</td>" }.joined(separator: "\n")
    }

    /// Names and values of one row, as a list of definitions.
    func definitions(of variable: String, labels: Labels) -> String {
        fields.filter(\.isInForms).flatMap {
            ["<dt>\(Self.title($0))</dt>", "<dd>{{ \(Self.value($0, of: variable, labels)) }}</dd>"]
        }.joined(separator: "\n")
    }

    /// The inputs of a form, with what was typed before and what is wrong with it.
    func controls(of variable: String, labels: Labels) -> String {
        inForms.map { field in
            let id = "id=\"\(field.property)\" name=\"\(field.property)\""
            let label = "<label for=\"\(field.property)\">\(Self.title(field))</label>"
            var lines: [String]
            let marks =
                "{% if errors.\(field.property) %} aria-invalid=\"true\""
                + " aria-describedby=\"\(field.property)-error\"{% endif %}"
            let required = (field.isRequired ? " required" : "") + marks
            let old = "{{ old('\(field.property)', \(Self.current(field, of: variable))) }}"
            switch (field.kind, field.type?.control) {
            case (.reference(let model), _):
                let row = CaseConversion.camel(model)
                lines = [
                    label, "<select \(id)\(required)>", "  <option value=\"\"></option>",
                    "  {% for \(row) in \(ServedModel.several(row)) %}",
                    "  <option value=\"{{ \(row).id }}\""
                        + "{% if old('\(field.property)', \(Self.current(field, of: variable))) | string == \(row).id | string %}"
                        + " selected{% endif %}>{{ \(row).\(labels[model] ?? "id") }}</option>",
                    "  {% endfor %}", "</select>",
                ]
            case (.list, _): lines = [label, "<input \(id) value=\"\(old)\" placeholder=\"one, two\"\(marks)>"]
            case (_, .area?): lines = [label, "<textarea \(id) rows=\"8\"\(required)>\(old)</textarea>"]
            case (_, .checkbox?):
                // Browsers send nothing for a box that is not ticked: the field before it does.
                lines = [
                    "<input type=\"hidden\" name=\"\(field.property)\" value=\"0\">",
                    "<label class=\"check\"><input type=\"checkbox\" \(id) value=\"1\""
                        + "{% if old('\(field.property)', \(Self.current(field, of: variable))) in ['1', true] %} checked{% endif %}"
                        + "\(marks)> \(Self.title(field))</label>",
                ]
            default: lines = [label, "<input \(Self.type(of: field))\(id) value=\"\(old)\"\(required)>"]
            }
            lines.append(
                "{% if errors.\(field.property) %}<p class=\"error\" id=\"\(field.property)-error\">"
                    + "{{ errors.\(field.property) | first }}</p>{% endif %}"
            )
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// The first few: a table has no room for all.
    private var shown: [Field] {
        Array(fields.filter { $0.isInForms && ($0.type?.control != .area || $0.isList) }.prefix(4))
    }

    private static func title(_ field: Field) -> String { MakeName.title(field.name) }

    /// An expression for people.
    private static func value(_ field: Field, of variable: String, _ labels: Labels) -> String {
        let value = "\(variable).\(field.name)"
        let otherwise = field.isOptional ? " if \(value) else ''" : ""
        switch (field.kind, field.type?.control) {
        case (.reference(let model), _): return "\(value).\(labels[model] ?? "id")\(otherwise)"
        case (.list, _): return "\(field.isOptional ? "(\(value) or [])" : value) | join(', ')"
        case (_, .checkbox?): return "'yes' if \(value) else 'no'"
        case (_, .moment?): return "\(value).strftime('%Y-%m-%d %H:%M')\(otherwise)"
        default: return value
        }
    }

    /// An expression for what a form begins with; on a new row's form the variable is none.
    private static func current(_ field: Field, of variable: String) -> String {
        let value = "\(variable).\(field.property)"
        switch (field.kind, field.type?.control) {
        case (.list, _):
            return "\(field.isOptional ? "(\(value) or [])" : value) | join(', ') if \(variable) else ''"
        case (_, .moment?):
            return
                "\(value).strftime('%Y-%m-%dT%H:%M') if \(variable)\(field.isOptional ? " and \(value)" : "") else ''"
        default:
            let initial = field.initial.map {
                $0.hasPrefix("\"") ? "'\($0.dropFirst().dropLast().replacing("'", with: "\\'"))'" : $0
            }
            return "\(value) if \(variable) else \(initial ?? (field.type?.control == .checkbox ? "false" : "''"))"
        }
    }

    private static func type(of field: Field) -> String {
        switch field.type?.control {
        case .integer?: "type=\"number\" step=\"1\" "
        case .number?: "type=\"number\" step=\"any\" "
        case .date?: "type=\"date\" "
        case .moment?: "type=\"datetime-local\" "
        default: field.arguments.first.map { "maxlength=\"\($0)\" " } ?? ""
        }
    }
}

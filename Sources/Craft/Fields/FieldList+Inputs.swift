import AshlarSupport

/// What code reads of forms, and makes models of.
extension FieldList {
    /// The properties of an input, a line each.
    var inputProperties: String {
        inForms.map { field in
            let type = field.referenced.map { "\($0).Key" } ?? field.swiftType
            return "let \(field.property): \(type)\(field.isOptional ? "?" : "")"
        }.joined(separator: "\n")
    }

    /// Reads each property from `input`, and notes in `errors` what is wrong with it.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - variable: the row that is changed, nil for a new one.
    ///   - keys: the types of other models' keys.
    func inputReads(model: String, variable: String, keys: [String: String]) -> String {
        inForms.map { field in
            let name = field.property
            let verb = field.isOptional ? "optional" : "required"
            var lines: [String]
            switch (field.kind, field.type?.control) {
            case (.reference(let other), _):
                let parse = keys[other] == "uuid" ? "UUID(uuidString: $0)" : keys[other] == "text" ? "$0" : "Int($0)"
                lines = [
                    "let \(name) = errors.\(verb)(\"\(name)\", in: input) { \(parse) }",
                    "if let \(name), try await \(other).findOptional(\(name)) == nil {",
                    "    errors.add(\"\(name)\", \"There is no such \(field.label).\")", "}",
                ]
            case (.list(let type), _):
                lines = [
                    "let \(name) = errors.\(field.isOptional ? "optionalList" : "list")(\"\(name)\", in: input) { \(Self.parse(type)) }"
                ]
            case (_, .checkbox?):
                lines = [
                    field.isOptional
                        ? "let \(name) = input[\"\(name)\"] == nil ? nil : input.boolean(\"\(name)\")"
                        : "let \(name) = input.boolean(\"\(name)\")"
                ]
            case (.value(let type), _):
                var parse = Self.parse(type)
                if let length = field.arguments.first, type.control == .text {
                    parse = "$0.count <= \(length) ? $0 : nil"
                }
                let initial = field.isOptional ? nil : field.initial
                lines = [
                    "let \(name) = errors.\(initial == nil ? verb : "optional")(\"\(name)\", in: input) { \(parse) }"
                        + (initial.map { " ?? \($0)" } ?? "")
                ]
            }
            if field.isUnique, field.type != nil {
                let check = [
                    "let other = try await \(model).where { $0.\(name) == \(name) }.first()",
                    "if let other, other.id != \(variable)?.id { errors.add(\"\(name)\", \"The \(field.label) is taken.\") }",
                ]
                lines +=
                    [field.isOptional || field.isRequired ? "if let \(name) {" : "do {"] + check.map { "    \($0)" } + [
                        "}"
                    ]
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// Leaves where anything is wrong; what has to be there is known to be from then on.
    var inputGuard: String {
        let conditions = ["errors.isEmpty"] + inForms.filter(\.isRequired).map { "let \($0.property)" }
        let line = "guard \(conditions.joined(separator: ", ")) else { return nil }"
        guard line.count > 100 else { return line }
        var lines = ["guard"]
        for (index, condition) in conditions.enumerated() {
            let part = condition + (index == conditions.count - 1 ? "" : ",")
            if lines[lines.count - 1].count + part.count > 90 {
                lines.append("    \(part)")
            } else {
                lines[lines.count - 1] += " \(part)"
            }
        }
        return (lines + ["else { return nil }"]).joined(separator: "\n")
    }

    /// Sets the properties of an input.
    var inputAssignments: String {
        inForms.map { "self.\($0.property) = \($0.property)" }.joined(separator: "\n")
    }

    /// Sets a model's properties to an input's.
    func assignments(to variable: String) -> String {
        inForms.map { "\(variable).\($0.property) = input.\($0.property)" }.joined(separator: "\n")
    }

    /// The arguments that make a model of an input, a line each.
    var arguments: String {
        let values = inForms.filter { $0.referenced == nil } + inForms.filter { $0.referenced != nil }
        return values.map { "\($0.property): input.\($0.property)" }.joined(separator: ",\n")
    }

    private static func parse(_ type: FieldType) -> String {
        type.control == .moment ? "Date(inputText: $0)" : type.parse
    }
}

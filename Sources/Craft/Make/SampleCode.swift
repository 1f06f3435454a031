import AshlarSupport

/// Code that makes rows for tests.
struct SampleCode: Sendable {
    /// The app's models; a row may need rows of others.
    let models: [String: ModelFile]

    /// Code that makes a row.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - fields: its fields.
    ///   - unknown: properties that no generator can make up.
    /// - Returns: lines that make what it refers to, and the expression; nil if a row cannot be made up.
    func creation(of model: String, fields: [Field], unknown: [String]) -> (setup: [String], expression: String)? {
        creation(of: model, fields: fields, unknown: unknown, within: [model])
    }

    /// Lines that make what a form's references refer to.
    func setup(of fields: FieldList) -> [String] {
        fields.references.filter { !$0.isOptional }.flatMap { self.setup(of: $0, within: []) ?? [] }
    }

    /// The fields of a form that is right, as the pairs of a literal.
    ///
    /// - Parameters:
    ///   - fields: the fields.
    ///   - row: the row whose references it keeps; nil to refer to what ``setup(of:)`` makes.
    func form(_ fields: FieldList, of row: String? = nil) -> String {
        let pairs = fields.inForms.filter { $0.isRequired || $0.type?.control == .checkbox && !$0.isOptional }.map {
            field in
            let value =
                switch field.kind {
                case .reference:
                    row.map { "\"\\(\($0).\(field.property))\"" } ?? "\"\\(try \(field.name).requireID())\""
                case .list(let type): (type.typed.isEmpty ? "one,two" : type.typed).swiftLiteral
                case .value(let type): (type.typed.isEmpty ? Self.text(field) : type.typed).swiftLiteral
                }
            return "\"\(field.property)\": \(value)"
        }
        guard !pairs.isEmpty else { return ":" }
        let line = pairs.joined(separator: ", ")
        return line.count > 60 ? "\n" + pairs.map { "    \($0),\n" }.joined() : line
    }

    /// The fields of JSON that is right, as the pairs of a literal.
    ///
    /// - Parameters:
    ///   - fields: the fields; references are to what ``setup(of:)`` makes.
    ///   - keys: the types of other models' keys that are not the usual number.
    func json(_ fields: FieldList, keys: [String: String]) -> String {
        let pairs = fields.inForms.filter { $0.isRequired || $0.type?.control == .checkbox && !$0.isOptional }.map {
            field in
            let value =
                switch field.kind {
                case .reference(let model):
                    ".\(keys[model] == nil ? "number" : "text")(\"\\(try \(field.name).requireID())\")"
                case .list(let type): "[\(Self.json(type, type.typed.isEmpty ? "one" : type.typed))]"
                case .value(let type): Self.json(type, type.typed.isEmpty ? Self.text(field) : type.typed)
                }
            return "\"\(field.property)\": \(value)"
        }
        guard !pairs.isEmpty else { return ":" }
        let line = pairs.joined(separator: ", ")
        return line.count > 60 ? "\n" + pairs.map { "    \($0),\n" }.joined() : line
    }

    private static func json(_ type: FieldType, _ typed: String) -> String {
        switch type.control {
        case .checkbox: "true"
        case .integer, .number: typed
        default: typed.swiftLiteral
        }
    }

    private func creation(
        of model: String, fields: [Field], unknown: [String], within path: [String]
    ) -> (setup: [String], expression: String)? {
        guard unknown.isEmpty else { return nil }
        var setup: [String] = []
        var values: [String] = []
        var keys: [String] = []
        for field in fields where !field.isOptional && field.initial == nil {
            switch field.kind {
            case .reference:
                guard let lines = self.setup(of: field, within: path) else { return nil }
                setup += lines
                keys.append("\(field.property): \(field.name).requireID()")
            case .list(let type):
                values.append("\(field.name): [\(type.sample.isEmpty ? "\"one\"" : type.sample)]")
            case .value(let type):
                values.append("\(field.name): \(type.sample.isEmpty ? Self.text(field).swiftLiteral : type.sample)")
            }
        }
        let arguments = values + keys
        let line = "\(model).create(\(arguments.joined(separator: ", ")))"
        let isLong = line.count > 80
        return (setup, isLong ? "\(model).create(\n    \(arguments.joined(separator: ",\n    ")))" : line)
    }

    private func setup(of field: Field, within path: [String]) -> [String]? {
        guard let model = field.referenced, !path.contains(model), let file = models[model],
            let made = creation(of: model, fields: file.fields, unknown: file.unknown, within: path + [model])
        else { return nil }
        return made.setup + ["let \(field.name) = try await \(made.expression)"]
    }

    /// What a text says in tests, as long as it may be.
    static func text(_ field: Field) -> String {
        let text = "Some \(field.label)"
        return field.arguments.first.map { String(text.prefix($0)) } ?? text
    }
}

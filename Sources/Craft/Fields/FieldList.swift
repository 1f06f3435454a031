import AshlarSupport

/// The fields that a generator was given, or found in a model.
struct FieldList: Sendable, Equatable {
    let fields: [Field]

    /// Fields that were read elsewhere.
    init(_ fields: [Field]) { self.fields = fields }

    /// Reads fields as they were typed.
    ///
    /// - Throws: ``CraftError`` that names the field that is wrong.
    init(parsing texts: [String]) throws {
        fields = try texts.map { try Field($0) }
        var seen: Set<String> = []
        for (field, text) in zip(fields, texts) where !seen.insert(field.property).inserted {
            throw CraftError(
                "The field \"\(text)\" comes twice: there is one of that name before it.",
                suggestion: "Leave one of them out.")
        }
    }

    var isEmpty: Bool { fields.isEmpty }

    /// The references among them.
    var references: [Field] { fields.filter { $0.referenced != nil } }

    /// What a form can send.
    var inForms: [Field] { fields.filter(\.isInForms) }

    /// Whether a value of them is of a type that Foundation has.
    var needFoundation: Bool {
        fields.contains { ["Date", "Decimal", "UUID", "Data"].contains($0.type?.swift) }
    }

    /// What is wrong with them for a form: a value that has to be there and cannot be sent.
    func checkForms() throws {
        if let field = fields.first(where: { !$0.isInForms && $0.isRequired }) {
            throw CraftError(
                "A form cannot send \"\(field.name)\", a \(field.type?.name ?? "value"), and it has to be there.",
                suggestion: "Make it optional, \(field.name):\(field.type?.name ?? "")?, and set it by hand.")
        }
        guard inForms.isEmpty else { return }
        throw CraftError(
            "A form needs fields.", suggestion: "Give the columns: title:string body:text? published_at:timestamp?")
    }

    // MARK: Code

    /// The properties of a model, a line each.
    var properties: String {
        let values = fields.filter { $0.referenced == nil }.map { field in
            "var \(field.name): \(field.swiftType)\(field.isOptional ? "?" : "")"
                + (field.initial.map { " = \($0)" } ?? "")
        }
        let relations = references.map { field in
            "@BelongsTo var \(field.name): \(field.swiftType)\(field.isOptional ? "?" : "")"
        }
        return (values + relations).joined(separator: "\n")
    }

    /// The columns of a table, a line each.
    ///
    /// - Parameter keys: the types of other models' keys, where they are not the usual number: `uuid` or `text`.
    func columns(keys: [String: String] = [:]) -> String {
        fields.map { column($0, key: $0.referenced.flatMap { keys[$0] }) }.joined(separator: "\n")
    }

    private func column(_ field: Field, key: String?) -> String {
        var code: String
        let arguments = field.arguments.map { ", \($0)" }.joined()
        switch field.kind {
        case .value(let type): code = "$0.\(type.name)(\"\(field.column)\"\(arguments))"
        case .list(let type):
            code = "$0.array(\"\(field.column)\", of: .\(Self.element(type, field.arguments)))"
        case .reference(let model):
            let table = Inflector.tableName(forModel: model)
            code = "$0.references(\"\(table)\", as: \"\(field.column)\"\(key.map { ", type: .\($0)" } ?? ""))"
        }
        if field.isOptional { code += ".nullable()" }
        if let initial = field.initial { code += ".default(\(initial))" }
        if field.isUnique {
            code += ".unique()"
        } else if field.isIndexed, field.referenced == nil {
            code += ".index()"
        }
        if field.referenced != nil {
            code += ".onDelete(.\(field.onDelete ?? (field.isOptional ? "setNull" : "cascade")))"
        }
        return code
    }

    private static func element(_ type: FieldType, _ arguments: [Int]) -> String {
        guard !arguments.isEmpty else { return type.element ?? type.name }
        return "\(type.name)(\(arguments.map(String.init).joined(separator: ", ")))"
    }
}

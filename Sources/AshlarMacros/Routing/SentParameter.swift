import SwiftSyntax

/// A parameter of an action that says where it is sent, or which rules hold for it: `@FromHeader`, `@FromCookie`,
/// `@FromForm`, `@Validated`.
struct SentParameter {
    /// The call that reads it.
    let input: String

    private static let places = [
        "FromHeader": "header", "FromCookie": "cookie", "FromForm": "form", "Validated": "checked",
    ]

    /// Nil for a parameter that says neither.
    init?(_ parameter: FunctionParameterSyntax, name: String) {
        var found: (place: String, arguments: [ExprSyntax])?
        for attribute in parameter.attributes.compactMap({ $0.as(AttributeSyntax.self) }) {
            let written = attribute.attributeName.trimmedDescription.split(separator: ".").last.map(String.init)
            guard let place = written.flatMap({ Self.places[$0] }) else { continue }
            let arguments = attribute.arguments?.as(LabeledExprListSyntax.self)?.map(\.expression) ?? []
            found = (place, arguments)
        }
        guard let (place, written) = found else { return nil }
        var rules = written
        var key = place == "header" ? "AshlarRouting.ActionInput.headerName(\"\(name)\")" : "\"\(name)\""
        if let first = rules.first, first.is(StringLiteralExprSyntax.self) {
            key = first.trimmedDescription
            rules.removeFirst()
        }
        let type = parameter.type
        let wrapped = type.unwrapped.trimmed
        let field = "AshlarValidation.InputField<(\(wrapped))\(type.isOptionalType ? "?" : "")>"
        let make = type.isOptionalType ? ".optional" : ""
        var arguments = [key, InputProperty.reader(of: wrapped)]
        if !rules.isEmpty {
            arguments.append("rules: [\(rules.map(\.trimmedDescription).joined(separator: ", "))]")
        }
        if let value = parameter.defaultValue?.value {
            if let text = InputMacro.plain(value) { arguments.append("default: \(InputMacro.literal(text))") }
            arguments.append("fallback: { \(value.trimmedDescription) }")
        }
        let read = "\(field)\(make)(\(arguments.joined(separator: ", ")))"
        input = "AshlarRouting.ActionInput.\(place)(\(read), \"\(name)\")"
    }
}

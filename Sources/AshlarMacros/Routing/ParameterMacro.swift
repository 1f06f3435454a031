import SwiftSyntax
import SwiftSyntaxMacros

/// `@Header`, `@Cookie`, `@FormField`: read by `@Controller`; they write nothing themselves.
struct ParameterMacro: PeerMacro {
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        context.report(
            "@\(node.attributeName.trimmedDescription) stands on a parameter of an action.", id: "parameter.place",
            at: node)
        return []
    }
}

/// A parameter of an action that says where it is sent, or which rules hold for it.
struct SentParameter {
    /// The call that reads it.
    let input: String

    /// Nil for a parameter that says neither.
    init?(_ parameter: FunctionParameterSyntax, name: String) {
        var place: String?
        var sentName: String?
        for attribute in parameter.attributes.compactMap({ $0.as(AttributeSyntax.self) }) {
            let written = attribute.attributeName.trimmedDescription.split(separator: ".").last.map(String.init)
            guard let written, ["Header", "Cookie", "FormField"].contains(written) else { continue }
            place = written == "FormField" ? "form" : written.lowercased()
            sentName = attribute.arguments?.as(LabeledExprListSyntax.self)?.first?.expression.trimmedDescription
        }
        let attributes = InputAttributes(parameter.attributes)
        guard place != nil || !attributes.rules.isEmpty else { return nil }
        let type = parameter.type
        let wrapped = type.unwrapped.trimmed
        let field = "AshlarValidation.InputField<(\(wrapped))\(type.isOptionalType ? "?" : "")>"
        let make = type.isOptionalType ? ".optional" : ""
        let key = sentName ?? (place == "header" ? "AshlarRouting.ActionInput.headerName(\"\(name)\")" : "\"\(name)\"")
        var arguments = [key, InputProperty.reader(of: wrapped)]
        if !attributes.rules.isEmpty { arguments.append("rules: [\(attributes.rules.joined(separator: ", "))]") }
        if let fallback = parameter.defaultValue?.value.trimmedDescription {
            arguments.append("fallback: { \(fallback) }")
        }
        input =
            "AshlarRouting.ActionInput.\(place ?? "checked")(\(field)\(make)(\(arguments.joined(separator: ", "))), \"\(name)\")"
    }
}

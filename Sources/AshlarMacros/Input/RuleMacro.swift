import SwiftSyntax
import SwiftSyntaxMacros

/// `@Rule(...)`, `@Label(...)` and `@Key(...)`: read by `@Input`; they write nothing themselves.
struct RuleMacro: PeerMacro {
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        let name = node.attributeName.trimmedDescription
        guard let variable = declaration.as(VariableDeclSyntax.self), !variable.isStatic,
            variable.bindings.allSatisfy(\.isStored)
        else {
            context.report(
                "@\(name) stands on a stored property of a struct with @Input.", id: "input.place", at: node)
            return []
        }
        let isInInput = context.lexicalContext.first?.asProtocol((any WithAttributesSyntax).self)?.attributes
            .contains { element in
                let name = element.as(AttributeSyntax.self)?.attributeName.trimmedDescription
                return name == "Input" || name == "AshlarValidation.Input"
            }
        guard isInInput != false else {
            context.report(
                "@\(name) does nothing here: put @Input on the struct that has this property.", id: "input.missing",
                at: node)
            return []
        }
        return []
    }
}

import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Injectable`: writes what a type needs and the initialiser that resolves it.
struct InjectableMacro: ExtensionMacro {
    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        guard let needs = InjectedNeeds(of: declaration, macro: "@Injectable", in: context) else { return [] }
        return [
            try ExtensionDeclSyntax("extension \(type.trimmed): AshlarContainer.Injectable") {
                needs.members(access: declaration.accessLevel)
            }
        ]
    }
}

import SwiftSyntax
import SwiftSyntaxMacros

/// `@HasMany`: reads the models whose foreign key names this one.
struct HasManyMacro: AccessorMacro {
    /// Writes the asynchronous getter.
    static func expansion(
        of node: AttributeSyntax, providingAccessorsOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [AccessorDeclSyntax] {
        RelationMacro.getter(of: node, kind: .hasMany, for: declaration, in: context)
    }
}

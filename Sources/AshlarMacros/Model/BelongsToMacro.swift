import SwiftSyntax
import SwiftSyntaxMacros

/// `@BelongsTo`: reads the model that this one's foreign key names.
struct BelongsToMacro: AccessorMacro {
    /// Writes the asynchronous getter.
    static func expansion(
        of node: AttributeSyntax, providingAccessorsOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [AccessorDeclSyntax] {
        RelationMacro.getter(of: node, kind: .belongsTo, for: declaration, in: context)
    }
}

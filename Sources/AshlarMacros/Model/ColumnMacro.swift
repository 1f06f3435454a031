import SwiftSyntax
import SwiftSyntaxMacros

/// `@Column("name")`: a mark that `@Model` reads; it writes nothing itself.
struct ColumnMacro: PeerMacro {
    /// Writes nothing.
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] { [] }
}

import SwiftSyntax
import SwiftSyntaxMacros

/// `@Column("name")`, `@Hidden`, `@JSON` and others: marks that `@Model` reads; they write nothing themselves.
struct ColumnMacro: PeerMacro {
    /// Writes nothing.
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] { [] }
}

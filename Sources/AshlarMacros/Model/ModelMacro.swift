import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Model`: makes a struct of stored properties a row of a table.
///
/// The members it writes hold no logic of their own: they describe the struct to `AshlarORM`, which does the work.
struct ModelMacro: MemberMacro, ExtensionMacro {
    /// Writes the members: foreign keys, initialisers, column and relation descriptions, typed fields.
    static func expansion(
        of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        var reader = ModelReader()
        let model = reader.read(declaration, attribute: node)
        reader.diagnostics.forEach(context.diagnose)
        return model.map { ModelExpansion(model: $0).members } ?? []
    }

    /// Writes the conformance, unless the declaration has mistakes that the members' expansion reports.
    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        var reader = ModelReader()
        guard let model = reader.read(declaration, attribute: node) else { return [] }
        let protocols = model.deletionTime == nil ? "AshlarORM.Model" : "AshlarORM.Model, AshlarORM.SoftDeletable"
        let conformance: DeclSyntax = "extension \(type.trimmed): \(raw: protocols) {}"
        return conformance.as(ExtensionDeclSyntax.self).map { [$0] } ?? []
    }
}

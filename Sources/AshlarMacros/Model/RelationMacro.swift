import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@BelongsTo`, `@HasMany` and the other relations: a getter that asks the relation's description, which `@Model` writes.
struct RelationMacro: AccessorMacro {
    /// Writes the asynchronous getter.
    static func expansion(
        of node: AttributeSyntax, providingAccessorsOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [AccessorDeclSyntax] {
        let name = node.attributeName.trimmedDescription.split(separator: ".").last.map(String.init) ?? ""
        guard let kind = RelationDeclaration.Kind(rawValue: name) else { return [] }
        guard isInModel(context) else {
            context.diagnose(Diagnostic(node: node, message: ModelDiagnostic.outsideModel(kind.rawValue)))
            return []
        }
        // Every other mistake in the property is reported once, by @Model.
        guard let binding = declaration.as(VariableDeclSyntax.self)?.bindings.first,
            let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.text.withoutBackticks,
            let type = binding.typeAnnotation?.type, binding.initializer == nil, binding.accessorBlock == nil
        else { return [] }
        let suffix = kind.isMany ? "Many" : type.isOptionalType ? "Optional" : ""
        let place = context.location(of: declaration)
        let file = place.map { "\($0.file)" } ?? "#fileID"
        let line = place.map { "\($0.line)" } ?? "#line"
        return [
            """
            get async throws {
                try await Self._\(raw: name)Relation.read\(raw: suffix)(for: self, file: \(raw: file), line: \(raw: line))
            }
            """
        ]
    }

    private static func isInModel(_ context: some MacroExpansionContext) -> Bool {
        guard let type = context.lexicalContext.first else { return false }
        guard let structure = type.as(StructDeclSyntax.self) else {
            // @Model itself says that only a struct can be a model.
            return type.asProtocol((any DeclGroupSyntax).self)?.hasModelAttribute == true
        }
        return structure.hasModelAttribute
    }
}

extension DeclGroupSyntax {
    fileprivate var hasModelAttribute: Bool {
        attributes.contains {
            guard case .attribute(let attribute) = $0 else { return false }
            return ["Model", "AshlarORM.Model"].contains(attribute.attributeName.trimmedDescription)
        }
    }
}

import SwiftParser
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@View`: what a template can name of a struct, with the types for checking.
struct ViewMacro: ExtensionMacro {
    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        guard let structure = declaration.as(StructDeclSyntax.self) else {
            context.report(
                "@View stands on a struct: its fields are what the template is given.", id: "view.kind",
                at: declaration.introducer)
            return []
        }
        if let parameters = structure.genericParameterClause {
            context.report(
                "A struct with @View cannot be generic: its template is checked against one set of fields.",
                id: "view.generic", at: parameters)
            return []
        }
        var name: String?
        if let argument = node.arguments?.as(LabeledExprListSyntax.self)?.first {
            guard let literal = argument.expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue else {
                context.report(
                    "The view's name must be a string literal: it is looked up when the app boots.", id: "view.name",
                    at: argument)
                return []
            }
            name = literal
        }
        guard let fields = fields(of: structure, in: context) else { return [] }
        let access = structure.accessLevel
        let descriptions = fields.map { "AshlarRouting.ViewField(\"\($0.name)\", (\($0.type)).self)" }
        let values = fields.map { "\"\($0.name)\": \($0.spelled)" }
        return [
            try ExtensionDeclSyntax("extension \(type.trimmed): AshlarRouting.TypedView") {
                if let name { DeclSyntax("\(raw: access)static var view: String { \(literal: name) }") }
                DeclSyntax(
                    """
                    \(raw: access)static var fields: [AshlarRouting.ViewField] {
                        [\(raw: descriptions.joined(separator: ", "))]
                    }
                    """)
                DeclSyntax(
                    """
                    \(raw: access)var values: [String: any Sendable] {
                        [\(raw: values.isEmpty ? ":" : values.joined(separator: ", "))]
                    }
                    """)
            }
        ]
    }

    private struct Field {
        let name: String
        /// The name as Swift wants it, perhaps in backticks.
        let spelled: String
        let type: String
    }

    /// The stored properties that other files can see; nil where one has no written type.
    private static func fields(
        of structure: StructDeclSyntax, in context: some MacroExpansionContext
    ) -> [Field]? {
        var fields: [Field] = []
        for variable in structure.memberBlock.members.compactMap({ $0.decl.as(VariableDeclSyntax.self) })
        where !variable.isStatic {
            for binding in variable.bindings {
                guard binding.isStored, let pattern = binding.pattern.as(IdentifierPatternSyntax.self) else { continue }
                guard let type = binding.typeAnnotation?.type.trimmedDescription else {
                    context.report(
                        "Write the property's type: the template is checked against it.", id: "view.type", at: binding)
                    return nil
                }
                let name = pattern.identifier.text
                if name.withoutBackticks == "values" {
                    context.report(
                        "\"values\" is what @View writes itself: name the field otherwise.", id: "view.reserved",
                        at: pattern)
                    return nil
                }
                fields.append(Field(name: name.withoutBackticks, spelled: "self.\(name)", type: type))
            }
        }
        return fields
    }
}

import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Controller`: the resolving initialiser, and for each method an action of the same name.
struct ControllerMacro {}

extension ControllerMacro: ExtensionMacro {
    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        guard declaration.is(StructDeclSyntax.self),
            let needs = InjectedNeeds(of: declaration, macro: "@Controller", in: context)
        else { return [] }
        let access = declaration.accessLevel
        let actions = ControllerAction.all(in: declaration)
        let table = actions.map { "\"\($0.name)\": \($0.name)" }
        let routes = actions.flatMap(ActionRoute.all).compactMap { $0.declaration(in: context) }
        return [
            try ExtensionDeclSyntax("extension \(type.trimmed): AshlarRouting.Controller") {
                needs.members(access: access)
                DeclSyntax(
                    """
                    \(raw: access)static var actions: [String: AshlarRouting.Action] {
                        [\(raw: table.isEmpty ? ":" : table.joined(separator: ", "))]
                    }
                    """)
                if !routes.isEmpty {
                    DeclSyntax(
                        """
                        \(raw: access)static func declareRoutes(_ routes: AshlarRouting.ControllerRoutes<Self>) {
                            \(raw: routes.joined(separator: "\n    "))
                        }
                        """)
                }
            }
        ]
    }
}

extension ControllerMacro: MemberMacro {
    static func expansion(
        of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        guard let structure = declaration.as(StructDeclSyntax.self) else {
            context.report("@Controller stands on a struct.", id: "controller.kind", at: declaration.introducer)
            return []
        }
        let actions = ControllerAction.all(in: declaration)
        for action in ControllerAction.overloaded(in: actions) {
            context.report(
                "\(structure.name.text) has two actions named \(action.name): a route could not tell them apart. "
                    + "Rename one, or make it private.",
                id: "controller.overload", at: action.function.name)
            return []
        }
        return try actions.compactMap {
            try $0.declaration(controller: structure.name.text, access: declaration.accessLevel, in: context)
        }
    }
}

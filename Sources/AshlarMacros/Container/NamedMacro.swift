import SwiftSyntax
import SwiftSyntaxMacros

/// `@Named("...")`: read by `@Injectable` and `@Controller`; writes nothing itself.
struct NamedMacro: PeerMacro {
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        guard let variable = declaration.as(VariableDeclSyntax.self), !variable.isStatic,
            variable.bindings.allSatisfy({ $0.initializer == nil && $0.accessorBlock == nil })
        else {
            context.report(
                "@Named stands on a property that the container fills: one without a value.", id: "named.place",
                at: node)
            return []
        }
        return []
    }
}

extension AttributeListSyntax {
    /// What `@Named` says, as it is written: an expression of type Qualifier; nil without it.
    var qualifier: String? {
        for element in self {
            guard let attribute = element.as(AttributeSyntax.self),
                ["Named", "AshlarContainer.Named"].contains(attribute.attributeName.trimmedDescription),
                let argument = attribute.arguments?.as(LabeledExprListSyntax.self)?.first
            else { continue }
            return argument.expression.trimmedDescription
        }
        return nil
    }
}

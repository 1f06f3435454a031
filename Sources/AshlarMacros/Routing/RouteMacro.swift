import SwiftSyntax
import SwiftSyntaxMacros

/// `@GET("/posts/{post}")` and its like: read by `@Controller`; writes nothing itself.
struct RouteMacro: PeerMacro {
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        let name = node.attributeName.trimmedDescription
        guard let function = declaration.as(FunctionDeclSyntax.self) else {
            context.report("@\(name) stands on a method.", id: "route.kind", at: node)
            return []
        }
        guard context.lexicalContext.first?.as(StructDeclSyntax.self)?.isController == true else {
            context.report(
                "@\(name) stands on a method of a @Controller: nothing else declares routes of it.", id: "route.place",
                at: node)
            return []
        }
        if function.isStatic || function.isPrivate {
            context.report(
                "\(function.name.text) is no action: an action belongs to a value and is not private.",
                id: "route.action", at: node)
        }
        return []
    }
}

/// A route that stands on an action: `@GET("/posts/{post}", name: "posts.show", middleware: Audit())`.
struct ActionRoute {
    private let action: String
    private let method: String
    private let attribute: AttributeSyntax

    /// The routes of an action, in the order in which they stand on it.
    static func all(of action: ControllerAction) -> [ActionRoute] {
        action.function.attributes.compactMap { element in
            guard let attribute = element.as(AttributeSyntax.self),
                let name = attribute.attributeName.trimmedDescription.split(separator: ".").last,
                ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(name)
            else { return nil }
            return ActionRoute(action: action.name, method: name.lowercased(), attribute: attribute)
        }
    }

    /// The call that declares it, as an app would write it.
    func declaration(in context: some MacroExpansionContext) -> String? {
        guard let arguments = attribute.arguments?.as(LabeledExprListSyntax.self), let path = arguments.first else {
            return nil
        }
        let place = context.location(of: attribute, at: .afterLeadingTrivia, filePathMode: .filePath)
        let file = place.map { "\($0.file)" } ?? "#filePath"
        let line = place.map { "\($0.line)" } ?? "#line"
        var call =
            "routes.\(method)(\(path.expression.trimmedDescription), \\.\(action), file: \(file), line: \(line))"
        var layers: [String] = []
        for argument in arguments.dropFirst() {
            if argument.label?.text == "name" {
                call += ".name(\(argument.expression.trimmedDescription))"
            } else {
                layers.append(argument.expression.trimmedDescription)
            }
        }
        if !layers.isEmpty { call += ".middleware(\(layers.joined(separator: ", ")))" }
        return call
    }
}

extension StructDeclSyntax {
    /// Whether `@Controller` stands on it.
    fileprivate var isController: Bool {
        attributes.contains { element in
            let name = element.as(AttributeSyntax.self)?.attributeName.trimmedDescription
            return name == "Controller" || name == "AshlarRouting.Controller" || name == "Ashlar.Controller"
        }
    }
}

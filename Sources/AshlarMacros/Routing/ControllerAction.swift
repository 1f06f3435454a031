import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// One method of a controller that a route can name.
struct ControllerAction {
    let function: FunctionDeclSyntax
    var name: String { function.name.text }

    /// The methods that are actions: all that belong to a value and are not private.
    static func all(in declaration: some DeclGroupSyntax) -> [ControllerAction] {
        declaration.memberBlock.members
            .compactMap { $0.decl.as(FunctionDeclSyntax.self) }
            .filter { !$0.isStatic && !$0.isPrivate }
            .map(ControllerAction.init)
    }

    static func overloaded(in actions: [ControllerAction]) -> [ControllerAction] {
        var seen: Set<String> = []
        return actions.filter { !seen.insert($0.name).inserted }
    }

    /// The constant that routes name: how each argument is read, and the call.
    func declaration(controller: String, access: String, in context: some MacroExpansionContext) throws -> DeclSyntax? {
        if function.genericParameterClause != nil {
            context.report(
                "An action cannot be generic: which type would a request choose?", id: "action.generic",
                at: function.name)
            return nil
        }
        let parameters = function.signature.parameterClause.parameters
        for parameter in parameters {
            if let type = parameter.type.as(AttributedTypeSyntax.self),
                type.specifiers.contains(where: { $0.trimmedDescription == "inout" })
            {
                context.report("An action's parameter cannot be inout.", id: "action.inout", at: parameter)
                return nil
            }
        }
        let arguments = parameters.enumerated().map { index, parameter in argument(parameter, at: index) }
        // Several arguments are all read before the first mistake is told.
        let collects = parameters.count > 1
        let call = parameters.enumerated().map { index, parameter in
            let value = collects ? "value\(index)" : "try await argument\(index).read(context, \(index))"
            return parameter.firstName.text == "_" ? value : "\(parameter.firstName.text): \(value)"
        }
        var reading: [String] = []
        if collects {
            reading.append("var mistakes = AshlarRouting.ArgumentMistakes()")
            for index in 0..<parameters.count {
                reading.append("let value\(index) = try await argument\(index).read(context, \(index), &mistakes)")
            }
            let values = (0..<parameters.count).map { "let value\($0)" }.joined(separator: ", ")
            reading.append("guard \(values) else { throw mistakes.errors }")
        }
        let lines = reading.map { $0 + "\n        " }.joined()
        let literals = RenderedLiterals(in: function)
        let location = context.location(of: function.name, at: .afterLeadingTrivia, filePathMode: .filePath)
        let file = location.map { $0.file.description } ?? "#filePath"
        let line = location.map { $0.line.description } ?? "#line"
        return """
            \(raw: access)static let \(raw: name): AshlarRouting.Action = {
                \(raw: arguments.joined(separator: "\n    "))
                return AshlarRouting.Action(
                    of: \(raw: controller).self, name: "\(raw: name)",
                    location: AshlarSupport.SourceLocation(file: \(raw: file), line: \(raw: line)),
                    arguments: [\(raw: parameters.indices.enumerated().map { "argument\($0.offset).descriptor" }.joined(separator: ", "))],
                    views: \(raw: literals.views), routes: \(raw: literals.routes)\(raw: literals.fragments)\(raw: returns)\(raw: documentation)
                ) { controller, context in
                    \(raw: lines)\(raw: respond(call.joined(separator: ", ")))
                }
            }()
            """
    }

    /// The type of the answer, which may be a typed view; an opaque type has no name to be looked at by.
    private var returns: String {
        guard let type = function.signature.returnClause?.type.trimmedDescription else { return ", returns: Void.self" }
        guard !type.hasPrefix("some "), !type.contains("Self") else { return "" }
        return ", returns: (\(type)).self"
    }

    /// The comment, for documents.
    private var documentation: String {
        let lines = function.leadingTrivia.compactMap { piece -> String? in
            guard case .docLineComment(let text) = piece else { return nil }
            let line = text.dropFirst(3)
            return String(line.first == " " ? line.dropFirst() : line)
        }
        guard !lines.isEmpty else { return "" }
        return ", documentation: \(StringLiteralExprSyntax(content: lines.joined(separator: "\n")))"
    }

    private func argument(_ parameter: FunctionParameterSyntax, at index: Int) -> String {
        let name = (parameter.secondName ?? parameter.firstName).text
        // `some Protocol` is the caller's choice; the container has the existential.
        var type = parameter.type.trimmedDescription
        if type.hasPrefix("some ") { type = "any " + type.dropFirst(5) }
        if let qualifier = parameter.attributes.qualifier {
            let input = "AshlarRouting.ActionInput.of((\(type)).self, \"\(name)\", named: \(qualifier))"
            return "let argument\(index) = \(input)"
        }
        if let sent = SentParameter(parameter, name: name) { return "let argument\(index) = \(sent.input)" }
        let fallback = parameter.defaultValue.map { ", default: \($0.value.trimmedDescription)" } ?? ""
        return "let argument\(index) = AshlarRouting.ActionInput.of((\(type)).self, \"\(name)\"\(fallback))"
    }

    private func respond(_ arguments: String) -> String {
        let effects = function.signature.effectSpecifiers
        let isThrowing = effects?.throwsClause != nil
        let isAsync = effects?.asyncSpecifier != nil
        let marks = (isThrowing ? "try " : "") + (isAsync ? "await " : "")
        let call = "\(marks)controller.\(name)(\(arguments))"
        let returns = function.signature.returnClause?.type.trimmedDescription ?? "Void"
        guard returns != "Void", returns != "()" else {
            return "\(call)\n        return AshlarRouting.ActionResult.noContent()"
        }
        return "return try await AshlarRouting.ActionResult.response(from: \(call), in: context)"
    }
}

import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Answers`: how each case of an enum is answered, and what is known of it before.
struct AnswersMacro: ExtensionMacro {
    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        guard let enumeration = declaration.as(EnumDeclSyntax.self) else {
            context.report(
                "@Answers stands on an enum, whose cases are what an action may answer.", id: "answers.kind",
                at: declaration.introducer)
            return []
        }
        guard let cases = AnswerCase.all(in: enumeration, context) else { return [] }
        let access = enumeration.accessLevel
        let described = cases.map(\.description).joined(separator: ",\n            ")
        let answered = cases.map(\.response).joined(separator: "\n    ")
        return [
            try ExtensionDeclSyntax(
                "extension \(type.trimmed): AshlarRouting.ResponseConvertible, AshlarRouting.DescribedAnswer"
            ) {
                DeclSyntax(
                    """
                    \(raw: access)static var answer: AshlarRouting.AnswerDescription {
                        AshlarRouting.AnswerDescription(oneOf: [
                            \(raw: described)
                        ])
                    }
                    """)
                DeclSyntax(
                    """
                    \(raw: access)func response(in context: AshlarRouting.ActionContext) async throws -> AshlarHTTP.Response {
                        switch self {
                        \(raw: answered)
                        }
                    }
                    """)
            }
        ]
    }
}

/// `@Answer(.conflict)`: read by `@Answers`; writes nothing itself.
struct AnswerMacro: PeerMacro {
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        guard declaration.is(EnumCaseDeclSyntax.self) else {
            context.report("@Answer stands on a case of an enum with @Answers.", id: "answer.place", at: node)
            return []
        }
        let attributes = context.lexicalContext.first?.asProtocol((any WithAttributesSyntax).self)?.attributes
        let isInAnswers = attributes?.contains { element in
            let name = element.as(AttributeSyntax.self)?.attributeName.trimmedDescription
            return name == "Answers" || name == "AshlarRouting.Answers"
        }
        if isInAnswers == false {
            context.report(
                "@Answer does nothing here: put @Answers on the enum that has this case.", id: "answer.missing",
                at: node)
        }
        return []
    }
}

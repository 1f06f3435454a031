import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// One case of an enum with `@Answers`.
struct AnswerCase {
    private let name: String
    /// The type of its value; nil for a case without one.
    private let type: String?
    /// Its status, as it is written; nil for that of its value.
    private let status: String?
    private let text: String?

    /// The cases of an enum; nil, with a message, where one cannot be an answer.
    static func all(in enumeration: EnumDeclSyntax, _ context: some MacroExpansionContext) -> [AnswerCase]? {
        let declarations = enumeration.caseDeclarations
        guard !declarations.isEmpty else {
            context.report("An enum without cases is no answer.", id: "answers.none", at: enumeration.name)
            return nil
        }
        var cases: [AnswerCase] = []
        for declaration in declarations {
            let status = declaration.attributes.lazy.compactMap { $0.as(AttributeSyntax.self) }
                .first { ["Answer", "AshlarRouting.Answer"].contains($0.attributeName.trimmedDescription) }?
                .arguments?.as(LabeledExprListSyntax.self)?.first?.expression.trimmedDescription
            for element in declaration.elements {
                guard element.hasAtMostOneValue else {
                    context.report(
                        "A case has one value, without a label, or none.", id: "answers.case", at: element)
                    return nil
                }
                if let value = element.parameterClause?.parameters.first, let status, isWithoutBody(status) {
                    context.report(
                        "An answer \(status) has no body: leave the value out.", id: "answers.body", at: value)
                    return nil
                }
                cases.append(
                    AnswerCase(
                        name: element.name.text, type: element.valueType?.trimmedDescription, status: status,
                        text: declaration.leadingTrivia.documentation))
            }
        }
        return cases
    }

    /// RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5.
    private static func isWithoutBody(_ status: String) -> Bool {
        [".noContent", ".resetContent", ".notModified", "204", "205", "304"].contains(status)
    }

    /// What is known of it before it is given.
    var description: String {
        let text = text.map { ", text: \(StringLiteralExprSyntax(content: $0))" } ?? ""
        guard let type else { return "AshlarRouting.AnswerDescription(case: \(status ?? ".noContent")\(text))" }
        let status = status.map { ", status: \($0)" } ?? ""
        return "AshlarRouting.AnswerDescription(case: (\(type)).self\(status)\(text))"
    }

    /// The case of a switch that answers it.
    var response: String {
        guard type != nil else {
            return "case .\(name): return try AshlarRouting.ActionResult.response(status: \(status ?? ".noContent"))"
        }
        let made = "try await AshlarRouting.ActionResult.response(from: value, in: context)"
        return "case .\(name)(let value): return \(made)\(status.map { ".withStatus(\($0))" } ?? "")"
    }
}

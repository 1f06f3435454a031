import SwiftParser
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Input` on an enum: one of several inputs, by what a field says.
struct InputVariantsExpansion {
    private let name: String
    private let access: String
    private let discriminator: String
    private let cases: [(spelled: String, type: String?)]

    /// Nil, with a message, where a case cannot be read.
    init?(_ enumeration: EnumDeclSyntax, _ node: AttributeSyntax, _ context: some MacroExpansionContext) {
        name = enumeration.name.text
        access = enumeration.accessLevel
        let arguments = node.arguments?.as(LabeledExprListSyntax.self)
        if let unknown = arguments?.first(where: { $0.label?.text == "unknown" }) {
            context.report(
                "What is unknown each case's own input says.", id: "input.unknown", at: unknown)
            return nil
        }
        let argument = arguments?.first { $0.label?.text == "discriminator" }
        discriminator = argument?.expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue ?? "type"
        var cases: [(spelled: String, type: String?)] = []
        for element in enumeration.caseDeclarations.flatMap(\.elements) {
            guard element.hasAtMostOneValue, element.valueType?.isOptionalType != true else {
                context.report(
                    "A case has one input, without a label, or nothing.", id: "input.case", at: element)
                return nil
            }
            cases.append((element.name.text, element.valueType?.trimmedDescription))
        }
        guard !cases.isEmpty else {
            context.report("An enum without cases cannot be sent.", id: "input.cases", at: enumeration.name)
            return nil
        }
        self.cases = cases
    }

    func extensions(of type: some TypeSyntaxProtocol) throws -> [ExtensionDeclSyntax] {
        let described = cases.map { item in
            let name = InputMacro.literal(item.spelled.withoutBackticks)
            return ".init(\(name)\(item.type.map { ", (\($0)).self" } ?? ""))"
        }
        let names = cases.map { InputMacro.literal($0.spelled.withoutBackticks) }
        let read = cases.map { item in
            let name = InputMacro.literal(item.spelled.withoutBackticks)
            guard let type = item.type else { return "case \(name): return Self.\(item.spelled)" }
            return "case \(name): return (\(type)).read(sent.rest, &reader).map { Self.\(item.spelled)($0) }"
        }
        let key = InputMacro.literal(discriminator)
        return [
            try ExtensionDeclSyntax("extension \(type.trimmed): AshlarValidation.TypedInput") {
                DeclSyntax(
                    """
                    private enum InputFields {
                        static let descriptionOfInput = AshlarValidation.InputDescription(name: \(raw: InputMacro.literal(name)), variants: AshlarValidation.InputVariants(by: \(raw: key), [\(raw: described.joined(separator: ", "))]))
                    }
                    """)
                DeclSyntax(
                    """
                    \(raw: access)static var inputDescription: AshlarValidation.InputDescription {
                        InputFields.descriptionOfInput
                    }
                    """)
                DeclSyntax(
                    """
                    \(raw: access)static func read(_ sentValue: AshlarSupport.SentValue?, _ reader: inout AshlarValidation.InputReader) -> Self? {
                        guard let sent = reader.variant(of: sentValue, by: \(raw: key), among: [\(raw: names.joined(separator: ", "))]) else { return nil }
                        switch sent.name {
                        \(raw: read.joined(separator: "\n    "))
                        default: return nil
                        }
                    }
                    """)
            }
        ]
    }
}

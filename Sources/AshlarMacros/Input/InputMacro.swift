import SwiftParser
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Input`: how a struct is read from what is sent, and what is known of it before.
struct InputMacro: ExtensionMacro {
    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        if let enumeration = declaration.as(EnumDeclSyntax.self) {
            return try InputVariantsExpansion(enumeration, node, context).map { try $0.extensions(of: type) } ?? []
        }
        guard let structure = declaration.as(StructDeclSyntax.self) else {
            context.report(
                "@Input stands on a struct, whose properties are what is read, or on an enum of such.",
                id: "input.kind", at: declaration.introducer)
            return []
        }
        if let parameters = structure.genericParameterClause {
            context.report(
                "A struct with @Input cannot be generic: what is sent names no types.", id: "input.generic",
                at: parameters)
            return []
        }
        guard let properties = InputProperty.all(in: structure, context) else { return [] }
        var keys: Set<String> = []
        for property in properties where !keys.insert(property.key).inserted {
            context.report(
                "Two properties are sent as \"\(property.key)\".", id: "input.key", at: structure.name)
            return []
        }
        let arguments = node.arguments?.as(LabeledExprListSyntax.self)
        if let discriminator = arguments?.first(where: { $0.label?.text == "discriminator" }) {
            context.report(
                "A struct is one input: a discriminator tells the cases of an enum apart.", id: "input.discriminator",
                at: discriminator)
            return []
        }
        let forbidsUnknown = arguments?.first { $0.label?.text == "unknown" }?.expression.trimmedDescription
            .hasSuffix("forbidden")
        let access = structure.accessLevel
        return [
            try ExtensionDeclSyntax("extension \(type.trimmed): AshlarValidation.TypedInput") {
                fields(properties, structure.name.text, forbidsUnknown == true)
                DeclSyntax(
                    """
                    \(raw: access)static var inputDescription: AshlarValidation.InputDescription {
                        InputFields.descriptionOfInput
                    }
                    """)
                read(properties, access, forbidsUnknown == true)
                initializer(properties)
            }
        ]
    }

    /// The fields, each made once.
    private static func fields(
        _ properties: [InputProperty], _ root: String, _ forbidsUnknown: Bool
    ) -> DeclSyntax {
        var lines: [String] = []
        for property in properties {
            let value = property.isOptional ? "(\(property.type))?" : "(\(property.type))"
            let make = property.isOptional ? ".optional" : ""
            var arguments = ["\(literal(property.key))"]
            if let label = property.label { arguments.append("label: \(literal(label))") }
            arguments.append(property.reader)
            if !property.rules.isEmpty { arguments.append("rules: [\(property.rules.joined(separator: ", "))]") }
            if let fallback = property.fallback, let text = Self.plain(fallback) {
                arguments.append("default: \(literal(text))")
            }
            if let text = property.documentation { arguments.append("documentation: \(literal(text))") }
            if !property.exclusions.isEmpty { arguments.append("isConditional: true") }
            if let fallback = property.fallback {
                arguments.append("fallback: { \(SelfRewriter.rewritten(fallback)) }")
            }
            let type = "AshlarValidation.InputField<\(value)>"
            let made = property.isOptional ? "AshlarValidation.InputField<(\(property.type))?>\(make)" : type
            let line = "static let \(property.spelled): \(type) = \(made)(\(arguments.joined(separator: ", ")))"
            // What the compiler says of a rule, it says where the rule is written.
            lines += property.place.map { [$0, line, "#sourceLocation()"] } ?? [line]
        }
        for (index, property) in properties.enumerated() where !property.exclusions.isEmpty {
            lines.append(
                "static let exclusions\(index): [AshlarValidation.FieldExclusion<Root>] = [\(property.exclusions.joined(separator: ", "))]"
            )
        }
        let rulesets = properties.filter { !$0.fieldRules.isEmpty }.map { property in
            let label = property.isOptional ? "optional: " : ""
            return
                "AshlarValidation.InputRuleset(\(label)\(property.spelled), { $0.\(property.spelled) }, [\(property.fieldRules.joined(separator: ", "))])"
        }
        if !rulesets.isEmpty {
            lines.append(
                "static let rulesBetweenFields: [AshlarValidation.InputRuleset<Root>] = [\(rulesets.joined(separator: ", "))]"
            )
        }
        let all = properties.map { "\($0.spelled).description" }.joined(separator: ", ")
        lines.append(
            "static let descriptionOfInput = AshlarValidation.InputDescription(name: \(literal(root)), fields: [\(all)], forbidsUnknown: \(forbidsUnknown))"
        )
        let body = lines.joined(separator: "\n    ")
        return "private enum InputFields {\n    typealias Root = \(raw: root)\n    \(raw: body)\n}"
    }

    /// Reads every property, so that all errors are found, and makes the value of them.
    private static func read(_ properties: [InputProperty], _ access: String, _ forbidsUnknown: Bool) -> DeclSyntax {
        let isUsed = !properties.isEmpty || forbidsUnknown
        var lines = [
            "guard \(isUsed ? "let sentMembers =" : "nil !=") reader.members(of: sentValue) else { return nil }"
        ]
        for (index, property) in properties.enumerated() {
            lines.append("let value\(index) = InputFields.\(property.spelled).read(sentMembers, &reader)")
        }
        if forbidsUnknown {
            let known = properties.map { literal($0.key) }.joined(separator: ", ")
            lines.append("reader.refuseUnknown(sentMembers, known: [\(known)])")
        }
        // Whether one is left out of account only the whole input tells: until then a default stands for what is wrong.
        let excluded = properties.enumerated().filter { !$1.exclusions.isEmpty }
        for (index, property) in excluded {
            lines.append("let read\(index) = value\(index) ?? InputFields.\(property.spelled).standIn")
        }
        let names = properties.enumerated().map { $1.exclusions.isEmpty ? "value\($0)" : "read\($0)" }
        let values = names.map { "let \($0)" }.joined(separator: ", ")
        if !properties.isEmpty { lines.append("guard \(values) else { return nil }") }
        let hasRulesBetween = properties.contains { !$0.fieldRules.isEmpty }
        let specifier = excluded.isEmpty ? "let" : "var"
        lines.append("\(specifier) input = Self(sentInput: (\(names.joined(separator: ", "))))")
        for (index, property) in excluded {
            let field = "InputFields.\(property.spelled)"
            lines.append(
                """
                let isExcluded\(index) = \(field).isExcluded(by: InputFields.exclusions\(index), of: input, &reader)
                    if isExcluded\(index), let standIn = \(field).standIn { input.\(property.spelled) = standIn }
                """)
        }
        // Not before all are known: what is wrong with one that is left out must not be told.
        for (index, _) in excluded { lines.append("if !isExcluded\(index), value\(index) == nil { return nil }") }
        if hasRulesBetween {
            lines.append("for ruleset in InputFields.rulesBetweenFields { ruleset.check(input, sentMembers, &reader) }")
        }
        for (index, property) in excluded where !property.fieldRules.isEmpty {
            lines.append(
                "_ = InputFields.\(property.spelled).isExcluded(by: InputFields.exclusions\(index), of: input, &reader)"
            )
        }
        lines.append("return input")
        let body = lines.joined(separator: "\n    ")
        return """
            \(raw: access)static func read(_ sentValue: AshlarSupport.SentValue?, _ reader: inout AshlarValidation.InputReader) -> Self? {
                \(raw: body)
            }
            """
    }

    /// Sets the properties, also where the struct has initialisers of its own.
    private static func initializer(_ properties: [InputProperty]) -> DeclSyntax {
        let types = properties.map { "(\($0.type))\($0.isOptional ? "?" : "")" }.joined(separator: ", ")
        let lines = properties.enumerated().map { index, property in
            properties.count == 1
                ? "self.\(property.spelled) = sentInput" : "self.\(property.spelled) = sentInput.\(index)"
        }
        return """
            private init(sentInput: (\(raw: types))) {
                \(raw: lines.joined(separator: "\n    "))
            }
            """
    }

    static func literal(_ text: String) -> String { "\(StringLiteralExprSyntax(content: text))" }

    /// A default that documents and forms can show.
    static func plain(_ expression: ExprSyntax) -> String? {
        if let text = expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue { return text }
        if expression.is(IntegerLiteralExprSyntax.self) || expression.is(FloatLiteralExprSyntax.self)
            || expression.is(BooleanLiteralExprSyntax.self)
        {
            return expression.trimmedDescription
        }
        return nil
    }
}

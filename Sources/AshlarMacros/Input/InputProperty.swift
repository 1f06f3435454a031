import SwiftParser
import SwiftSyntax
import SwiftSyntaxMacros

/// A stored property of an input, as it was declared.
struct InputProperty {
    /// The name as Swift wants it, perhaps in backticks.
    let spelled: String
    /// The type without what makes it optional.
    let type: TypeSyntax
    let isOptional: Bool
    let fallback: ExprSyntax?
    /// The name by which it is sent.
    let key: String
    let label: String?
    /// Rules about the value, as they are written.
    let rules: [String]
    /// Rules that look at other properties.
    let fieldRules: [String]
    /// Rules by which it is left out of account.
    let exclusions: [String]
    let documentation: String?
    /// What stands between the values of a list that is sent as one text.
    let separator: String?
    /// Where its rules are written, as a directive; nil where it has none.
    let place: String?

    var name: String { spelled.withoutBackticks }

    /// The properties of a struct; nil, with a message, where one cannot be read.
    static func all(in structure: StructDeclSyntax, _ context: some MacroExpansionContext) -> [InputProperty]? {
        var properties: [InputProperty] = []
        var isWhole = true
        for variable in structure.memberBlock.members.compactMap({ $0.decl.as(VariableDeclSyntax.self) })
        where !variable.isStatic {
            for binding in variable.bindings where binding.isStored {
                guard let pattern = binding.pattern.as(IdentifierPatternSyntax.self) else { continue }
                if variable.bindingSpecifier.tokenKind == .keyword(.let), binding.initializer != nil {
                    context.report(
                        "A constant with a value cannot be read from what is sent: write var, or make it static.",
                        id: "input.constant", at: binding)
                    isWhole = false
                    continue
                }
                guard let type = binding.typeAnnotation?.type else {
                    context.report(
                        "Write the property's type: it decides how it is read.", id: "input.type", at: binding)
                    isWhole = false
                    continue
                }
                let attributes = InputAttributes(variable.attributes)
                let (wrapped, isOptional) = (type.unwrapped.trimmed, type.isOptionalType)
                if attributes.separator != nil, wrapped.arrayElement == nil {
                    context.report(
                        "@Separated stands on a list: [String], [Int].", id: "input.separated", at: type)
                    isWhole = false
                    continue
                }
                if let problem = Self.problem(of: wrapped) {
                    context.report(problem, id: "input.type", at: type)
                    isWhole = false
                    continue
                }
                let isConstant = variable.bindingSpecifier.tokenKind == .keyword(.let)
                if !attributes.exclusions.isEmpty, isConstant || !isOptional && binding.initializer == nil {
                    context.report(
                        "What is left out of account has its default, or nil: make this a var that is optional or has one.",
                        id: "input.excluded", at: binding)
                    isWhole = false
                    continue
                }
                properties.append(
                    InputProperty(
                        spelled: pattern.identifier.text, type: wrapped, isOptional: isOptional,
                        fallback: binding.initializer?.value.trimmed,
                        key: attributes.key ?? pattern.identifier.text.withoutBackticks, label: attributes.label,
                        rules: attributes.rules, fieldRules: attributes.fieldRules,
                        exclusions: attributes.exclusions,
                        documentation: variable.leadingTrivia.documentation, separator: attributes.separator,
                        place: attributes.place(in: context)))
            }
        }
        return isWhole ? properties : nil
    }

    private static func problem(of type: TypeSyntax) -> String? {
        if type.is(DictionaryTypeSyntax.self) {
            return "A dictionary says nothing of what is in it: write a struct with @Input, or a list of them."
        }
        if type.is(FunctionTypeSyntax.self) || type.is(TupleTypeSyntax.self) {
            return "This type cannot be sent: write a struct with @Input."
        }
        if type.isOptionalType { return "An optional of an optional cannot be told apart when it is sent." }
        return nil
    }

    /// The expression that reads the type: lists are taken apart here, the rest the compiler chooses.
    var reader: String {
        guard let separator, let element = type.arrayElement else { return Self.reader(of: type) }
        let literal = InputMacro.literal(separator)
        return "AshlarValidation.InputValues.list(of: \(Self.reader(of: element.trimmed)), separatedBy: \(literal))"
    }

    static func reader(of type: TypeSyntax) -> String {
        if let element = type.arrayElement {
            return "AshlarValidation.InputValues.list(of: \(reader(of: element.trimmed)))"
        }
        return "AshlarValidation.InputValues.reader(for: (\(type)).self)"
    }
}

/// What the attributes of a property say.
struct InputAttributes {
    private(set) var key: String?
    private(set) var label: String?
    private(set) var separator: String?
    private(set) var rules: [String] = []
    private(set) var fieldRules: [String] = []
    private(set) var exclusions: [String] = []
    private var firstRule: AttributeSyntax?

    /// Where the first rule is written, for the compiler to say mistakes in rules there.
    func place(in context: some MacroExpansionContext) -> String? {
        guard let firstRule,
            let place = context.location(of: firstRule, at: .afterLeadingTrivia, filePathMode: .filePath)
        else { return nil }
        return "#sourceLocation(file: \(place.file), line: \(place.line))"
    }

    init(_ attributes: AttributeListSyntax) {
        for attribute in attributes.compactMap({ $0.as(AttributeSyntax.self) }) {
            if attribute.attributeName.trimmedDescription.split(separator: ".").last == "Separated" {
                separator = attribute.arguments?.as(LabeledExprListSyntax.self).flatMap(Self.text) ?? ","
            }
            guard let arguments = attribute.arguments?.as(LabeledExprListSyntax.self) else { continue }
            switch attribute.attributeName.trimmedDescription.split(separator: ".").last {
            case "Key": key = Self.text(arguments)
            case "Label": label = Self.text(arguments)
            case "Rule":
                firstRule = firstRule ?? attribute
                for argument in arguments {
                    let text = SelfRewriter.rewritten(argument.expression)
                    if !Self.looksAtFields(argument.expression) {
                        rules.append(text)
                    } else if Self.name(of: argument.expression)?.hasPrefix("exclude") == true {
                        exclusions.append(text)
                    } else {
                        fieldRules.append(text)
                    }
                }
            default: break
            }
        }
    }

    private static func text(_ arguments: LabeledExprListSyntax) -> String? {
        arguments.first?.expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue
    }

    /// Whether a rule points to another property: it has `\Self.name` or `\PostInput.name` among its arguments.
    private static func looksAtFields(_ expression: ExprSyntax) -> Bool {
        var current = expression
        while let call = current.as(FunctionCallExprSyntax.self) {
            if let first = call.arguments.first?.expression.as(KeyPathExprSyntax.self), first.root != nil,
                !Self.isModel(call)
            {
                return true
            }
            guard let member = call.calledExpression.as(MemberAccessExprSyntax.self), let base = member.base else {
                return false
            }
            current = base
        }
        return false
    }

    /// What a rule without a modifier is called.
    private static func name(of rule: ExprSyntax) -> String? {
        rule.as(FunctionCallExprSyntax.self)?.calledExpression.as(MemberAccessExprSyntax.self)?.declName.baseName.text
    }

    /// The database's rules point to a property of a model, `distinct` to one of the list's elements.
    private static func isModel(_ call: FunctionCallExprSyntax) -> Bool {
        ["unique", "exists", "distinct"].contains(name(of: ExprSyntax(call)) ?? "")
    }
}

/// The fields are made in a type of their own: what is written as `Self` there is the input.
final class SelfRewriter: SyntaxRewriter {
    static func rewritten(_ expression: ExprSyntax) -> String {
        SelfRewriter().rewrite(expression).trimmedDescription
    }

    override func visit(_ node: IdentifierTypeSyntax) -> TypeSyntax {
        guard node.name.text == "Self" else { return super.visit(node) }
        return TypeSyntax(node.with(\.name, .identifier("Root")))
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> ExprSyntax {
        guard node.baseName.text == "Self" else { return super.visit(node) }
        return ExprSyntax(node.with(\.baseName, .identifier("Root")))
    }
}

import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder

extension String {
    /// The name inside backticks.
    var withoutBackticks: String {
        hasPrefix("`") && hasSuffix("`") && count > 2 ? String(dropFirst().dropLast()) : self
    }
}

extension VariableDeclSyntax {
    /// Whether it belongs to the type rather than to its values.
    var isStatic: Bool {
        modifiers.contains { $0.name.tokenKind == .keyword(.static) || $0.name.tokenKind == .keyword(.class) }
    }

    /// The attribute of that name, also when it is written with a module in front.
    func attribute(named name: String) -> AttributeSyntax? {
        for case .attribute(let attribute) in attributes {
            let written = attribute.attributeName.trimmedDescription
            if written == name || written == "AshlarORM." + name { return attribute }
        }
        return nil
    }
}

extension PatternBindingSyntax {
    /// Whether it stores a value: it has no accessors, or only observers.
    var isStored: Bool {
        guard let block = accessorBlock else { return true }
        guard case .accessors(let accessors) = block.accessors else { return false }
        return accessors.allSatisfy {
            $0.accessorSpecifier.tokenKind == .keyword(.willSet) || $0.accessorSpecifier.tokenKind == .keyword(.didSet)
        }
    }
}

extension TypeSyntax {
    /// Whether it is written as an optional.
    var isOptionalType: Bool { optionalWrapped != nil }

    /// The type inside an optional, or the type itself.
    var unwrapped: TypeSyntax { optionalWrapped ?? self }

    private var optionalWrapped: TypeSyntax? {
        if let optional = self.as(OptionalTypeSyntax.self) { return optional.wrappedType }
        return argument(ofGeneric: "Optional")
    }

    /// The element of an array type.
    var arrayElement: TypeSyntax? { self.as(ArrayTypeSyntax.self)?.element ?? argument(ofGeneric: "Array") }

    private func argument(ofGeneric name: String) -> TypeSyntax? {
        let clause: GenericArgumentClauseSyntax?
        if let identifier = self.as(IdentifierTypeSyntax.self), identifier.name.text == name {
            clause = identifier.genericArgumentClause
        } else if let member = self.as(MemberTypeSyntax.self), member.trimmedDescription.hasPrefix("Swift.\(name)<") {
            clause = member.genericArgumentClause
        } else {
            return nil
        }
        guard let argument = clause?.arguments.first?.argument, case .type(let type) = argument else { return nil }
        return type
    }
}

extension FixIt {
    /// Replaces `let` by `var`.
    static func letToVar(_ keyword: TokenSyntax) -> FixIt {
        let replacement = TokenSyntax.keyword(
            .var, leadingTrivia: keyword.leadingTrivia, trailingTrivia: keyword.trailingTrivia)
        return FixIt(
            message: ModelFixIt(message: "Replace \"let\" with \"var\""),
            changes: [.replace(oldNode: Syntax(keyword), newNode: Syntax(replacement))])
    }

    /// Replaces a type.
    static func replace(_ type: TypeSyntax, with other: TypeSyntax) -> FixIt {
        FixIt(
            message: ModelFixIt(message: "Write \"\(other.trimmedDescription)\""),
            changes: [
                .replace(
                    oldNode: Syntax(type),
                    newNode: Syntax(
                        other.with(\.leadingTrivia, type.leadingTrivia).with(\.trailingTrivia, type.trailingTrivia)))
            ])
    }

    /// Writes the type of a property whose initial value is a plain literal.
    static func typed(_ binding: PatternBindingSyntax, _ pattern: IdentifierPatternSyntax) -> FixIt? {
        guard let value = binding.initializer?.value else { return nil }
        let type: TypeSyntax
        switch value.kind {
        case .integerLiteralExpr: type = "Int"
        case .floatLiteralExpr: type = "Double"
        case .stringLiteralExpr: type = "String"
        case .booleanLiteralExpr: type = "Bool"
        default: return nil
        }
        let annotated =
            binding
            .with(\.pattern, PatternSyntax(pattern.trimmed))
            .with(
                \.typeAnnotation,
                TypeAnnotationSyntax(colon: .colonToken(trailingTrivia: .space), type: type, trailingTrivia: .space))
        return FixIt(
            message: ModelFixIt(message: "Write \"\(pattern.identifier.text): \(type)\""),
            changes: [.replace(oldNode: Syntax(binding), newNode: Syntax(annotated))])
    }
}

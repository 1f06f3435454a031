import SwiftDiagnostics
import SwiftSyntax

extension ModelReader {
    /// Types that are columns, not models.
    private static let scalars: Set<String> = [
        "Int", "Int16", "Int32", "Int64", "String", "Bool", "Double", "Float", "Date", "UUID", "Data", "Decimal", "URL",
    ]
    /// Arguments that are written into SQL or looked up by name.
    private static let names = [
        "foreignKey", "ownerKey", "localKey", "table", "relatedKey", "firstKey", "secondKey", "name",
    ]

    mutating func readRelation(
        _ variable: VariableDeclSyntax, _ binding: PatternBindingSyntax, _ pattern: IdentifierPatternSyntax,
        _ kind: RelationDeclaration.Kind, _ attribute: AttributeSyntax
    ) -> RelationDeclaration? {
        let name = pattern.identifier.text.withoutBackticks
        guard variable.bindingSpecifier.tokenKind == .keyword(.var) else {
            report(
                .constantRelation(name), at: variable.bindingSpecifier, fixIts: [.letToVar(variable.bindingSpecifier)])
            return nil
        }
        guard binding.initializer == nil, binding.accessorBlock == nil, variable.bindings.count == 1 else {
            report(.relationWithValue(name), at: variable)
            return nil
        }
        guard let type = binding.typeAnnotation?.type else {
            report(.noType(name), at: pattern)
            return nil
        }
        guard let related = related(name, kind, type) else { return nil }
        var arguments = attribute.argumentTexts
        for label in Self.names where arguments[label] != nil {
            arguments[label] = literal(argument: label, of: attribute)
        }
        if kind == .morphToMany || kind == .morphedByMany { _ = literal(argument: nil, of: attribute) }
        return RelationDeclaration(
            kind: kind, name: name, reference: pattern.identifier.text, related: related,
            isOptional: type.isOptionalType, arguments: arguments,
            isKey: variable.attribute(named: "PrimaryKey") != nil, isHidden: variable.attribute(named: "Hidden") != nil)
    }

    /// The model on the other side, where the property's type fits the kind of relation.
    private mutating func related(_ name: String, _ kind: RelationDeclaration.Kind, _ type: TypeSyntax) -> String? {
        let element = type.unwrapped.arrayElement
        switch (kind, element) {
        case (.belongsTo, let element?):
            report(.belongsToMany(name, element.trimmedDescription), at: type, fixIts: [.replace(type, with: element)])
            return nil
        case (_, let element?) where !kind.isMany:
            report(
                .oneOfMany(name, kind.rawValue, element.trimmedDescription), at: type,
                fixIts: [.replace(type, with: element)])
            return nil
        case (_, nil) where kind.isMany:
            let array = TypeSyntax(ArrayTypeSyntax(element: type.unwrapped.trimmed))
            report(
                .manyOfOne(name, kind.rawValue, type.unwrapped.trimmedDescription), at: type,
                fixIts: [.replace(type, with: array)])
            return nil
        default: break
        }
        let related = (element ?? type.unwrapped).trimmedDescription
        guard !Self.scalars.contains(related) else {
            report(.notAModel(name, kind.rawValue, related), at: type)
            return nil
        }
        return related
    }
}

extension AttributeSyntax {
    /// The arguments as source text by their labels; nil values are left out.
    fileprivate var argumentTexts: [String: String] {
        guard case .argumentList(let arguments) = arguments else { return [:] }
        var texts: [String: String] = [:]
        for argument in arguments where !argument.expression.is(NilLiteralExprSyntax.self) {
            texts[argument.label?.text ?? ""] = argument.expression.trimmedDescription
        }
        return texts
    }
}

extension RelationDeclaration {
    /// The stored properties that the macro writes for the relation, unless the struct declares them.
    var generatedColumns: [ColumnDeclaration] {
        switch kind {
        case .belongsTo where arguments["foreignKeys"] == nil:
            let key = "\(related).Key"
            return [column(foreignKeyProperty, key, column: arguments["foreignKey"])]
        case .morphTo:
            return [
                column(typeProperty, "String", column: nil), column(foreignKeyProperty, "\(related).Key", column: nil),
            ]
        default:
            return []
        }
    }

    private func column(_ name: String, _ type: String, column: String?) -> ColumnDeclaration {
        var declaration = ColumnDeclaration(
            name: name, reference: name, type: isOptional ? type + "?" : type, wrappedType: type,
            isOptional: isOptional, initialValue: nil, column: column, isGenerated: true)
        declaration.isKey = isKey
        return declaration
    }
}

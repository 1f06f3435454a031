import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder

/// Reads a struct's declaration into a ``ModelDeclaration``, collecting every mistake on the way.
struct ModelReader {
    private(set) var diagnostics: [Diagnostic] = []

    /// Names that the expansion uses itself.
    private static let reserved: Set<String> = ["_record", "_key", "_description"]

    /// The model, or nil where a mistake was found.
    mutating func read(_ declaration: some DeclGroupSyntax, attribute: AttributeSyntax) -> ModelDeclaration? {
        guard let structure = declaration.as(StructDeclSyntax.self) else {
            report(.notAStruct(declaration.introducer.text), at: declaration.introducer)
            return nil
        }
        if let parameters = structure.genericParameterClause { report(.generic(structure.name.text), at: parameters) }
        let table = literal(argument: "table", of: attribute)
        var members: [ModelDeclaration.Member] = []
        let variables = structure.memberBlock.members.compactMap { $0.decl.as(VariableDeclSyntax.self) }
        for variable in variables where !variable.isStatic {
            members += read(variable)
        }
        members = withForeignKeys(members)
        let name = structure.name.text.withoutBackticks
        if diagnostics.isEmpty, !members.contains(where: \.isKey) {
            report(.noKey(name), at: structure.name, fixIts: [insertKey(in: structure)])
        }
        guard diagnostics.isEmpty else { return nil }
        return ModelDeclaration(name: name, access: structure.accessLevel, table: table, members: members)
    }

    private mutating func read(_ variable: VariableDeclSyntax) -> [ModelDeclaration.Member] {
        let relations = ["BelongsTo", "HasMany"].compactMap { variable.attribute(named: $0) }
        guard let binding = variable.bindings.first,
            let pattern = binding.pattern.as(IdentifierPatternSyntax.self)
        else { return [] }
        let name = pattern.identifier.text.withoutBackticks
        if relations.count > 1 {
            report(.severalRelations(name), at: variable)
            return []
        }
        if let relation = relations.first {
            return readRelation(variable, binding, pattern, relation).map { [.relation($0)] } ?? []
        }
        guard binding.isStored else { return [] }
        if variable.bindings.count > 1 {
            report(.severalNames(), at: variable)
            return []
        }
        if variable.modifiers.contains(where: { $0.name.tokenKind == .keyword(.lazy) }) {
            report(.lazy(name), at: variable)
            return []
        }
        if Self.reserved.contains(name) { report(.reserved(name), at: pattern) }
        guard variable.bindingSpecifier.tokenKind == .keyword(.var) else {
            report(.constant(name), at: variable.bindingSpecifier, fixIts: [.letToVar(variable.bindingSpecifier)])
            return []
        }
        guard let type = binding.typeAnnotation?.type else {
            report(.noType(name), at: pattern, fixIts: FixIt.typed(binding, pattern).map { [$0] } ?? [])
            return []
        }
        let column = variable.attribute(named: "Column").flatMap { literal(argument: nil, of: $0) }
        return [
            .column(
                ColumnDeclaration(
                    name: name, reference: pattern.identifier.text, type: type.trimmedDescription,
                    wrappedType: type.unwrapped.trimmedDescription, isOptional: type.isOptionalType,
                    initialValue: binding.initializer?.value.trimmedDescription, column: column))
        ]
    }

    private mutating func readRelation(
        _ variable: VariableDeclSyntax, _ binding: PatternBindingSyntax, _ pattern: IdentifierPatternSyntax,
        _ attribute: AttributeSyntax
    ) -> RelationDeclaration? {
        let name = pattern.identifier.text.withoutBackticks
        guard let kind = RelationDeclaration.Kind(rawValue: attribute.attributeName.trimmedDescription) else {
            return nil
        }
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
        let element = type.unwrapped.arrayElement
        switch (kind, element) {
        case (.belongsTo, let element?):
            report(.belongsToMany(name, element.trimmedDescription), at: type, fixIts: [.replace(type, with: element)])
            return nil
        case (.hasMany, nil):
            let array = TypeSyntax(ArrayTypeSyntax(element: type.unwrapped.trimmed))
            report(
                .hasManyOfOne(name, type.unwrapped.trimmedDescription), at: type, fixIts: [.replace(type, with: array)])
            return nil
        default: break
        }
        return RelationDeclaration(
            kind: kind, name: name, reference: pattern.identifier.text,
            related: (element ?? type.unwrapped).trimmedDescription,
            isOptional: type.isOptionalType, foreignKey: literal(argument: "foreignKey", of: attribute))
    }

    /// Puts the foreign key of each belongs-to in front of it, unless the struct declares that property itself.
    private func withForeignKeys(_ members: [ModelDeclaration.Member]) -> [ModelDeclaration.Member] {
        let declared = Set(members.compactMap { if case .column(let column) = $0 { column.name } else { nil } })
        return members.flatMap { member -> [ModelDeclaration.Member] in
            guard case .relation(let relation) = member, relation.kind == .belongsTo,
                !declared.contains(relation.foreignKeyProperty)
            else { return [member] }
            let key = "\(relation.related).Key"
            let column = ColumnDeclaration(
                name: relation.foreignKeyProperty, reference: relation.foreignKeyProperty,
                type: relation.isOptional ? key + "?" : key, wrappedType: key, isOptional: relation.isOptional,
                initialValue: nil, column: relation.foreignKey, isGenerated: true)
            return [.column(column), member]
        }
    }

    /// The text of a string literal argument, quotes included; reports anything else.
    private mutating func literal(argument label: String?, of attribute: AttributeSyntax) -> String? {
        guard case .argumentList(let arguments) = attribute.arguments,
            let argument = arguments.first(where: { $0.label?.text == label }),
            !argument.expression.is(NilLiteralExprSyntax.self)
        else { return nil }
        guard let string = argument.expression.as(StringLiteralExprSyntax.self), string.segments.count == 1,
            string.segments.first?.is(StringSegmentSyntax.self) == true
        else {
            report(.tableNotLiteral(), at: argument.expression)
            return nil
        }
        return string.trimmedDescription
    }

    private mutating func report(_ message: ModelDiagnostic, at node: some SyntaxProtocol, fixIts: [FixIt] = []) {
        diagnostics.append(Diagnostic(node: node, message: message, fixIts: fixIts))
    }

    private func insertKey(in structure: StructDeclSyntax) -> FixIt {
        let block = structure.memberBlock
        let key = MemberBlockItemSyntax(leadingTrivia: "\n    ", decl: DeclSyntax("var id: Int?"))
        return FixIt(
            message: ModelFixIt(message: "Insert \"var id: Int?\""),
            changes: [.replace(oldNode: Syntax(block), newNode: Syntax(block.with(\.members, [key] + block.members)))])
    }
}

extension ModelDeclaration.Member {
    /// Whether it is the primary key.
    fileprivate var isKey: Bool { if case .column(let column) = self { column.name == "id" } else { false } }
}

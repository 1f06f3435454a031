import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder

/// Reads a struct's declaration into a ``ModelDeclaration``, collecting every mistake on the way.
struct ModelReader {
    private(set) var diagnostics: [Diagnostic] = []

    /// Names that the expansion uses itself.
    private static let reserved: Set<String> = ["_record", "_key", "_description", "_deletionTime"]

    /// The model, or nil where a mistake was found.
    mutating func read(_ declaration: some DeclGroupSyntax, attribute: AttributeSyntax) -> ModelDeclaration? {
        guard let structure = declaration.as(StructDeclSyntax.self) else {
            report(.notAStruct(declaration.introducer.text), at: declaration.introducer)
            return nil
        }
        if let parameters = structure.genericParameterClause { report(.generic(structure.name.text), at: parameters) }
        let table = literal(argument: "table", of: attribute)
        let schema = literal(argument: "schema", of: attribute)
        let morphName = literal(argument: "morphName", of: attribute)
        let variables = structure.memberBlock.members.compactMap { $0.decl.as(VariableDeclSyntax.self) }
            .filter { !$0.isStatic }
        var members: [ModelDeclaration.Member] = []
        for variable in variables { members += read(variable) }
        members = withForeignKeys(members)
        let model = ModelDeclaration(
            name: structure.name.text.withoutBackticks, access: structure.accessLevel, table: table, schema: schema,
            morphName: morphName, members: members, appended: variables.compactMap { appended($0) },
            propertyNames: Set(variables.flatMap(\.names)))
        if diagnostics.isEmpty { checkKeys(model, structure) }
        return diagnostics.isEmpty ? model : nil
    }

    private mutating func read(_ variable: VariableDeclSyntax) -> [ModelDeclaration.Member] {
        let relations = RelationDeclaration.Kind.allCases.compactMap { kind in
            variable.attribute(named: kind.rawValue).map { (kind, $0) }
        }
        guard let binding = variable.bindings.first,
            let pattern = binding.pattern.as(IdentifierPatternSyntax.self)
        else { return [] }
        let name = pattern.identifier.text.withoutBackticks
        if relations.count > 1 {
            report(.severalRelations(name), at: variable)
            return []
        }
        if let (kind, attribute) = relations.first {
            return readRelation(variable, binding, pattern, kind, attribute).map { [.relation($0)] } ?? []
        }
        guard binding.isStored else { return [] }
        if variable.attribute(named: "Appended") != nil { report(.appendedStored(name), at: variable) }
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
        return [.column(readColumn(variable, binding, pattern, type))]
    }

    /// The computed property's name, if it is marked so.
    private func appended(_ variable: VariableDeclSyntax) -> String? {
        guard variable.attribute(named: "Appended") != nil, variable.bindings.first?.isStored == false else {
            return nil
        }
        return variable.names.first
    }

    /// Puts the foreign key of each belongs-to in front of it, unless the struct declares that property itself.
    private func withForeignKeys(_ members: [ModelDeclaration.Member]) -> [ModelDeclaration.Member] {
        let declared = Set(members.compactMap { if case .column(let column) = $0 { column.name } else { nil } })
        return members.flatMap { member -> [ModelDeclaration.Member] in
            guard case .relation(let relation) = member else { return [member] }
            let columns = relation.generatedColumns.filter { !declared.contains($0.name) }
            return columns.map { .column($0) } + [member]
        }
    }

    private mutating func checkKeys(_ model: ModelDeclaration, _ structure: StructDeclSyntax) {
        if model.keys.isEmpty { report(.noKey(model.name), at: structure.name, fixIts: [insertKey(in: structure)]) }
        if model.keys.count > 1, let optional = model.keys.first(where: \.isOptional) {
            report(.optionalKeyPart(optional.name), at: structure.name)
        }
        for role in [ColumnDeclaration.Role.version, .deletionTime] {
            let marked = model.columns.filter { $0.role == role }
            if marked.count > 1 { report(.severalMarked(marked.map(\.name)), at: structure.name) }
        }
    }

    /// The text of a string literal argument, quotes included; reports anything else.
    mutating func literal(argument label: String?, of attribute: AttributeSyntax) -> String? {
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

    mutating func report(_ message: ModelDiagnostic, at node: some SyntaxProtocol, fixIts: [FixIt] = []) {
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

extension VariableDeclSyntax {
    /// The names of the properties, without backticks.
    fileprivate var names: [String] {
        bindings.compactMap { $0.pattern.as(IdentifierPatternSyntax.self)?.identifier.text.withoutBackticks }
    }
}

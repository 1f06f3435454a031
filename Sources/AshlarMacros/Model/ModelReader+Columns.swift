import SwiftDiagnostics
import SwiftSyntax

extension ModelReader {
    private static let casts = ["Cast", "JSON", "Encrypted", "Hashed"]
    private static let roles: [(attribute: String, role: ColumnDeclaration.Role)] = [
        ("Generated", .generated), ("Hashed", .hashed), ("Version", .version), ("SoftDeletes", .deletionTime),
    ]
    private static let integers = ["Int", "Int16", "Int32", "Int64"]
    private static let dates = ["Date", "Foundation.Date", "FoundationEssentials.Date"]

    /// A stored property with the marks that it has.
    mutating func readColumn(
        _ variable: VariableDeclSyntax, _ binding: PatternBindingSyntax, _ pattern: IdentifierPatternSyntax,
        _ type: TypeSyntax
    ) -> ColumnDeclaration {
        let name = pattern.identifier.text.withoutBackticks
        var column = ColumnDeclaration(
            name: name, reference: pattern.identifier.text, type: type.trimmedDescription,
            wrappedType: type.unwrapped.trimmedDescription, isOptional: type.isOptionalType,
            initialValue: binding.initializer?.value.trimmedDescription,
            column: variable.attribute(named: "Column").flatMap { literal(argument: nil, of: $0) })
        let marks = Self.casts.filter { variable.attribute(named: $0) != nil }
        if marks.count > 1 { report(.severalCasts(name, marks), at: variable) }
        let roles = Self.roles.filter { variable.attribute(named: $0.attribute) != nil }
        if roles.count > 1 { report(.severalCasts(name, roles.map(\.attribute)), at: variable) }
        column.role = roles.first?.role ?? .plain
        column.isHidden = variable.attribute(named: "Hidden") != nil || column.role == .hashed
        if let key = variable.attribute(named: "PrimaryKey") {
            column.isKey = true
            column.isMadeByApp = key.firstArgument?.contains("uuidV7") == true
        }
        column.columnType = variable.attribute(named: "Column")?.argument(labelled: "type")
        if variable.attribute(named: "Unique") != nil {
            column.index = ".unique"
        } else if let index = variable.attribute(named: "Index") {
            column.index = ".plain(\(index.firstArgument ?? ".btree"))"
        }
        readCast(of: &column, variable)
        column.hasConstantValue = column.cast == nil && binding.initializer?.value.isConstant == true
        checkRole(column, type)
        return column
    }

    private mutating func readCast(of column: inout ColumnDeclaration, _ variable: VariableDeclSyntax) {
        if variable.attribute(named: "JSON") != nil {
            column.cast = "AshlarORM.ModelJSON<\(column.wrappedType)>"
        } else if variable.attribute(named: "Encrypted") != nil {
            column.cast = "AshlarORM.Sealed<\(column.wrappedType)>"
            column.isSealed = true
        } else if let argument = variable.attribute(named: "Cast")?.firstArgument {
            let type = argument.hasSuffix(".self") ? String(argument.dropLast(5)) : argument
            column.cast = "AshlarORM.Casted<\(type)>"
        }
    }

    private mutating func checkRole(_ column: ColumnDeclaration, _ type: TypeSyntax) {
        switch column.role {
        case .deletionTime:
            if !column.isOptional || !Self.dates.contains(column.wrappedType) {
                report(.wrongType(column.name, "SoftDeletes", "Date?"), at: type)
            }
        case .version:
            if column.isOptional || !Self.integers.contains(column.wrappedType) {
                report(.wrongType(column.name, "Version", "Int"), at: type)
            }
        case .hashed:
            if column.wrappedType != "String" { report(.wrongType(column.name, "Hashed", "String"), at: type) }
        case .generated:
            if !column.isOptional, column.initialValue == nil { report(.generatedWithoutValue(column.name), at: type) }
        case .plain:
            break
        }
        if column.isMadeByApp, !column.isOptional { report(.keyNeverNil(column.name), at: type) }
    }
}

extension AttributeSyntax {
    /// The first argument, as source text.
    var firstArgument: String? {
        guard case .argumentList(let arguments) = arguments else { return nil }
        return arguments.first?.expression.trimmedDescription
    }

    /// An argument as source text.
    func argument(labelled label: String) -> String? {
        guard case .argumentList(let arguments) = arguments else { return nil }
        return arguments.first { $0.label?.text == label }?.expression.trimmedDescription
    }
}

extension ExprSyntax {
    /// Whether it is a literal, or a member of the type that is asked for: what has the same value each time.
    fileprivate var isConstant: Bool {
        if let text = self.as(StringLiteralExprSyntax.self) {
            return text.segments.allSatisfy { $0.is(StringSegmentSyntax.self) }
        }
        if let array = self.as(ArrayExprSyntax.self) { return array.elements.isEmpty }
        if let negated = self.as(PrefixOperatorExprSyntax.self) {
            return negated.operator.text == "-" && negated.expression.isConstant
        }
        if let member = self.as(MemberAccessExprSyntax.self) { return member.base == nil }
        return self.is(IntegerLiteralExprSyntax.self) || self.is(FloatLiteralExprSyntax.self)
            || self.is(BooleanLiteralExprSyntax.self)
    }
}

import SwiftSyntax

extension EnumDeclSyntax {
    /// The declarations of its cases, each of which may have several.
    var caseDeclarations: [EnumCaseDeclSyntax] {
        memberBlock.members.compactMap { $0.decl.as(EnumCaseDeclSyntax.self) }
    }
}

extension EnumCaseElementSyntax {
    /// Whether it has one value without a label, or none, and no raw value either.
    var hasAtMostOneValue: Bool {
        let values = parameterClause?.parameters
        return (values?.count ?? 0) <= 1 && values?.first?.firstName == nil && rawValue == nil
    }

    /// The type of its value; nil for a case without one.
    var valueType: TypeSyntax? { parameterClause?.parameters.first?.type }
}

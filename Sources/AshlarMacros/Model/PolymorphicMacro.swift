import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Polymorphic`: makes an enum with a case for each of several models what a `@MorphTo` leads to.
struct PolymorphicMacro: MemberMacro, ExtensionMacro {
    /// A case and its model.
    private struct Kind {
        let name: String
        let model: String
    }

    /// Writes the kinds, their relations, and the way to the model.
    static func expansion(
        of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        guard let kinds = kinds(of: declaration, report: { context.diagnose($0) }), let first = kinds.first,
            let name = declaration.as(EnumDeclSyntax.self)?.name.text
        else { return [] }
        let access = declaration.accessLevel
        let cases = kinds.map { "AshlarORM.MorphCase(\($0.model).self) { \(name).\($0.name)($0) }" }
        let paths = kinds.map { kind in
            let plain = kind.name.withoutBackticks
            return "\(access)var \(kind.name): \(kind.model).Relations { \(kind.model).Relations("
                + "_path: _path.appending(AshlarORM.MorphCaseStep<\(kind.model)>(\"\(plain)\"))) }"
        }
        let models = kinds.map { "case .\($0.name)(let model): return model" }
        return [
            "\(raw: access)typealias Key = \(raw: first.model).Key",
            """
            \(raw: access)static var _cases: [AshlarORM.MorphCase<\(raw: name)>] {
                [\(raw: cases.joined(separator: ", "))]
            }
            """,
            """
            \(raw: access)var _model: any AshlarORM.Model {
                switch self {
                \(raw: models.joined(separator: "\n    "))
                }
            }
            """,
            """
            \(raw: access)struct Relations: AshlarORM.ModelRelations {
                \(raw: access)let _path: AshlarORM.RelationPath
                \(raw: access)init(_path: AshlarORM.RelationPath) { self._path = _path }
                \(raw: paths.joined(separator: "\n    "))
            }
            """,
        ]
    }

    /// Writes the conformance, unless the declaration has mistakes that the members' expansion reports.
    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        guard kinds(of: declaration, report: { _ in }) != nil else { return [] }
        let conformance: DeclSyntax = "extension \(type.trimmed): AshlarORM.PolymorphicModel {}"
        return conformance.as(ExtensionDeclSyntax.self).map { [$0] } ?? []
    }

    private static func kinds(
        of declaration: some DeclGroupSyntax, report: (Diagnostic) -> Void
    ) -> [Kind]? {
        guard let declaration = declaration.as(EnumDeclSyntax.self) else {
            report(
                Diagnostic(
                    node: declaration.introducer, message: ModelDiagnostic.notAnEnum(declaration.introducer.text)))
            return nil
        }
        var kinds: [Kind] = []
        for element in declaration.caseDeclarations.flatMap(\.elements) {
            guard let parameters = element.parameterClause?.parameters, let only = parameters.first,
                parameters.count == 1
            else {
                report(Diagnostic(node: element, message: ModelDiagnostic.kindWithoutModel(element.name.text)))
                return nil
            }
            kinds.append(Kind(name: element.name.text, model: only.type.trimmedDescription))
        }
        guard !kinds.isEmpty else {
            report(Diagnostic(node: declaration.name, message: ModelDiagnostic.noKinds(declaration.name.text)))
            return nil
        }
        return kinds
    }
}

import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// What a type asks of the container: the parameters of its initialiser if it declares one, otherwise its stored
/// properties.
struct InjectedNeeds {
    struct Need {
        let label: String
        let name: String
        let type: TypeSyntax
        /// What `@Named` says.
        let qualifier: String?

        private var named: String { qualifier.map { ", named: \($0)" } ?? "" }

        var dependency: String { "AshlarContainer.Dependency((\(type)).self, \"\(name)\"\(named))" }

        func resolution(at index: Int) -> String { "try resolver.dependency(\(index), (\(type)).self\(named))" }
    }

    let needs: [Need]
    private let callsInitializer: Bool
    private let isClass: Bool

    init?(of declaration: some DeclGroupSyntax, macro: String, in context: some MacroExpansionContext) {
        isClass = declaration.is(ClassDeclSyntax.self)
        let isReference = isClass || declaration.is(ActorDeclSyntax.self)
        guard isReference || declaration.is(StructDeclSyntax.self) else {
            context.report(
                "\(macro) stands on a struct, a final class or an actor.", id: "injectable.kind",
                at: declaration.introducer)
            return nil
        }
        if isClass, !declaration.modifiers.contains(where: { $0.name.tokenKind == .keyword(.final) }) {
            context.report("A class with \(macro) must be final.", id: "injectable.final", at: declaration.introducer)
            return nil
        }
        let initializers = declaration.memberBlock.members.compactMap { $0.decl.as(InitializerDeclSyntax.self) }
        if let initializer = initializers.first {
            if let second = initializers.dropFirst().first {
                context.report(
                    "\(macro) cannot tell which initialiser to resolve: keep one here and move the others to an extension.",
                    id: "injectable.initializers", at: second.initKeyword)
                return nil
            }
            callsInitializer = true
            needs = initializer.signature.parameterClause.parameters
                .filter { $0.defaultValue == nil }
                .map { parameter in
                    let name = (parameter.secondName ?? parameter.firstName).text
                    return Need(
                        label: parameter.firstName.text, name: name, type: parameter.type.trimmed,
                        qualifier: parameter.attributes.qualifier)
                }
            return
        }
        if isReference {
            context.report(
                "A class or an actor with \(macro) needs an initialiser: its parameters are what is resolved.",
                id: "injectable.initializer", at: declaration.introducer)
            return nil
        }
        callsInitializer = false
        guard let properties = Self.storedProperties(of: declaration, macro: macro, in: context) else { return nil }
        needs = properties
    }

    private static func storedProperties(
        of declaration: some DeclGroupSyntax, macro: String, in context: some MacroExpansionContext
    ) -> [Need]? {
        var needs: [Need] = []
        for member in declaration.memberBlock.members {
            guard let variable = member.decl.as(VariableDeclSyntax.self), !variable.isStatic else { continue }
            for binding in variable.bindings where binding.accessorBlock == nil && binding.initializer == nil {
                guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.text,
                    let type = binding.typeAnnotation?.type
                else {
                    context.report(
                        "Write the property's type: it is what \(macro) resolves.", id: "injectable.type", at: binding)
                    return nil
                }
                needs.append(
                    Need(label: name, name: name, type: type.trimmed, qualifier: variable.attributes.qualifier))
            }
        }
        return needs
    }

    /// `static var dependencies` and `init(resolver:)`.
    @MemberBlockItemListBuilder
    func members(access: String) -> MemberBlockItemListSyntax {
        let list = needs.map(\.dependency)
        DeclSyntax(
            """
            \(raw: access)static var dependencies: [AshlarContainer.Dependency] {
                [\(raw: list.joined(separator: ", "))]
            }
            """)
        DeclSyntax(
            """
            \(raw: access)\(raw: isClass ? "convenience " : "")init(resolver: AshlarContainer.Resolver) throws {
                \(raw: callsInitializer ? initializerCall : assignments)
            }
            """)
    }

    private var assignments: String {
        needs.enumerated().map { index, need in "self.\(need.name) = \(need.resolution(at: index))" }
            .joined(separator: "\n    ")
    }

    private var initializerCall: String {
        let arguments = needs.enumerated().map { index, need in
            need.label == "_" ? need.resolution(at: index) : "\(need.label): \(need.resolution(at: index))"
        }
        return "self.init(\(arguments.joined(separator: ", ")))"
    }
}

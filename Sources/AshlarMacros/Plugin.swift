import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// The compiler plugin: every macro of the framework.
@main
struct AshlarMacrosPlugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [
        AnswerMacro.self,
        AnswersMacro.self,
        ColumnMacro.self,
        ControllerMacro.self,
        InjectableMacro.self,
        InputMacro.self,
        ModelMacro.self,
        NamedMacro.self,
        PolymorphicMacro.self,
        RelationMacro.self,
        RouteMacro.self,
        RuleMacro.self,
        ViewMacro.self,
    ]
}

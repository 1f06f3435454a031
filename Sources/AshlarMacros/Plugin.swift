import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// The compiler plugin: every macro of the framework.
@main
struct AshlarMacrosPlugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [
        BelongsToMacro.self,
        ColumnMacro.self,
        ControllerMacro.self,
        HasManyMacro.self,
        InjectableMacro.self,
        InputMacro.self,
        ModelMacro.self,
        NamedMacro.self,
        RouteMacro.self,
        RuleMacro.self,
        ViewMacro.self,
    ]
}

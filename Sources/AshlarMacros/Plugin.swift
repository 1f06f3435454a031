import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// The compiler plugin: every macro of the framework.
@main
struct AshlarMacrosPlugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [
        ControllerMacro.self,
        InjectableMacro.self,
    ]
}

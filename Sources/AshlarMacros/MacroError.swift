import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// A mistake in a declaration that a macro stands on: shown by the compiler at the place in question.
struct MacroError: DiagnosticMessage {
    let message: String
    let diagnosticID: MessageID
    let severity = DiagnosticSeverity.error

    init(_ message: String, id: String) {
        self.message = message
        diagnosticID = MessageID(domain: "Ashlar", id: id)
    }
}

extension MacroExpansionContext {
    /// Reports an error at a node.
    func report(_ message: String, id: String, at node: some SyntaxProtocol) {
        diagnose(Diagnostic(node: Syntax(node), message: MacroError(message, id: id)))
    }
}

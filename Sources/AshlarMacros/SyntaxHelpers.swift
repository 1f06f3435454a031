import SwiftSyntax

extension DeclGroupSyntax {
    /// `public `, `package ` or nothing, to be put before members that a macro writes.
    var accessLevel: String {
        for modifier in modifiers {
            switch modifier.name.tokenKind {
            case .keyword(.public), .keyword(.open): return "public "
            case .keyword(.package): return "package "
            default: continue
            }
        }
        return ""
    }
}

extension FunctionDeclSyntax {
    /// Whether the method belongs to the type.
    var isStatic: Bool {
        modifiers.contains { $0.name.tokenKind == .keyword(.static) || $0.name.tokenKind == .keyword(.class) }
    }

    /// Whether nobody outside of the type may call the method.
    var isPrivate: Bool {
        modifiers.contains { $0.name.tokenKind == .keyword(.private) || $0.name.tokenKind == .keyword(.fileprivate) }
    }
}

extension Trivia {
    /// What its comments of documentation say, in one line; nil for none.
    var documentation: String? {
        let lines = compactMap { piece -> String? in
            guard case .docLineComment(let text) = piece else { return nil }
            return String(text.dropFirst(3).drop { $0 == " " })
        }
        return lines.isEmpty ? nil : lines.joined(separator: " ")
    }
}

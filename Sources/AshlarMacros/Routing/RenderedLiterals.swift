import SwiftParser
import SwiftSyntax

/// The names of views and routes that an action's body writes as literals: `View("posts.index")`,
/// `Rendered(posts, as: "posts", view: "posts.index")`, `.route("posts.show")`.
/// They are checked at boot; a name that is computed cannot be.
struct RenderedLiterals {
    private(set) var views = "[]"
    private(set) var routes = "[]"

    init(in function: FunctionDeclSyntax) {
        guard let body = function.body else { return }
        let visitor = LiteralVisitor(viewMode: .sourceAccurate)
        visitor.walk(body)
        views = Self.list(visitor.views)
        routes = Self.list(visitor.routes)
    }

    private static func list(_ names: [String]) -> String {
        "[" + names.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
}

private final class LiteralVisitor: SyntaxVisitor {
    var views: [String] = []
    var routes: [String] = []

    override func visit(_ call: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        let callee = call.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text
        if callee == "Rendered", let view = call.arguments.first(where: { $0.label?.text == "view" }),
            let literal = Self.literal(view)
        {
            views.append(literal)
        }
        guard let first = call.arguments.first, first.label == nil, let literal = Self.literal(first) else {
            return .visitChildren
        }
        if callee == "View" {
            views.append(literal)
        } else if let member = call.calledExpression.as(MemberAccessExprSyntax.self),
            member.declName.baseName.text == "route",
            member.base == nil || member.base?.trimmedDescription == "Redirect"
        {
            routes.append(literal)
        }
        return .visitChildren
    }

    private static func literal(_ argument: LabeledExprSyntax) -> String? {
        guard let text = argument.expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue,
            !text.contains("\""), !text.contains("\\")
        else { return nil }
        return text
    }
}

import SwiftParser
import SwiftSyntax

/// The names of views, their blocks and routes that an action's body writes as literals: `View("posts.index")`,
/// `Rendered(posts, as: "posts", view: "posts.index")`, `View("posts.index").fragment("rows")`, `.route("posts.show")`, `Created(post, at: "posts.show", post)`.
/// They are checked at boot; a name that is computed cannot be.
struct RenderedLiterals {
    private(set) var views = "[]"
    private(set) var routes = "[]"
    /// An argument of its own; empty where there are none.
    private(set) var fragments = ""

    init(in function: FunctionDeclSyntax) {
        guard let body = function.body else { return }
        let visitor = LiteralVisitor(viewMode: .sourceAccurate)
        visitor.walk(body)
        views = Self.list(visitor.views)
        routes = Self.list(visitor.routes)
        let blocks = visitor.fragments.compactMap { base, block in
            visitor.view(of: base).map { "AshlarRouting.ViewFragment(\"\($0)\", block: \"\(block)\")" }
        }
        if !blocks.isEmpty { fragments = ", fragments: [\(blocks.joined(separator: ", "))]" }
    }

    private static func list(_ names: [String]) -> String {
        "[" + names.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
}

private final class LiteralVisitor: SyntaxVisitor {
    var views: [String] = []
    var routes: [String] = []
    /// What `fragment` is called of, with the block.
    var fragments: [(base: ExprSyntax, block: String)] = []
    /// The values of the constants of that name; nil for what may have another: a variable, the element of a loop.
    private var constants: [String: [ExprSyntax?]] = [:]

    override func visit(_ pattern: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        let binding = pattern.parent?.as(PatternBindingSyntax.self)
        let declaration = binding?.parent?.parent?.as(VariableDeclSyntax.self)
        let isConstant = declaration?.bindingSpecifier.tokenKind == .keyword(.let)
        constants[pattern.identifier.text, default: []].append(isConstant ? binding?.initializer?.value : nil)
        return .visitChildren
    }

    /// The view that an expression makes, as far as it is written out: `View("posts.index", [...])`, also with more calls
    /// behind it or by way of constants.
    ///
    /// - Parameter seen: the constants on the way to it: one may be named after another one of its own name.
    func view(of expression: ExprSyntax, seen: Set<String> = []) -> String? {
        if let call = expression.as(FunctionCallExprSyntax.self) {
            if let member = call.calledExpression.as(MemberAccessExprSyntax.self) {
                return member.base.flatMap { view(of: $0, seen: seen) }
            }
            guard call.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text == "View",
                let first = call.arguments.first, first.label == nil
            else { return nil }
            return Self.literal(first)
        }
        guard let name = expression.as(DeclReferenceExprSyntax.self)?.baseName.text, !seen.contains(name),
            let values = constants[name], values.count == 1, let value = values[0]
        else { return nil }
        return view(of: value, seen: seen.union([name]))
    }

    override func visit(_ call: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        let callee = call.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text
        if callee == "Rendered", let view = call.arguments.first(where: { $0.label?.text == "view" }),
            let literal = Self.literal(view)
        {
            views.append(literal)
        }
        if callee == "Created", let place = call.arguments.first(where: { $0.label?.text == "at" }),
            let literal = Self.literal(place)
        {
            routes.append(literal)
        }
        guard let first = call.arguments.first, first.label == nil, let literal = Self.literal(first) else {
            return .visitChildren
        }
        let member = call.calledExpression.as(MemberAccessExprSyntax.self)
        if let base = member?.base, member?.declName.baseName.text == "fragment" {
            fragments.append((base, literal))
        } else if callee == "View" {
            views.append(literal)
        } else if let member, member.declName.baseName.text == "route",
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

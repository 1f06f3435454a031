import SwiftParser
import SwiftSyntax
import Testing

@testable import AshlarMacros

/// The blocks of views that an action's body names, as far as it is written out what they are of.
@Suite struct RenderedLiteralsTests {
    private func literals(_ body: String) throws -> RenderedLiterals {
        let file = Parser.parse(source: "func show() -> View {\n\(body)\n}")
        return RenderedLiterals(in: try #require(file.statements.first?.item.as(FunctionDeclSyntax.self)))
    }

    private func fragments(_ body: String) throws -> String { try literals(body).fragments }

    @Test(arguments: [
        ("return Created(post, at: \"posts.show\", post)", #"["posts.show"]"#),
        ("return Created(post, at: name)", "[]"),
        ("return .route(\"a\")", #"["a"]"#), ("return Redirect.route(\"a\").flash(\"b\")", #"["a"]"#),
        ("return place(post, at: \"posts.show\")", "[]"),
    ])
    func `routes are known where their names are written out`(body: String, routes: String) throws {
        #expect(try literals(body).routes == routes)
    }

    @Test(arguments: [
        "return View(\"list\").fragment(\"rows\")", "let page = View(\"list\")\nreturn page.fragment(\"rows\")",
        "let view = View(\"list\")\nlet other = view.with(1)\nreturn other.fragment(\"rows\")",
        "let list = View(\"list\")\nreturn list.fragment(\"rows\")",
    ])
    func `constants are followed`(body: String) throws {
        #expect(try fragments(body) == ", fragments: [AshlarRouting.ViewFragment(\"list\", block: \"rows\")]")
    }

    @Test(arguments: [
        "var page = View(\"list\")\npage = View(\"other\")\nreturn page.fragment(\"rows\")",
        "var page = View(\"list\")\nif x { page = y }\nlet last = page\nreturn last.fragment(\"rows\")",
        "let page = View(\"list\")\nfor page in pages { return page.fragment(\"rows\") }",
        "let page = View(\"list\")\nif let page = found { return page.fragment(\"rows\") }",
        "let a = b\nlet b = a\nreturn a.fragment(\"rows\")", "let a = a.with(1)\nreturn a.fragment(\"rows\")",
        "let a = b.with(1)\nlet b = c\nlet c = a\nreturn c.fragment(\"rows\")",
    ])
    func `what may be another view is not, and neither is what leads to itself`(body: String) throws {
        #expect(try fragments(body) == "")
    }
}

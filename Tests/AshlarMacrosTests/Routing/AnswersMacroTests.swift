import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros
import Testing

@testable import AshlarMacros

/// What `@Answers` writes, and what it says where it cannot.
@Suite struct AnswersMacroTests {
    private func expand(_ source: String) throws -> (text: String, messages: [String]) {
        let file = Parser.parse(source: source)
        let declaration = try #require(file.statements.first?.item.asProtocol((any DeclGroupSyntax).self))
        let attribute = try #require(declaration.attributes.first?.as(AttributeSyntax.self))
        let context = BasicMacroExpansionContext()
        let extensions = try AnswersMacro.expansion(
            of: attribute, attachedTo: declaration,
            providingExtensionsOf: TypeSyntax(IdentifierTypeSyntax(name: .identifier("Page"))), conformingTo: [],
            in: context)
        return (extensions.map(\.trimmedDescription).joined(), context.diagnostics.map(\.message))
    }

    @Test func `each case is described and answered`() throws {
        let (text, messages) = try expand(
            """
            @Answers public enum Page {
                /// It is "here".
                case found(Created<Loan>)
                @Answer(.conflict) case taken(Conflict), `default`(Conflict)
                @AshlarRouting.Answer(.gone) case gone
                case nothing
            }
            """)
        #expect(messages.isEmpty)
        #expect(text.contains(##"AnswerDescription(case: (Created<Loan>).self, text: #"It is "here"."#)"##))
        #expect(text.contains("AnswerDescription(case: (Conflict).self, status: .conflict)"))
        #expect(text.contains("AnswerDescription(case: .gone)") && text.contains("AnswerDescription(case: .noContent)"))
        #expect(
            text.contains(
                "case .found(let value): return try await AshlarRouting.ActionResult.response(from: value, in: context)\n"
            ))
        #expect(text.contains("case .`default`(let value): return") && text.contains(".withStatus(.conflict)"))
        #expect(text.contains("case .gone: return try AshlarRouting.ActionResult.response(status: .gone)"))
        #expect(text.contains("public static var answer") && text.contains("public func response("))
    }

    @Test(arguments: [
        ("@Answers struct Page {}", "@Answers stands on an enum, whose cases are what an action may answer."),
        ("@Answers enum Page {}", "An enum without cases is no answer."),
        ("@Answers enum Page { case a(Int, Int) }", "A case has one value, without a label, or none."),
        ("@Answers enum Page { case a(b: Int) }", "A case has one value, without a label, or none."),
        ("@Answers enum Page: Int { case a = 1 }", "A case has one value, without a label, or none."),
        (
            "@Answers enum Page { @Answer(.noContent) case a(Int) }",
            "An answer .noContent has no body: leave the value out."
        ),
    ])
    func `what is no answer is told where it stands`(source: String, message: String) throws {
        #expect(try expand(source).messages == [message])
    }
}

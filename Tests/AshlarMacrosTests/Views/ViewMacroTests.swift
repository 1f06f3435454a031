import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros
import Testing

@testable import AshlarMacros

/// What `@View` writes, and what it says where it cannot.
@Suite struct ViewMacroTests {
    private func expand(_ source: String) throws -> (text: String, messages: [String]) {
        let file = Parser.parse(source: source)
        let declaration = try #require(file.statements.first?.item.asProtocol((any DeclGroupSyntax).self))
        let attributes = declaration.attributes.compactMap { $0.as(AttributeSyntax.self) }
        let attribute = try #require(attributes.first { $0.attributeName.trimmedDescription == "View" })
        let context = BasicMacroExpansionContext()
        let extensions = try ViewMacro.expansion(
            of: attribute, attachedTo: declaration,
            providingExtensionsOf: TypeSyntax(IdentifierTypeSyntax(name: .identifier("Page"))), conformingTo: [],
            in: context)
        return (extensions.map(\.trimmedDescription).joined(), context.diagnostics.map(\.message))
    }

    @Test func `the stored properties are what the template can name`() throws {
        let (text, messages) = try expand(
            """
            @View struct Page {
                let post: Post
                var `default`: String?
                static let limit = 3
                var shout: String { post.title.uppercased() }
            }
            """)
        #expect(messages.isEmpty)
        #expect(
            text.contains(
                "[AshlarRouting.ViewField(\"post\", (Post).self), AshlarRouting.ViewField(\"default\", (String?).self)]"
            ))
        #expect(text.contains("[\"post\": self.post, \"default\": self.`default`]"))
        #expect(!text.contains("static var view"))
    }

    @Test func `a name is taken as it is written, with the access level of the struct`() throws {
        let (text, messages) = try expand("@View(\"posts.show\") public struct Page {}")
        #expect(messages.isEmpty)
        #expect(text.contains("public static var view: String {"))
        #expect(text.contains("\"posts.show\""))
        #expect(text.contains("[:]"))
    }

    @Test(arguments: [
        ("@View class Page {}", "@View stands on a struct: its fields are what the template is given."),
        (
            "@View struct Page<T> {}",
            "A struct with @View cannot be generic: its template is checked against one set of fields."
        ),
        ("@View struct Page { var a = 1 }", "Write the property's type: the template is checked against it."),
        ("@View(name) struct Page {}", "The view's name must be a string literal: it is looked up when the app boots."),
        (
            "@View struct Page { let values: [Int] }",
            "\"values\" is what @View writes itself: name the field otherwise."
        ),
    ])
    func `a mistake is told at its place`(source: String, message: String) throws {
        #expect(try expand(source).messages == [message])
    }
}

import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros
import Testing

@testable import AshlarMacros

/// What `@Input` writes, and what it says where it cannot.
@Suite struct InputMacroTests {
    private func expand(_ source: String) throws -> (text: String, messages: [String]) {
        let file = Parser.parse(source: source)
        let declaration = try #require(file.statements.first?.item.asProtocol((any DeclGroupSyntax).self))
        let attributes = declaration.attributes.compactMap { $0.as(AttributeSyntax.self) }
        let attribute = try #require(attributes.first { $0.attributeName.trimmedDescription == "Input" })
        let context = BasicMacroExpansionContext(
            sourceFiles: [file: .init(moduleName: "App", fullFilePath: "/app/Page.swift")])
        let extensions = try InputMacro.expansion(
            of: attribute, attachedTo: declaration,
            providingExtensionsOf: TypeSyntax(IdentifierTypeSyntax(name: .identifier("Page"))), conformingTo: [],
            in: context)
        return (extensions.map(\.trimmedDescription).joined(), context.diagnostics.map(\.message))
    }

    @Test func `each property is read by its type, with its rules, label, name and default`() throws {
        let (text, messages) = try expand(
            """
            @Input(unknown: .forbidden) public struct Page {
                /// What it is called.
                @Rule(.trim, .length(1...3)) var title: String
                @Label("start") @Key("starts_at") @Rule(.after(\\Self.title)) var startsAt: Date?
                var tags: [Kind] = []
                static let limit = 3
                var shout: String { title.uppercased() }
            }
            """)
        #expect(messages.isEmpty)
        #expect(text.contains("InputValues.reader(for: (String).self), rules: [.trim, .length(1...3)]"))
        // What the compiler says of a rule it says where the rule is written.
        #expect(text.contains("#sourceLocation(file: \"/app/Page.swift\", line: 3)"))
        #expect(text.contains("documentation: \"What it is called.\""))
        #expect(text.contains(".optional(\"starts_at\", label: \"start\""))
        #expect(text.contains("InputRuleset(optional: startsAt, { $0.startsAt }, [.after(\\Root.title)])"))
        #expect(text.contains("InputValues.list(of: AshlarValidation.InputValues.reader(for: (Kind).self))"))
        #expect(text.contains("fallback: { [] }"))
        #expect(text.contains("refuseUnknown(sentMembers, known: [\"title\", \"starts_at\", \"tags\"])"))
        #expect(text.contains("public static func read("))
        #expect(!text.contains("shout") && !text.contains("limit"))
    }

    @Test(arguments: [
        (
            "@Input class Page {}",
            "@Input stands on a struct, whose properties are what is read, or on an enum of such."
        ),
        ("@Input enum Page {}", "An enum without cases cannot be sent."),
        ("@Input enum Page { case a(Int, Int) }", "A case has one input, without a label, or nothing."),
        ("@Input enum Page { case a(b: B) }", "A case has one input, without a label, or nothing."),
        ("@Input(unknown: .forbidden) enum Page { case a(A) }", "What is unknown each case's own input says."),
        (
            "@Input(discriminator: \"kind\") struct Page { var a: Int }",
            "A struct is one input: a discriminator tells the cases of an enum apart."
        ),
        (
            "@Input struct Page { @Rule(.excludeIf(\\Self.a, 1)) var b: Int; var a: Int }",
            "What is left out of account has its default, or nil: make this a var that is optional or has one."
        ),
        (
            "@Input struct Page<T> {}",
            "A struct with @Input cannot be generic: what is sent names no types."
        ),
        ("@Input struct Page { var a = 1 }", "Write the property's type: it decides how it is read."),
        (
            "@Input struct Page { let a: Int = 1 }",
            "A constant with a value cannot be read from what is sent: write var, or make it static."
        ),
        (
            "@Input struct Page { var a: [String: Int] }",
            "A dictionary says nothing of what is in it: write a struct with @Input, or a list of them."
        ),
        ("@Input struct Page { var a: (Int, Int) }", "This type cannot be sent: write a struct with @Input."),
        ("@Input struct Page { var a: Int?? }", "An optional of an optional cannot be told apart when it is sent."),
        ("@Input struct Page { var a: Int; @Key(\"a\") var b: Int }", "Two properties are sent as \"a\"."),
    ])
    func `a mistake is told where it is`(source: String, message: String) throws {
        #expect(try expand(source).messages == [message])
    }

    @Test func `an action's parameters say where they are sent`() throws {
        let function = try #require(
            Parser.parse(
                source:
                    "func show(@FromHeader(\"X-Key\") key: Int?, @FromCookie theme: String = \"a\", @Validated(.min(1)) page: Int, id: Int) {}"
            ).statements.first?.item.as(FunctionDeclSyntax.self))
        let calls = function.signature.parameterClause.parameters.map {
            SentParameter($0, name: $0.firstName.text)?.input ?? ""
        }
        #expect(
            calls[0].hasPrefix(
                "AshlarRouting.ActionInput.header(AshlarValidation.InputField<(Int)?>.optional(\"X-Key\""))
        #expect(calls[1].contains("ActionInput.cookie(") && calls[1].contains("fallback: { \"a\" }"))
        #expect(calls[2].contains("ActionInput.checked(") && calls[2].contains("rules: [.min(1)]"))
        #expect(calls[3].isEmpty)
    }
}

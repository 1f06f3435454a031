import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros
import Testing

@testable import AshlarMacros

/// What `@Model` writes, and what it says where it cannot.
///
/// What the written code does is tested with AshlarORM; here is what only the compiler would see.
@Suite struct ModelMacroTests {
    /// A mistake: the declaration, the message, and the fix that the compiler offers.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let source: String
        let message: String
        var fix: String?
        var testDescription: String { message }
    }

    static let mistakes = [
        Mistake(
            source: "@Model class Post { var id: Int? }",
            message:
                "@Model belongs on a struct, not on a class: models are plain values that can be sent between tasks"),
        Mistake(
            source: "@Model enum Post { case a }",
            message:
                "@Model belongs on a struct, not on an enum: models are plain values that can be sent between tasks"),
        Mistake(
            source: "@Model struct Post<T> { var id: Int? }",
            message: "@Model cannot describe the generic struct Post: a model is one table; remove the type parameters"),
        Mistake(
            source: "@Model struct Post { var title: String }",
            message: "Post has no primary key; declare \"var id: Int?\" (or UUID?, String?): nil until it is saved",
            fix: "Insert \"var id: Int?\""),
        Mistake(
            source: "@Model struct Post { var id: Int?; let title: String }",
            message: "\"title\" is a column and must be declared with \"var\": saving reads it back",
            fix: "Replace \"let\" with \"var\""),
        Mistake(
            source: "@Model struct Post { var id: Int?; var views = 0 }",
            message:
                "\"views\" needs a written type, such as \"var views: String\": @Model reads the declaration as text",
            fix: "Write \"views: Int\""),
        Mistake(
            source: "@Model struct Post { var id: Int?; var made = Date() }",
            message: "\"made\" needs a written type, such as \"var made: String\": @Model reads the declaration as text"
        ),
        Mistake(
            source: "@Model struct Post { var id: Int?; var a: Int, b: Int }",
            message: "Declare each column of a model in a \"var\" of its own"),
        Mistake(
            source: "@Model struct Post { var id: Int?; lazy var a: Int = 1 }",
            message: "\"a\" is lazy; a column is stored as it is: remove \"lazy\", or make it a computed property"),
        Mistake(
            source: "@Model(table: name) struct Post { var id: Int? }",
            message: "The name must be a string literal: it is written into the model's SQL when the app is built"),
        Mistake(
            source: "@Model struct Post { var id: Int?; @Column(\"a\\(b)\") var a: Int }",
            message: "The name must be a string literal: it is written into the model's SQL when the app is built"),
        Mistake(
            source: "@Model struct Post { var id: Int?; @BelongsTo var author: [User] }",
            message: "\"author\" belongs to one User, not to many; write \"@BelongsTo var author: User\", "
                + "or \"@HasMany\" if they hold the foreign key",
            fix: "Write \"User\""),
        Mistake(
            source: "@Model struct Post { var id: Int?; @HasMany var comments: Comment }",
            message: "\"comments\" has many Comment and must be an array: \"@HasMany var comments: [Comment]\"",
            fix: "Write \"[Comment]\""),
        Mistake(
            source: "@Model struct Post { var id: Int?; @BelongsTo var author: User = .me }",
            message: "\"author\" is a relation, read from the database; remove its initial value or accessors"),
        Mistake(
            source: "@Model struct Post { var id: Int?; @HasMany let comments: [Comment] }",
            message: "\"comments\" is a relation and must be declared with \"var\"", fix: "Replace \"let\" with \"var\""
        ),
        Mistake(
            source: "@Model struct Post { var id: Int?; @BelongsTo @HasMany var a: User }",
            message: "\"a\" can be one relation only; keep one of its attributes"),
        Mistake(
            source: "@Model struct Post { var id: Int?; @BelongsTo var author }",
            message:
                "\"author\" needs a written type, such as \"var author: String\": @Model reads the declaration as text"),
        Mistake(
            source: "@Model struct Post { var id: Int?; @HasOne var cover: [Cover] }",
            message: "\"cover\" is a relation to one Cover, not to many; "
                + "write \"@HasOne var cover: Cover?\", or use a relation to many",
            fix: "Write \"Cover\""),
        Mistake(
            source: "@Model struct Post { var id: Int?; @BelongsToMany var tags: Tag }",
            message:
                "\"tags\" is a relation to many Tag and must be an array: \"@BelongsToMany var tags: [Tag]\"",
            fix: "Write \"[Tag]\""),
        Mistake(
            source: "@Model struct Post { var id: Int?; @BelongsTo var author: Int }",
            message: "\"author\" is a relation, and Int is not a model; "
                + "remove @BelongsTo for a column, or write the model on the other side"),
        Mistake(
            source: "@Model struct Post { @PrimaryKey var a: Int; @PrimaryKey var b: Int? }",
            message: "\"b\" is a part of a key of several columns, none of which may be optional"),
        Mistake(
            source: "@Model struct Post { @PrimaryKey(.uuidV7) var id: UUID }",
            message: "\"id\" is made when the model is saved and must be optional: nil until then"),
        Mistake(
            source: "@Model struct Post { var id: Int?; @SoftDeletes var gone: Bool }",
            message: "\"gone\" must be declared as Date?: @SoftDeletes var gone: Date?"),
        Mistake(
            source: "@Model struct Post { var id: Int?; @Version var version: String }",
            message: "\"version\" must be declared as Int: @Version var version: Int"),
        Mistake(
            source: "@Model struct Post { var id: Int?; @JSON @Encrypted var data: Data }",
            message: "\"data\" can be stored in one way only; keep one of @JSON, @Encrypted"),
        Mistake(
            source: "@Model struct Post { var id: Int?; @Generated var slug: String }",
            message:
                "\"slug\" is computed by the database: declare it optional, or give it an initial value for new models"),
        Mistake(
            source: "@Model struct Post { var id: Int?; @Appended var slug: String }",
            message: "\"slug\" is a column and in the model's JSON anyway; @Appended is for computed properties"),
        Mistake(
            source: "@Model struct Post { var id: Int?; @HasMany(foreignKey: name) var tags: [Tag] }",
            message: "The name must be a string literal: it is written into the model's SQL when the app is built"),
        Mistake(
            source: "@Model struct Post { var id: Int?; var _record: Int }",
            message: "\"_record\" is a name that @Model needs for itself; choose another"),
    ]

    @Test("a mistake in a declaration is explained, with a fix where there is one", arguments: mistakes)
    func diagnoses(mistake: Mistake) throws {
        let result = try expand(mistake.source)
        let diagnostic = try #require(result.diagnostics.first)
        #expect(diagnostic.message == mistake.message)
        #expect(diagnostic.fixIts.first?.message.message == mistake.fix)
        #expect(result.members.isEmpty)
        #expect(result.extensions.isEmpty)
    }

    @Test("every mistake of a declaration is reported at once")
    func severalMistakes() throws {
        let result = try expand("@Model struct Post { let id: Int?; var views = 0; @HasMany var comments: Comment }")
        #expect(result.diagnostics.count == 3)
    }

    @Test(
        "a fix makes the declaration right",
        arguments: [
            ("@Model struct Post { var title: String }", "var id: Int?"),
            ("@Model struct Post { var id: Int?; let title: String }", "; var title: String"),
            ("@Model struct Post { var id: Int?; var views = 0 }", "var views: Int = 0"),
            ("@Model struct Post { var id: Int?; @HasMany var comments: Comment }", "var comments: [Comment]"),
            ("@Model struct Post { var id: Int?; @BelongsTo var author: [User] }", "var author: User"),
        ])
    func fixes(source: String, fixed: String) throws {
        let fix = try #require(try expand(source).diagnostics.first?.fixIts.first)
        let changed = FixItApplier.apply(fix, to: source)
        #expect(changed.contains(fixed))
        #expect(try expand(changed).diagnostics.isEmpty)
    }

    @Test("generated members carry the struct's access level", arguments: ["", "public ", "package "])
    func access(level: String) throws {
        let members = try expand("@Model \(level)struct Post { var id: Int?; @BelongsTo var author: User? }").members
        for start in [
            "typealias Key = Int", "var authorID: User.Key?", "init(id: Int? = nil, authorID: User.Key? = nil)",
        ] {
            #expect(members.contains { $0.hasPrefix(level + start) }, "\(start)")
        }
    }

    @Test("computed, static and observed properties are told apart")
    func properties() throws {
        let members = try expand(
            """
            @Model struct Post {
                var id: Optional<UUID>
                static var count = 0
                var shout: String { title.uppercased() }
                var both: Int { get { 1 } set {} }
                var title: String { didSet {} }
                var `default`: Swift.Optional<Bool>
            }
            """
        ).members
        let initialiser = try #require(members.first { $0.hasPrefix("init(id:") })
        #expect(
            initialiser.hasPrefix(
                "init(id: Optional<UUID> = nil, title: String, `default`: Swift.Optional<Bool> = nil) {"))
        #expect(members.contains("typealias Key = UUID"))
    }

    @Test("a foreign key that is declared by hand is not written again")
    func ownForeignKey() throws {
        let members = try expand("@Model struct Post { var id: Int?; var authorID: Int; @BelongsTo var author: User }")
            .members
        #expect(!members.contains { $0.hasPrefix("var authorID") })
        #expect(members.contains { $0.hasPrefix("init(id: Int? = nil, authorID: Int)") })
    }

    @Test("a relation outside of a model says where it belongs")
    func outside() throws {
        let file = Parser.parse(source: "struct Post { @BelongsTo var author: User }")
        let structure = try #require(file.statements.first?.item.as(StructDeclSyntax.self))
        let property = try #require(structure.memberBlock.members.first?.decl.as(VariableDeclSyntax.self))
        let context = BasicMacroExpansionContext(lexicalContext: [Syntax(structure)])
        let attribute = try #require(property.attribute(named: "BelongsTo"))
        let accessors = try RelationMacro.expansion(of: attribute, providingAccessorsOf: property, in: context)
        #expect(accessors.isEmpty)
        #expect(context.diagnostics.map(\.message) == ["@BelongsTo belongs on a property of a struct marked @Model"])
    }

    @Test(
        "an enum of models says what it lacks",
        arguments: [
            (
                "@Polymorphic struct Owner {}",
                "@Polymorphic belongs on an enum with a case for each model, not on a struct"
            ),
            ("@Polymorphic enum Owner {}", "Owner has no case; write one for each model: \"case post(Post)\""),
            ("@Polymorphic enum Owner { case post }", "The case \"post\" must hold one model: \"case post(Post)\""),
        ])
    func polymorphic(source: String, message: String) throws {
        let file = Parser.parse(source: source)
        let declaration = try #require(file.statements.first?.item.asProtocol((any DeclGroupSyntax).self))
        let attribute = try #require(declaration.attributes.first?.as(AttributeSyntax.self))
        let context = BasicMacroExpansionContext()
        let members = try PolymorphicMacro.expansion(
            of: attribute, providingMembersOf: declaration, conformingTo: [], in: context)
        #expect(members.isEmpty)
        #expect(context.diagnostics.map(\.message) == [message])
    }

    private struct Expansion {
        let members: [String]
        let extensions: [String]
        let diagnostics: [Diagnostic]
    }

    private func expand(_ source: String) throws -> Expansion {
        let file = Parser.parse(source: source)
        let declaration = try #require(file.statements.first?.item.asProtocol((any DeclGroupSyntax).self))
        let attributes = declaration.attributes.compactMap { $0.as(AttributeSyntax.self) }
        let attribute = try #require(attributes.first { $0.attributeName.trimmedDescription == "Model" })
        let context = BasicMacroExpansionContext()
        return try expand(declaration, attribute, context)
    }

    private func expand(
        _ declaration: some DeclGroupSyntax, _ attribute: AttributeSyntax, _ context: BasicMacroExpansionContext
    ) throws -> Expansion {
        let members = try ModelMacro.expansion(
            of: attribute, providingMembersOf: declaration, conformingTo: [], in: context)
        let extensions = try ModelMacro.expansion(
            of: attribute, attachedTo: declaration,
            providingExtensionsOf: TypeSyntax(IdentifierTypeSyntax(name: .identifier("Post"))), conformingTo: [],
            in: context)
        return Expansion(
            members: members.map(\.trimmedDescription), extensions: extensions.map(\.trimmedDescription),
            diagnostics: context.diagnostics)
    }
}

/// Applies the edits of a fix, as an editor does.
enum FixItApplier {
    static func apply(_ fix: FixIt, to source: String) -> String {
        var bytes = Array(source.utf8)
        for change in fix.changes {
            guard case .replace(let old, let new) = change else { continue }
            let range = old.position.utf8Offset..<old.endPosition.utf8Offset
            bytes.replaceSubrange(range, with: Array(new.description.utf8))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

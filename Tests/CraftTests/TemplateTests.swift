import ArgumentParser
import Foundation
import Testing

@testable import Craft

@Suite(.blocking) struct TemplateTests {
    private func template(_ workspace: Workspace) throws {
        try workspace.write("let package = \"__name__\"  // __colour__ by __owner__\n", to: "template/Package.swift")
        try workspace.write("struct __type__ {}\n", to: "template/Sources/App/__type__.swift")
        try workspace.write("A=1\n", to: "template/dot.env.example")
        try workspace.write(
            """
            # comment
            variable: colour = red
            variable: owner
            after: echo "$PWD" > after.txt
            message: Read NOTES.md
            """, to: "template/craft.template")
    }

    private func new(_ arguments: [String], in workspace: Workspace) throws {
        let environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": workspace.root, "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.c",
            "GIT_CONFIG_NOSYSTEM": "1",
        ]
        try NewCommand.parse(arguments).run(in: workspace.place(environment: environment))
    }

    @Test func fillsFilesNamesAndVariables() throws {
        let workspace = try Workspace()
        try template(workspace)
        try new(["shop", "--template", "template", "--set", "owner=Ada"], in: workspace)
        let files = Set(Files.list(below: "\(workspace.root)/shop")).subtracting(["Package.resolved"])
        #expect(files == [".env.example", "Package.swift", "Sources/App/Shop.swift", "after.txt"])
        #expect(try workspace.text("shop/Package.swift") == "let package = \"shop\"  // red by Ada\n")
        #expect(try workspace.text("shop/after.txt") == "\(workspace.root)/shop\n")
        #expect(workspace.output.contains("Read NOTES.md\n"))
    }

    @Test(
        "asks for what is missing, and refuses what it does not know",
        arguments: [
            ([], "The template asks for owner.\nGive them: --set owner=VALUE"),
            (
                ["--set", "owner=Ada", "--set", "color=red"],
                """
                The template has no variable "color". Did you mean "colour"?
                Variables are given as --set NAME=VALUE; known are: colour, owner.
                """
            ),
        ])
    func variables(more: [String], text: String) throws {
        let workspace = try Workspace()
        try template(workspace)
        #expect(message(of: { try new(["shop", "--template", "template"] + more, in: workspace) }) == text)
        #expect(!Files.exists("\(workspace.root)/shop"))
    }

    @Test func aVariableThatNobodyGivesIsRefused() throws {
        let workspace = try Workspace()
        try workspace.write("let a = 1\nlet b = \"__colour__\"\n", to: "template/Package.swift")
        #expect(
            message(of: { try new(["shop", "--template", "template"], in: workspace) }).hasPrefix(
                "\(workspace.root)/template/Package.swift:2: The placeholder __colour__ stands for nothing here."))
        #expect(!Files.exists("\(workspace.root)/shop"))
    }

    @Test func whatOnlyLooksLikeAVariableIsMentioned() throws {
        let workspace = try Workspace()
        try workspace.write("// by __app_owner__\n", to: "template/Package.swift")
        try workspace.write("__AUTHOR__ of __name__ __x2__ ____\n", to: "template/README.md")
        try new(["shop", "--template", "template"], in: workspace)
        #expect(try workspace.text("shop/README.md") == "__AUTHOR__ of shop __x2__ ____\n")
        for (place, name, better) in [
            ("Package.swift:1", "__app_owner__", "__appOwner__"), ("README.md:1", "__AUTHOR__", "__author__"),
            ("README.md:1", "__x2__", "__x__"),
        ] {
            #expect(
                workspace.output.contains(
                    "warning: \(place): \(name) is left as it is. A variable has letters alone and begins with a small one: "
                        + "\(better)\n"))
        }
    }

    @Test func aPictureIsCopiedAsItIs() throws {
        let workspace = try Workspace()
        try workspace.write("// a\n", to: "template/Package.swift")
        let bytes = Data([0x89, 0x50, 0x4E, 0x47, 0xFF, 0x00])
        try Files.write(bytes, to: "\(workspace.root)/template/public/logo.png")
        try new(["shop", "--template", "template"], in: workspace)
        #expect(FileManager.default.contents(atPath: "\(workspace.root)/shop/public/logo.png") == bytes)
    }

    @Test func aRepositoryIsCloned() throws {
        let workspace = try Workspace()
        try template(workspace)
        try new(["kept", "--template", "template", "--set", "owner=Ada", "--git"], in: workspace)
        #expect(Files.exists("\(workspace.root)/kept/.git/HEAD"))
        #expect(!workspace.output.contains("warning"))
        try new(["copy", "--template", "kept"], in: workspace)
        #expect(
            try workspace.text("copy/Package.swift")
                == "let package = \"shop\"  // red by Ada\n".replacing("shop", with: "kept"))
        #expect(!Files.exists("\(workspace.root)/copy/.git"))
        #expect(
            message(of: { try new(["x", "--template", "nowhere"], in: workspace) }).hasPrefix(
                "There is no template nowhere."))
    }

    @Test func namesALineThatItCannotRead() throws {
        let workspace = try Workspace()
        try workspace.write("\nvariabel: x\n", to: "t/craft.template")
        #expect(
            message(of: { _ = try AppTemplate(folder: "\(workspace.root)/t") }) == """
                \(workspace.root)/t/craft.template:2: This line of the template is none of its own.
                Lines are variable: NAME = VALUE, after: COMMAND and message: TEXT.
                """)
    }
}

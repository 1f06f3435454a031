import AshlarTemplate
import Foundation
import Testing

@Suite struct LoaderTests {
    /// A folder that is gone when the test ends.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let root = NSTemporaryDirectory() + "views-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: root + "/posts", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        try body(root)
    }

    private func write(_ text: String, _ path: String) throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test("a changed template, parent or include is rendered anew without another engine")
    func watching() throws {
        try withFolder { root in
            try write("[{% block b %}{% endblock %}]", root + "/layout.html")
            try write(
                "{% extends 'layout.html' %}{% block b %}{% include 'part.html' %}{% endblock %}",
                root + "/posts/index.html")
            try write("one", root + "/part.html")
            let engine = TemplateEngine(loader: FileSystemLoader(root: root, watches: true))
            #expect(try engine.renderText("posts/index.html") == "[one]")
            try write("two", root + "/part.html")
            #expect(try engine.renderText("posts/index.html") == "[two]")
            try write("({% block b %}{% endblock %})", root + "/layout.html")
            #expect(try engine.renderText("posts/index.html") == "(two)")
            try FileManager.default.removeItem(atPath: root + "/part.html")
            let error = try #require(throws: TemplateError.self) { try engine.render("posts/index.html") }
            #expect(error.message == "there is no template \"part.html\"")
            #expect(error.suggestion == "It would be the file \(root)/part.html.")
        }
    }

    @Test("in production a template is compiled once")
    func production() throws {
        try withFolder { root in
            try write("one", root + "/a.html")
            let engine = TemplateEngine(loader: FileSystemLoader(root: root, watches: false))
            #expect(try engine.renderText("a.html") == "one")
            try write("two", root + "/a.html")
            #expect(try engine.renderText("a.html") == "one")
        }
    }

    @Test("a mistake is shown with the file, and is gone when the file is mended")
    func mending() throws {
        try withFolder { root in
            try write("a\n{{ 1 + }}", root + "/a.html")
            let engine = TemplateEngine(loader: FileSystemLoader(root: root, watches: true))
            let error = try #require(throws: TemplateError.self) { try engine.render("a.html") }
            #expect(error.description == "\(root)/a.html:2:8: expected an expression, found the end of the output")
            try write("mended", root + "/a.html")
            #expect(try engine.renderText("a.html") == "mended")
        }
    }

    @Test(
        "names that lead out of the folder are refused",
        arguments: [
            ("../secret", "it contains \"..\""), ("/etc/passwd", "it is absolute"), ("a/../../b", "it contains \"..\""),
            ("", "it is empty"),
            ("a\0b", "it contains a NUL"), ("a\\b", "it contains a backslash"), ("a//b", "a part of it is empty"),
            ("./a", "it contains \".\""),
        ])
    func names(name: String, fault: String) throws {
        let engine = TemplateEngine(loader: FileSystemLoader(root: "/", watches: true))
        let error = try #require(throws: TemplateError.self) { try engine.render(name) }
        #expect(error.kind == .refused)
        #expect(error.message == "the template name \"\(name)\" is refused: \(fault)")
        #expect(!engine.has(name))
    }

    @Test("templates are listed by name, and has tells which exist")
    func listing() throws {
        try withFolder { root in
            try write("", root + "/b.html")
            try write("", root + "/posts/a.html")
            try write("", root + "/.hidden")
            let loader = FileSystemLoader(root: root + "/", watches: false)
            #expect(try loader.names() == ["b.html", "posts/a.html"])
            let engine = TemplateEngine(loader: loader)
            #expect(engine.has("posts/a.html"))
            #expect(!engine.has("posts"))
            #expect(!engine.has("no.html"))
        }
    }
}

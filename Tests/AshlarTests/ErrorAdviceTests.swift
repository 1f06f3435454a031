import AshlarTemplate
import Testing

@testable import Ashlar

/// What a log says of an error.
@Suite struct ErrorAdviceTests {
    @Test func `a template's mistake is logged with its line and the way to it`() throws {
        let engine = TemplateEngine(
            loader: DictionaryLoader([
                "layout.html": "<title>\n{% block title %}{% endblock %}</title>",
                "show.html": "{% extends 'layout.html' %}\n{% block title %}\n  {{ post.titel }}\n{% endblock %}",
            ]))
        let error = try #require(throws: TemplateError.self) {
            try engine.renderText("show.html", ["post": ["title": "Granite"] as [String: any Sendable]])
        }
        let line = ErrorAdvice.line(for: error)
        #expect(line.hasPrefix("show.html:3:11: "))
        #expect(
            line.hasSuffix(
                "Did you mean \"title\"? | > {{ post.titel }} | via show.html:1 extends layout.html | via layout.html:2 block title"
            ), "\(line)")
    }
}

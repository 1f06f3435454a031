import AshlarSupport
import AshlarTemplate
import Foundation
import Testing

/// What a cached part is kept for, and what has no place in one.
@Suite struct CacheTests {
    private struct Writer: MemberReadable, MemberIdentified {
        let code: String?
        var updatedAt = 1
        var memberIdentity: MemberIdentity? { code.map { MemberIdentity(Self.self, key: $0, text: $0) } }
        static let memberNames = ["code", "updatedAt"]
        func member(named name: String) throws -> any Sendable {
            switch name {
            case "code": return code
            case "updatedAt": return updatedAt
            default: throw MemberError.unknown
            }
        }
    }

    private struct Reader: MemberReadable {
        let id = 1
        let updatedAt: Date
        static let memberNames = ["id", "updatedAt"]
        func member(named name: String) throws -> any Sendable {
            switch name {
            case "id": return id
            case "updatedAt": return updatedAt
            default: throw MemberError.unknown
            }
        }
    }

    private func engine(_ templates: [String: String]) -> TemplateEngine {
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        return TemplateEngine(loader: DictionaryLoader(templates), configuration: configuration)
    }

    @Test("a model counts by its key, whatever it is called, and by its change, in lists and dictionaries as well")
    func keys() throws {
        let engine = engine(["page.html": "{% cache key %}{{ text }}{% endcache %}"])
        func render(_ key: any Sendable, _ text: String) throws -> String {
            try engine.renderText("page.html", ["key": key, "text": text])
        }
        let (ada, bob) = (Writer(code: "ada"), Writer(code: "bob"))
        #expect(try render(ada, "1") == "1")
        #expect(try render(bob, "2") == "2")
        #expect(try render(ada, "3") == "1")
        #expect(try render(Writer(code: "ada", updatedAt: 2), "4") == "4")
        #expect(try render([ada], "5") == "5")
        #expect(try render([bob], "6") == "6")
        #expect(try render([Writer(code: "ada", updatedAt: 2)], "7") == "7")
        #expect(try render([ada], "8") == "5")
        #expect(try render(["a": ada], "9") == "9")
        #expect(try render(["a": Writer(code: "ada", updatedAt: 2)], "10") == "10")
        #expect(try render(["a": ada], "11") == "9")
        let error = try #require(throws: TemplateError.self) { try render(Writer(code: nil), "12") }
        #expect(error.message == "Writer cannot be a key of \"cache\": nothing tells one from another")
    }

    @Test("dates of one second are keys of their own")
    func dates() throws {
        let engine = engine(["page.html": "{% cache key %}{{ text }}{% endcache %}"])
        func render(_ key: any Sendable, _ text: String) throws -> String {
            try engine.renderText("page.html", ["key": key, "text": text])
        }
        let first = Date(timeIntervalSince1970: 1_800_000_000.25)
        let next = Date(timeIntervalSince1970: 1_800_000_000.250001)
        #expect(try render(first, "1") == "1")
        #expect(try render(next, "2") == "2")
        #expect(try render(first, "3") == "1")
        #expect(try render(Reader(updatedAt: first), "4") == "4")
        #expect(try render(Reader(updatedAt: next), "5") == "5")
        #expect(try render(Reader(updatedAt: first), "6") == "4")
    }

    @Test("a part that was not escaped is not kept for where it has to be")
    func escaping() throws {
        let part = "{% cache 'k' %}{{ x }}{% endcache %}"
        let engine = engine(["page.html": "{% autoescape flag %}\(part){% endautoescape %}"])
        #expect(try engine.renderText("page.html", ["flag": false, "x": "<"]) == "<")
        #expect(try engine.renderText("page.html", ["flag": true, "x": "<"]) == "&lt;")
    }

    @Test("the same text of a template has the same key in every process, another text another")
    func stable() throws {
        final class Store: TemplateFragmentStore {
            let keys = Kept()
            func fragment(for key: String) -> [UInt8]? { nil }
            func keep(_ fragment: [UInt8], for key: String, duration: Duration?) { keys.value = .string(key) }
        }
        let store = Store()
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        configuration.fragments = store
        func key(_ source: String) throws -> String? {
            let engine = TemplateEngine(loader: DictionaryLoader(["a.html": source]), configuration: configuration)
            _ = try engine.renderText("a.html")
            if case .string(let key)? = store.keys.value { return key }
            return nil
        }
        #expect(try key("{% cache 'k' %}a{% endcache %}") == "a.html\u{0}b0970bc3ee00d56c\u{0}3\u{0}'k'")
        #expect(try key("{% cache 'k' %}b{% endcache %}") != key("{% cache 'k' %}a{% endcache %}"))
    }

    @Test("what differs from page to page, or leaves the part, has no place in it")
    func refused() throws {
        let block = "a block cannot stand inside of \"cache\": each page may have its own"
        let engine = engine([
            "a.html": "{% cache 'k' %}{% block a %}{% endblock %}{% endcache %}",
            "b.html": "{% block a %}{% cache 'k' %}{{ super() }}{% endcache %}{% endblock %}",
            "c.html": "{% block a %}{% endblock %}{% cache 'k' %}{{ self.a() }}{% endcache %}",
            "d.html": "{% for i in [1] %}{% cache 'k' %}{% break %}{% endcache %}{% endfor %}",
            "e.html": "{% cache 'k' %}{% for i in [1] %}{% break %}{% endfor %}{% endcache %}",
        ])
        #expect(
            engine.checkAll().map(\.description) == [
                "a.html:1:19: \(block). Put \"cache\" inside of the block.",
                "c.html:1:46: \(block). Put \"cache\" inside of the block.",
                "d.html:1:37: \"break\" is outside of a loop",
            ])
    }
}

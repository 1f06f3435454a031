import AshlarSupport
import AshlarTemplate
import Foundation
import Testing

@Suite struct ValueTests {
    private struct Author: MemberReadable {
        let name: String
        static let memberNames = ["name"]
        func member(named name: String) throws -> any Sendable {
            guard name == "name" else { throw MemberError.unknown }
            return self.name
        }
    }

    private struct Post: MemberReadable {
        struct NotLoaded: Error, CustomStringConvertible {
            let description = "Post.comments is not loaded"
        }

        let title: String
        let author: Author?
        static let memberNames = ["title", "author", "comments"]
        func member(named name: String) throws -> any Sendable {
            switch name {
            case "title": return title
            case "author": return author
            case "comments": throw NotLoaded()
            default: throw MemberError.unknown
            }
        }
    }

    private enum Status: String { case draft, published }
    private struct Size: Encodable { let width: Int; let tags: [String] }

    @Test("Swift values print as one expects")
    func scalars() throws {
        let values: [(any Sendable, String)] = [
            (true, "True"), (Int8(-3), "-3"), (UInt64.max, "18446744073709551615"), (Float(0.1), "0.1"), (2.0, "2.0"),
            ("a" as Substring, "a"),
            (Character("x"), "x"), (Int?.none, "None"), (Int??.some(.some(3)), "3"), (Decimal(string: "12.30"), "12.3"),
            (Status.draft, "draft"),
            ([1, 2], "[1, 2]"), (["b": 1, "a": 2], "{'a': 2, 'b': 1}"), (URL(string: "https://a.b/c"), "https://a.b/c"),
            (UUID(uuidString: "00000000-0000-0000-0000-00000000000A"), "00000000-0000-0000-0000-00000000000A"),
            (Date(timeIntervalSince1970: 0), "1970-01-01T00:00:00Z"), (1..<4, "range(1, 4)"),
            ([Int?.none, 4], "[None, 4]"),
        ]
        for (value, text) in values { #expect(try renderPlain("{{ v }}", ["v": value]) == text) }
    }

    @Test("a model's members are read when they are asked for")
    func models() throws {
        let post = Post(title: "<Hi>", author: Author(name: "Ada"))
        #expect(try render("{{ post.title }} {{ post.author.name }}", ["post": post]) == "&lt;Hi&gt; Ada")
        #expect(
            try render("{% for p in posts %}{{ p.title }}{% endfor %}", ["posts": [post, post]])
                == "&lt;Hi&gt;&lt;Hi&gt;")
        #expect(try render("{{ posts|map(attribute='title')|join(',') }}", ["posts": [post]]) == "&lt;Hi&gt;")
        #expect(try render("{{ post.author }}", ["post": Post(title: "", author: nil)]) == "None")
        #expect(try render("{{ post }}", ["post": post]) == "Post")
        #expect(try render("{{ post|tojson }}", ["post": post.author]) == "{\"name\": \"Ada\"}")
    }

    @Test("a misspelt member names the type and what was meant; a member's own error keeps its words")
    func mistakes() throws {
        let post = Post(title: "", author: nil)
        #expect(
            try failure("{{ post.titel }}", ["post": post]).description
                == "<template>:1:9: Post has no member \"titel\". Did you mean \"title\"?")
        let error = try failure("{% for c in post.comments %}{% endfor %}", ["post": post])
        #expect(error.description == "<template>:1:18: Post.comments is not loaded")
        #expect(error.underlying is Post.NotLoaded)
        #expect(
            try failure("{{ post.author.name }}", ["post": post]).description
                == "<template>:1:16: none has no member \"name\"")
    }

    @Test("a function gets the model that was given")
    func rawValues() throws {
        let route = TemplateFunction("route") { arguments in
            let post = arguments.rawValue(1, "post") as? Post
            return .string(try arguments.string(0, "name") + "/" + (post?.title ?? "?"))
        }
        let values: [String: any Sendable] = ["route": route, "posts": [Post(title: "t", author: nil)]]
        #expect(try render("{% for p in posts %}{{ route('show', p) }}{% endfor %}", values) == "show/t")
    }

    @Test("an Encodable value is read by what it encodes to")
    func encodables() throws {
        #expect(try render("{{ s.width }}{{ s.tags[0] }}", ["s": Size(width: 3, tags: ["a"])]) == "3a")
        #expect(try failure("{{ s.widht }}", ["s": Size(width: 3, tags: [])]).message == "Size has no member \"widht\"")
    }

    @Test("dates have parts and formats")
    func dates() throws {
        let date = Date(timeIntervalSince1970: 1_709_210_096)
        #expect(try render("{{ d.year }}-{{ d.month }}-{{ d.day }}", ["d": date]) == "2024-2-29")
        #expect(
            try render("{{ d.strftime('%-d %B %Y, %H:%M %a %j') }}", ["d": date]) == "29 February 2024, 12:34 Thu 060")
        #expect(try render("{{ d < e }}", ["d": date, "e": date.addingTimeInterval(1)]) == "True")
    }

    @Test("an object of one's own is called, looped over and printed as it says")
    func objects() throws {
        final class Form: TemplateObject {
            var markup: Markup? { Markup("<form>") }
            let memberNames = ["action"]
            func member(named name: String) -> TemplateValue? { name == "action" ? "/go" : nil }
            func elements() -> (any TemplateSequence)? { TemplateArray(["a", "b"]) }
        }
        #expect(
            try render("{{ f }}{{ f.action }}{% for x in f %}{{ x }}{% endfor %}{{ f[1] }}", ["f": Form()])
                == "<form>/goabb")
        #expect(try failure("{{ f() }}", ["f": Form()]).message == "Form cannot be called")
        #expect(try failure("{{ f.acton }}", ["f": Form()]).suggestion == "Did you mean \"action\"?")
    }

    @Test(
        "dates are written out by a filter, as by strftime",
        arguments: [
            ("d|date('%d %B %Y')", "02 January 1970"), ("d.strftime('%-d.%m.')", "2.01."),
            ("d|date", "1970-01-02T00:00:00Z"),
            ("d.year + d.day", "1972"), ("n|date('%Y')", ""),
        ])
    func dates(expression: String, text: String) throws {
        let values: [String: any Sendable] = ["d": Date(timeIntervalSince1970: 86_400), "n": Date?.none]
        #expect(try renderPlain("{{ \(expression) }}", values) == text)
        #expect(try failure("{{ 'x'|date }}").message.contains("it needs a date, not string"))
    }
}

import AshlarSupport
import AshlarTemplate
import Testing

@Suite struct EqualityTests {
    private struct Writer: MemberReadable, MemberIdentified {
        let id: Int?
        let name: String
        var memberIdentity: MemberIdentity? { id.map { MemberIdentity(Self.self, key: $0, text: String($0)) } }
        static let memberNames = ["id", "name"]
        func member(named name: String) throws -> any Sendable {
            switch name {
            case "id": return id
            case "name": return self.name
            default: throw MemberError.unknown
            }
        }
    }

    private struct Book: MemberReadable {
        let title: String
        let writer: Writer
        static let memberNames = ["title", "writer"]
        func member(named name: String) throws -> any Sendable {
            switch name {
            case "title": return title
            case "writer": return writer
            default: throw MemberError.unknown
            }
        }
    }

    private struct Label: MemberReadable, Hashable {
        let text: String
        static let memberNames = ["text"]
        func member(named name: String) throws -> any Sendable { text }
    }

    private struct Point: Encodable {
        let x: Int
        let y: Double?
        let name: String?
        let next: [Point]?
    }

    @Test(
        "models are equal by place, by value or by key",
        arguments: [
            ("books[0] == books[0]", "True"), ("books[0] == books[1]", "False"), ("books[0] in books", "True"),
            ("books[0].writer == books[1].writer", "True"), ("books[0].writer == books[2].writer", "False"),
            ("books[0].writer != books[1].writer", "False"),
            ("books|selectattr('writer', 'eq', books[0].writer)|map(attribute='title')|join", "AB"),
            ("books|map(attribute='writer')|unique|map(attribute='name')|join", "AdaBob"),
            ("books[2].writer == books[2].writer", "False"),
            ("label == labels[1]", "True"), ("label in labels", "True"), ("labels|unique|list|length", "2"),
            ("label == labels[0]", "False"), ("label == 'b'", "False"),
            ("books|map(attribute='writer')|first", "Writer (1)"), ("books[2].writer", "Writer"),
            ("points[0] == points[1]", "True"), ("points[0] == points[2]", "False"),
        ])
    func models(expression: String, text: String) throws {
        let ada = Writer(id: 1, name: "Ada")
        let books = [
            Book(title: "A", writer: ada), Book(title: "B", writer: Writer(id: 1, name: "Ada B.")),
            Book(title: "C", writer: Writer(id: nil, name: "Bob")),
        ]
        let points = [1, 1, 2].map { Point(x: $0, y: nil, name: nil, next: nil) }
        let values: [String: any Sendable] = [
            "books": books, "label": Label(text: "b"), "points": points,
            "labels": [Label(text: "a"), Label(text: "b"), Label(text: "b")],
        ]
        #expect(try renderPlain("{{ \(expression) }}", values) == text, "\(expression)")
    }

    @Test("in a loop a model is the one of the list")
    func loops() throws {
        let books = ["A", "B"].map { Book(title: $0, writer: Writer(id: nil, name: "")) }
        let source = "{% for b in books %}{{ b == books[0] }} {{ b in books }} {% endfor %}"
        #expect(try renderPlain(source, ["books": books]) == "True True False True ")
    }

    @Test("a nil that an Encodable value leaves out is none, and not in its JSON")
    func absent() throws {
        let point = Point(x: 1, y: nil, name: nil, next: [Point(x: 2, y: 0.5, name: "n", next: nil)])
        let source = "{{ p.y }} {{ p.name }} {{ p.y is none }} {{ p.next[0].y }} {{ p.next[0].next }} {{ p|tojson }}"
        #expect(
            try renderPlain(source, ["p": point])
                == "None None True 0.5 None {\"next\": [{\"name\": \"n\", \"x\": 2, \"y\": 0.5}], \"x\": 1}")
        #expect(try failure("{{ p.z }}", ["p": point]).message == "Point has no member \"z\"")
    }

    @Test(
        "texts are compared by their code points, as in Python",
        arguments: [
            ("'\u{E9}' == 'e\u{301}'", "False"), ("'\u{E9}' == '\u{E9}'", "True"),
            ("'e\u{301}' is eq '\u{E9}'", "False"),
            ("['\u{E9}', 'e\u{301}']|unique|list|length", "2"), ("'\u{E9}' < 'e\u{301}'", "False"),
            ("{'\u{E9}': 1}['e\u{301}'] is defined", "False"), ("{'\u{E9}': 1, 'e\u{301}': 2}|length", "2"),
        ])
    func codePoints(expression: String, text: String) throws {
        #expect(try renderPlain("{{ \(expression) }}") == text, "\(expression)")
    }

    @Test("a format has places with numbers or without, as in Python")
    func places() throws {
        #expect(
            try failure("{{ '{} {1}'.format(1, 2) }}").message.contains(
                "the format mixes {} with places that have numbers"))
        #expect(try render("{{ '{1} {0}'.format(1, 2) }}{{ '{} {}'.format(1, 2) }}") == "2 11 2")
    }
}

import AshlarSupport
import AshlarTemplate
import Testing

/// Rows of a page: models that are read where they lie, by the places of their members.
@Suite struct RowTests {
    private struct Row: MemberReadable {
        let id: Int
        let name: String
        let isNew: Bool
        let price: Double?

        init(_ id: Int, isNew: Bool = false) {
            self.id = id
            // Longer than what a string holds without memory of its own.
            name = "Number \(id) of the rows that are in this table"
            self.isNew = isNew
            price = id % 2 == 0 ? Double(id) / 2 : nil
        }

        static let memberNames = ["id", "name", "isNew", "price"]
        func member(named name: String) throws -> any Sendable {
            switch name {
            case "id": id
            case "name": self.name
            case "isNew": isNew
            case "price": price
            case "hidden": "by name alone"
            default: throw MemberError.unknown
            }
        }
        func member(at place: Int) throws -> any Sendable {
            switch place {
            case 0: id
            case 1: name
            case 2: isNew
            case 3: price
            default: throw MemberError.unknown
            }
        }
    }

    private struct Other: MemberReadable {
        let name = "<other>"
        static let memberNames = ["price", "name"]
        func member(named name: String) throws -> any Sendable {
            guard name == "name" else { throw MemberError.unknown }
            return self.name
        }
    }

    private let rows = (0..<5).map { Row($0, isNew: $0 == 3) }

    @Test("each row shows its own members, whatever their kind, and those that have no place")
    func members() throws {
        let text = try render(
            "{% for r in rows %}{{ r.id }}|{{ r.name }}|{{ r.isNew }}|{{ r.price }}|{{ r.hidden }};{% endfor %}",
            ["rows": rows])
        let expected = rows.map {
            "\($0.id)|\($0.name)|\($0.isNew ? "True" : "False")|\($0.price.map { "\($0)" } ?? "None")|by name alone;"
        }
        #expect(text == expected.joined())
        #expect(try render("{% for r in rows if r.isNew %}{{ r.id }}{% endfor %}", ["rows": rows]) == "3")
        #expect(
            try render("{% for r in rows %}{% if r.isNew %}{{ r.id }}{% endif %}{% endfor %}", ["rows": rows]) == "3")
    }

    @Test("one place of a template reads rows of several kinds in turn")
    func kinds() throws {
        let source = "{% for r in rows %}{{ r.name }}{% endfor %};"
        let engine = TemplateEngine(loader: DictionaryLoader(["a": source]))
        for _ in 0..<3 {
            #expect(try engine.renderText("a", ["rows": [Other(), Other()]]) == "&lt;other&gt;&lt;other&gt;;")
            #expect(try engine.renderText("a", ["rows": [Row(1)]]) == "\(Row(1).name);")
            let mixed: [any Sendable] = [Row(1), Other(), ["name": "&"], Row(2)]
            #expect(try engine.renderText("a", ["rows": mixed]) == "\(Row(1).name)&lt;other&gt;&amp;\(Row(2).name);")
        }
        let error = #expect(throws: TemplateError.self) {
            try render("{% for r in rows %}{{ r.price }}{% endfor %}", ["rows": [Other()]])
        }
        #expect(error?.message.contains("has no member \"price\"") == true)
    }

    @Test("a row that is kept stays the one that it was")
    func kept() throws {
        let source = """
            {% set ns = namespace(first=none) %}{% set all = [] %}\
            {% for r in rows %}{% if loop.first %}{% set ns.first = r %}{% endif %}{% do all.append(r) %}\
            {% set mine = r %}{{ loop.previtem.id if loop.index > 1 }}{{ mine.id }} {% endfor %}\
            {{ ns.first.id }}: {% for r in all %}{{ r.id }}{{ r.isNew }}{% endfor %}
            """
        #expect(
            try render(source, ["rows": rows])
                == "0 01 12 23 34 0: 0False1False2False3True4False")
        #expect(
            try render(
                "{% for a in rows %}{% for b in rows %}{{ a.id }}{{ b.id }} {% endfor %}{% endfor %}",
                ["rows": Array(rows.prefix(2))]) == "00 01 10 11 ")
    }

    @Test("texts of all lengths are escaped everywhere, and what only looks like a mark is not")
    func escaping() throws {
        var random = SystemRandomNumberGenerator()
        let letters: [Character] = [
            "a", "\"", "'", "&", "<", ">", "#", "=", "?", "!", "%", "é", "\u{1F600}", "\u{0}", "b",
        ]
        for length in Array(0...40) + [4_095, 4_096, 4_097, 9_000] {
            let text = String((0..<length).map { _ in letters.randomElement(using: &random) ?? "a" })
            let expected = text.map { character in
                switch character {
                case "&": "&amp;"
                case "<": "&lt;"
                case ">": "&gt;"
                case "\"": "&#34;"
                case "'": "&#39;"
                default: String(character)
                }
            }.joined()
            #expect(try render("[{{ text }}]", ["text": text]) == "[\(expected)]", "\(text)")
            #expect(Markup.escaping(text).html == expected, "\(text)")
        }
        for number in [0, 7, -7, 10, 99, 100, 12_345, .max, .min] as [Int] {
            #expect(try render("{{ n }}", ["n": number]) == "\(number)")
        }
    }

    @Test("a page that outgrows its memory, texts of templates of every length, and captured text are whole")
    func growth() throws {
        let text = String(repeating: "0123456789", count: 10)
        for length in 0...100 {
            let piece = String(text.prefix(length))
            #expect(
                try render("{% for i in range(300) %}\(piece){{ i }}{% endfor %}")
                    == (0..<300).map { "\(piece)\($0)" }.joined())
        }
        let source = "a{% set b %}{% for i in range(2000) %}{{ i }},{% endfor %}{% endset %}c{{ b }}d"
        #expect(try render(source) == "ac\((0..<2_000).map { "\($0)," }.joined())d")
    }

    @Test("captured text is measured apart from the page")
    func limits() throws {
        var configuration = TemplateEngine.Configuration()
        configuration.limits.outputBytes = 100
        let fill = "{% for i in range(9) %}0123456789{% endfor %}"
        let engine = TemplateEngine(
            loader: DictionaryLoader([
                "fits": "\(fill){% set a %}\(fill){% endset %}{{ a|length }}",
                "page": "\(fill)\(fill)", "capture": "{% set a %}\(fill)\(fill){% endset %}",
            ]), configuration: configuration)
        #expect(try engine.renderText("fits").hasSuffix("990"))
        for name in ["page", "capture"] {
            #expect(throws: TemplateError.self) { try engine.renderText(name) }
        }
    }

    @Test("rows that are dictionaries are read by name, in the order of their keys, and only by those who ask")
    func dictionaries() throws {
        let rows: [[String: any Sendable]] = [
            ["name": "Ada <1>", "id": 1, "tags": ["b", "a"], "of": ["city": "London"] as [String: any Sendable]],
            ["id": 2, "name": String?.none, "keys": "own"],
        ]
        let values: [String: any Sendable] = ["rows": rows]
        #expect(
            try render(
                "{% for r in rows %}{{ r.name }}|{{ r['id'] }}|{{ (r.of|default({})).city|default('-') }}|{{ r.keys is callable }};{% endfor %}",
                values) == "Ada &lt;1&gt;|1|London|True;None|2|-|False;")
        #expect(
            try renderPlain(
                "{{ rows[0]|length }} {{ rows[0].keys()|join(',') }} {{ 'id' in rows[0] }} {{ 'x' in rows[0] }} {{ rows[1] }}",
                values) == "4 id,name,of,tags True False {'id': 2, 'keys': 'own', 'name': None}")
        #expect(try failure("{{ rows[0].nam }}", values).description.contains("nam"))
        #expect(
            try failure("{% do rows[0].update(a=1) %}", values).message
                == "dictionary.update: a dictionary that was given to the template does not change")
        // What a dictionary is made of counts as nested, also if nobody has looked into it.
        let wrap = TemplateFunction("wrap") {
            TemplateValue(["inside": $0.positional.first ?? .none] as [String: any Sendable])
        }
        #expect(
            try failure(
                "{% set all = namespace(it=1) %}{% for i in range(400) %}{% set all.it = wrap(all.it) %}{% endfor %}{{ all.it }}",
                ["wrap": wrap]
            ).message.contains("nested"))
    }
}

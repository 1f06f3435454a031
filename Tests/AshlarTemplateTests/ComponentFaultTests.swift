import AshlarSupport
import AshlarTemplate
import Testing

/// What a component was not given, or was given wrongly.
@Suite struct ComponentFaultTests {
    private static let components = [
        "components/panel.html":
            "[{{ slots.footer }}{% if slots.footer %}<b>{{ slots['footer'] }}</b>{% endif %}{{ slots.footer is defined }}]",
        "components/card.html":
            "{# a card #}\n{% props title: string, tone: 'cool' | 'warm' = 'cool', count: integer = 0 %}{{ title }}{{ tone }}",
    ]

    private func engine(_ page: String, _ templates: [String: String] = [:]) -> TemplateEngine {
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        return TemplateEngine(
            loader: DictionaryLoader(
                Self.components.merging(templates) { $1 }.merging(["page.html": page]) { $1 }),
            configuration: configuration)
    }

    private func failure(_ page: String, _ values: [String: any Sendable] = [:]) throws -> TemplateError {
        try #require(throws: TemplateError.self) { try engine(page).renderText("page.html", values) }
    }

    @Test("a slot that is not given prints nothing, is false and not defined")
    func slots() throws {
        let page = "<x-panel/><x-panel></x-panel><x-panel><x-slot:footer>f</x-slot></x-panel>"
        #expect(engine(page).checkAll().map(\.description) == [])
        #expect(try engine(page).renderText("page.html") == "[False][False][f<b>f</b>True]")
    }

    @Test("nothing is read of a slot that is not given, and no other slot is suggested for it")
    func membersOfSlots() throws {
        let engine = engine(
            "<x-tall><x-slot:foter>f</x-slot></x-tall>", ["components/tall.html": "{{ slots.footer.title }}"])
        let error = try #require(throws: TemplateError.self) { try engine.renderText("page.html") }
        #expect(error.description.contains("the slot \"footer\" was not given"))
        #expect(!error.description.contains("foter"))
    }

    @Test("a wrong prop is told where the component is used, with the line there")
    func callers() throws {
        let error = try failure("<p>\n  <x-card title='a' tone='{{ tone }}'/>", ["tone": "hot"])
        #expect(error.description == "page.html:2:21: the prop \"tone\" is 'hot', not \"cool\" or \"warm\"")
        #expect(error.excerpt?.lines.first(where: \.isMarked)?.text == "  <x-card title='a' tone='{{ tone }}'/>")
        let near = try failure("<x-card title='a' :tone=\"tone\"/>", ["tone": "warn"])
        #expect(near.suggestion == "Did you mean \"warm\"?")
        let missing = try failure("<p><x-card {{ all }}/>", ["all": ["tone": "warm"]])
        #expect(missing.description.hasPrefix("page.html:1:4: the prop \"title\" is not given"))
        let spread = try failure("<x-card {{ all }}/>", ["all": ["title": "a", "tone": "hot"]])
        #expect(spread.description.hasPrefix("page.html:1:1: the prop \"tone\" is 'hot'"))
    }

    @Test("a mistake in a prop's default stays where it is, and one in an included part says who includes it")
    func ownMistakes() throws {
        let engine = engine(
            "<x-own/>", ["components/own.html": "{% props a = nothing %}{{ a }}"])
        let error = try #require(throws: TemplateError.self) { try engine.renderText("page.html") }
        #expect(error.template == "components/own.html")
        let other = self.engine(
            "{% include 'part.html' %}", ["part.html": "<x-card title='a' tone='{{ 1 }}'/>"])
        let included = try #require(throws: TemplateError.self) { try other.renderText("page.html") }
        #expect(included.template == "part.html")
        #expect(included.chain.count == 1)
    }

    @Test("an expression is suggested only where a text stands and an expression can be meant")
    func colons() throws {
        func check(_ page: String) -> [String] { engine(page).checkAll().map(\.description) }
        #expect(
            check("<x-card title='a' count='3'/>") == [
                "page.html:1:19: \"count\" of <x-card> is '3', not an integer. "
                    + "An expression is written with a colon: :count=\"...\"."
            ])
        #expect(
            check("<x-card title='a' :count=\"'x'\"/>") == [
                "page.html:1:19: \"count\" of <x-card> is 'x', not an integer"
            ])
        #expect(
            check("<x-card title='a' tone='hot'/>") == [
                "page.html:1:19: \"tone\" of <x-card> is 'hot', not \"cool\" or \"warm\""
            ])
        #expect(
            check("<x-card title='a' tone='wram'/>") == [
                "page.html:1:19: \"tone\" of <x-card> is 'wram', not \"cool\" or \"warm\". Did you mean \"warm\"?"
            ])
    }
}

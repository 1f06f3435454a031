import Ashlar
import AshlarTemplate
import Foundation
import TestClients
import Testing

@Suite struct ViewMemoryTests {
    private struct Row: MemberReadable {
        let id: Int
        let name: String
        static let memberNames = ["id", "name"]
        func member(named name: String) throws -> any Sendable {
            switch name {
            case "id": return id
            case "name": return self.name
            default: throw MemberError.unknown
            }
        }
    }

    /// Pages with what a render has to let go of: macros that hold their frame, lists that hold themselves, errors.
    private static let templates = [
        "layout.html":
            "<head>{% stack 'head' %}</head>{% macro b(x) %}<b>{{ x }}{{ caller() }}</b>{% endmacro %}{% block main %}{% endblock %}",
        "page.html": """
        {% extends 'layout.html' %}{% from 'forms.html' import input %}{% block main %}{{ super() }}\
        {% set ns = namespace(x=1) %}{% macro m(r) %}{{ r.name|upper }}{{ ns.x }}{% endmacro %}{% set ns.m = m %}\
        {% for row in rows recursive %}{{ loop.index }}{{ m(row) }}{{ input(row.id) }}{% endfor %}\
        {% set list = [] %}{% do list.append(list) %}{% set d = {} %}{% do d.update({'d': d}) %}{{ list|length }}\
        {% push 'head' %}<i title="{{ rows[0].name }}">{% endpush %}<x-box :rows="rows">{{ rows|map(attribute='id')|sum }}</x-box>\
        {% cache 'k', rows[0].id %}{{ rows|length }}{% endcache %}<a data-{{ rows[0].id }}="{{ rows[0] == rows[1] }}">\
        {{ rows|groupby('name')|length }}{{ self.main is defined }}{% endblock %}
        """,
        "forms.html": "{% macro input(x) %}<input value=\"{{ x }}\">{% endmacro %}",
        "components/box.html": "{% props rows: list %}<p {{ attributes }}>{{ slot }}{{ rows|length }}</p>",
        "fails.html":
            "{% extends 'layout.html' %}{% block main %}{% set l = [] %}{% do l.append(l) %}{{ l.x.y }}{% endblock %}",
    ]

    @Test("pages, and pages that fail, leave nothing behind")
    func renders() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            keepNoThrownErrors()
            let total = try #require(Int(ProcessInfo.processInfo.environment["ASHLAR_MEMORY_RENDERS"] ?? "20000"))
            var configuration = TemplateEngine.Configuration()
            configuration.extensions.formUnion(TemplateExtension.ashlar)
            let engine = TemplateEngine(
                loader: DictionaryLoader(ViewMemoryTests.templates), configuration: configuration)
            func render(_ number: Int) throws {
                let rows = (0..<3).map { Row(id: $0, name: "row \(number)") }
                let page = try engine.renderText("page.html", ["rows": rows])
                #expect(page.contains("ROW \(number)"))
                #expect(throws: TemplateError.self) { try engine.renderText("fails.html", ["rows": rows]) }
            }
            for number in 0..<(total / 10) { try render(number) }
            let before = residentBytes()
            for number in 0..<total { try render(number) }
            let grown = residentBytes() - before
            print("After \(total / 10) pages \(before >> 10) KiB, after \(total) \(grown >> 10) KiB more.")
            #expect(grown < 4 << 20, "\(total) pages left \(grown) bytes more than the first \(total / 10)")
        }
        print(String(decoding: result?.standardOutputContent ?? [], as: UTF8.self))
    }
}

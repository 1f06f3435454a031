import AshlarTemplate
import Testing

@Suite struct ConcurrencyTests {
    @Test("one engine renders on many tasks at once")
    func tasks() async throws {
        let engine = TemplateEngine(
            loader: DictionaryLoader([
                "layout": "[{% block b %}{% endblock %}]",
                "page":
                    "{% extends 'layout' %}{% macro m(x) %}{{ x }}{% endmacro %}{% block b %}{% for i in range(n) %}{{ loop.index }}{% endfor %}{% endblock %}",
            ]))
        let pages = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for n in 0..<200 { group.addTask { (n, try engine.renderText("page", ["n": n % 10])) } }
            return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
        for n in 0..<200 {
            let numbers = "123456789".prefix(n % 10)
            #expect(pages[n] == "[\(numbers)]")
        }
    }

    @Test("a macro that a function kept is of no use to another render")
    func leftovers() throws {
        let kept = Kept()
        let keep = TemplateFunction("keep") { arguments in
            kept.value = try arguments.required(0, "value")
            return ""
        }
        _ = try render("{% macro m() %}x{% endmacro %}{{ keep(m) }}", ["keep": keep])
        let error = try failure("{{ m() }}", ["m": try #require(kept.value)])
        #expect(error.message == "a macro, a block or a loop can only be used by the render that it belongs to")
    }
}

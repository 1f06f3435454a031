import AshlarTemplate
import Foundation
import Synchronization
import Testing

@Suite struct LimitTests {
    @Test(
        "a template that would never end, or never stop growing, ends in an error",
        arguments: [
            (
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "macros, includes, blocks or loops call each other more than"
            ),
            (
                "{% for a in range(2000) %}{% for b in range(2000) %}{% endfor %}{% endfor %}",
                "the loops have gone more than 100000 rounds"
            ),
            ("{% for i in range(1000000000) %}{% endfor %}", "the range is longer than 100000 numbers"),
            ("{{ range(-9223372036854775807, 9223372036854775807) }}", "the range is longer than 100000 numbers"),
            ("{{ 'a' * 1000000000 }}", "the text is longer than 1048576 bytes"),
            ("{{ [0] * 1000000000 }}", "the list is longer than 1000000 elements"),
            ("{{ 'a'|center(1000000000) }}", "the text is longer than 1048576 bytes"),
            ("{{ '%1000000000d' % 1 }}", "the text is longer than 1048576 bytes"),
            ("{{ '{:1000000000}'.format(1) }}", "the text is longer than 1048576 bytes"),
            ("{{ [1]|batch(10000000, 0) }}", "the list is longer than 1000000 elements"),
            ("{{ 'a'|indent(1000000000) }}", "the text is longer than 1048576 bytes"),
            (
                "{% set ns = namespace(x='ab') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
                "the text is longer than 1048576 bytes"
            ),
            (
                "{% set ns = namespace(x='ab') %}{% for i in range(99) %}{% set ns.x = ns.x|replace('a', ns.x) %}{% endfor %}",
                "the text is longer than 1048576 bytes"
            ),
            (
                "{% set ns = namespace(x=[]) %}{% for i in range(999) %}{% set ns.x = [ns.x] %}{% endfor %}",
                "lists are nested more than 200 levels deep"
            ),
            (
                "{% set ns = namespace(x=[]) %}{% for i in range(40) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x == [ns.x] + [] }}{{ ns.x == ns.x|list }}",
                "the values are too large to be compared"
            ),
        ])
    func limits(source: String, message: String) throws {
        var configuration = TemplateEngine.Configuration()
        configuration.limits.iterations = 100_000
        configuration.limits.outputBytes = 1 << 20
        let engine = TemplateEngine(loader: DictionaryLoader([:]), configuration: configuration)
        let error = try #require(throws: TemplateError.self) { try engine.render(source: source) }
        #expect(error.kind == .limit)
        #expect(error.message.hasPrefix(message))
    }

    @Test(
        "the setting of a limit is named",
        arguments: [
            ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "callDepth"),
            ("{% for a in range(20) %}{% for b in range(20) %}{% endfor %}{% endfor %}", "iterations"),
            ("{{ range(101)|length }}", "rangeLength"), ("{{ [0] * 101 }}", "listLength"),
            ("{{ 'a' * 2000 }}", "outputBytes"),
            ("{% for i in range(9) %}{{ -1 in range(100) }}{% endfor %}", "elementVisits"),
        ])
    func settings(source: String, name: String) throws {
        var configuration = TemplateEngine.Configuration()
        configuration.limits.callDepth = 20
        configuration.limits.iterations = 100
        configuration.limits.rangeLength = 100
        configuration.limits.listLength = 100
        configuration.limits.outputBytes = 1000
        configuration.limits.elementVisits = 500
        let engine = TemplateEngine(loader: DictionaryLoader([:]), configuration: configuration)
        let error = try #require(throws: TemplateError.self) { try engine.render(source: source) }
        #expect(error.suggestion?.hasSuffix("If it has to be so much, raise TemplateLimits.\(name).") == true)
    }

    @Test("a page that grows beyond the limit is stopped")
    func output() throws {
        var configuration = TemplateEngine.Configuration()
        configuration.limits.outputBytes = 1000
        let engine = TemplateEngine(loader: DictionaryLoader([:]), configuration: configuration)
        let error = try #require(throws: TemplateError.self) {
            try engine.render(source: "{% for i in range(999) %}abc{% endfor %}")
        }
        #expect(
            error.description
                == "<template>:1:26: the page is longer than 1000 bytes. "
                + "If it has to be so much, raise TemplateLimits.outputBytes.")
    }

    @Test(
        "lists that a template changes have limits as well",
        arguments: [
            (
                "{% set x = [1] %}{% for i in range(99) %}{% do x.extend(x) %}{% endfor %}",
                "the list is longer than 1000000 elements"
            ),
            (
                "{% set x = [1] %}{% for i in x %}{% do x.append(i) %}{% endfor %}",
                "the loops have gone more than 100000 rounds"
            ),
            (
                "{% set x = [0] * 100000 %}{% for i in range(99999) %}{% do x.insert(0, i) %}{% endfor %}",
                "operators and methods have looked at more than 1000000 elements"
            ),
            (
                "{% set x = range(1000)|list %}{% for i in range(99999) %}{{ -1 in x }}{% endfor %}",
                "operators and methods have looked at more than 1000000 elements"
            ),
            (
                "{% set d = {} %}{% for i in range(9999) %}{% do d.update({i: i}) %}{% endfor %}{% for i in range(9999) %}{% do d.pop(i) %}{% endfor %}",
                "operators and methods have looked at more than 1000000 elements"
            ),
            (
                "{% set ns = namespace(x=[]) %}{% for i in range(999) %}{% set l = [] %}{% do l.append(ns.x) %}{% set ns.x = l %}{% endfor %}",
                "lists are nested more than 200 levels deep"
            ),
            (
                "{% set x = [] %}{% do x.append(x) %}{{ x == [x] }}", "the values are nested too deeply to be compared"
            ),
            ("{% set x = [] %}{% do x.append(x) %}{{ x|tojson }}", "the value is nested too deeply for JSON"),
            ("{{ 10 ** 1234 }}", "the integer has more than 4096 bits"),
            (
                "{% set ns = namespace(x=3) %}{% for i in range(99) %}{% set ns.x = ns.x * ns.x %}{% endfor %}",
                "the integer has more than 4096 bits"
            ),
        ])
    func changes(source: String, message: String) throws {
        var configuration = TemplateEngine.Configuration()
        configuration.limits.iterations = 100_000
        configuration.limits.elementVisits = 1_000_000
        let engine = TemplateEngine(loader: DictionaryLoader([:]), configuration: configuration)
        let error = try #require(throws: TemplateError.self) { try engine.render(source: source) }
        #expect(error.kind == .limit)
        #expect(error.message.hasSuffix(message))
    }

    @Test(
        "lists and dictionaries that hold each other print, and are let go of",
        arguments: [
            ("{% set x = [1] %}{% do x.append(x) %}{{ x }}", "[1, [...]]"),
            ("{% set d = {'a': 1} %}{% do d.update(d=d) %}{{ d }}", "{'a': 1, 'd': {...}}"),
            (
                "{% set x = [] %}{% set y = [x] %}{% do x.append(y) %}{{ x }}{{ y }}{{ x|pprint|length > 9 }}",
                "[[[...]]][[[[...]]]]True"
            ),
            ("{% set x = [] %}{% do x.append(x.append) %}{{ x|length }}", "1"),
            (
                "{% set ns = namespace(last=[]) %}{% set first = ns.last %}{% for i in range(100000) %}{% set next = [] %}{% do ns.last.append(next) %}{% set ns.last = next %}{% endfor %}{{ (first|string)|length > 400 }}{{ dump(first)|length > 0 }}",
                "TrueTrue"
            ),
        ])
    func circles(source: String, output: String) throws {
        var configuration = TemplateEngine.Configuration()
        configuration.autoescape = false
        configuration.globals["dump"] = .function(
            TemplateFunction("dump") { arguments in
                _ = arguments.rawValue(0, "value")
                return .string(try arguments.required(0, "value").dump())
            })
        let engine = TemplateEngine(loader: DictionaryLoader([:]), configuration: configuration)
        #expect(try engine.render(source: source) == output)
    }

    @Test("namespaces that hold each other in a long chain are let go of")
    func chains() throws {
        let source =
            "{% set ns = namespace() %}{% for i in range(100000) %}{% set n = namespace() %}{% set n.next = ns.head|default(0) %}{% set ns.head = n %}{% endfor %}ok"
        #expect(try render(source) == "ok")
    }

    @Test(
        "nesting beyond all sense is an error",
        arguments: [
            ("(", "1", ")"), ("-", "1", ""), ("not ", "1", ""), ("[", "", "]"), ("{1: ", "2", "}"), ("", "1", "+1"),
            ("", "a", ".b"), ("", "1", "|abs"),
            ("", "1", " if 1"), ("", "1", " if 1 else 1"), ("", "f", "()"), ("f(", "1", ")"), ("", "a", "[0]"),
            ("", "1", "**1"),
        ])
    func nesting(before: String, middle: String, after: String) throws {
        let count = 10_000
        let error = try failure(
            "{{ \(String(repeating: before, count: count))\(middle)\(String(repeating: after, count: count)) }}")
        #expect(error.kind == .syntax)
        #expect(["nested more than 60 levels deep", "the expression has more than 100 levels"].contains(error.message))
    }

    @Test("what is nested as deep as allowed fits into the smallest stack that a thread has")
    func stack() throws {
        let wide = "{{ " + String(repeating: "(", count: 50) + "1" + String(repeating: "+1)", count: 50) + " }}"
        let deep =
            String(repeating: "{% if true %}", count: 50) + "{{ m() }}" + String(repeating: "{% endif %}", count: 50)
        let sources = [
            wide, String(repeating: "{% for i in [1] %}", count: 58) + String(repeating: "{% endfor %}", count: 58),
            "{% macro m() %}" + deep + "{% endmacro %}{{ m() }}",
            "{% for i in [[]] recursive %}{{ loop([i]) }}{% endfor %}",
            "{{ " + String(repeating: "-", count: 55) + "1 }}",
            "{% macro m() %}{{ [1]|map('x')|list if false else [m()]|map('upper')|list }}{% endmacro %}{{ m() }}",
        ]
        let outcomes = Mutex<[Bool]>([])
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            for source in sources {
                let isSound: Bool
                do {
                    isSound = try !render(source).isEmpty || true
                } catch { isSound = error is TemplateError }
                outcomes.withLock { $0.append(isSound) }
            }
            done.signal()
        }
        thread.stackSize = 512 << 10
        thread.start()
        done.wait()
        #expect(outcomes.withLock { $0 } == sources.map { _ in true })
    }
}

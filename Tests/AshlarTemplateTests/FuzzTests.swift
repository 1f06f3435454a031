import AshlarTemplate
import Foundation
import Testing

@Suite struct FuzzTests {
    /// A generator with a seed, so that every run sees the same texts.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        // SplitMix64, Steele, Lea and Flood 2014.
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let seeds = [
        "{% extends 'p' %}{% block b %}{{ super() }}{% for x in xs %}{{ loop.index }}{{ x|upper }}{% else %}-{% endfor %}{% endblock %}",
        "{% macro m(a, b=1, *c) %}{{ a ~ b }}{{ caller() }}{% endmacro %}{% call m(1) %}{{ varargs }}{% endcall %}",
        "{% set ns = namespace(a=1) %}{% set ns.a %}x{% endset %}{% if ns.a is odd and not 1 in [1, 2.5e3] %}a{% elif 'x' %}b{% endif %}",
        "{{ {'a': [1, (2, 3)], 'b': {}}['a'][1:3:2][::-1]|join(', ')|default('x', true) }}{{ 7 // 2 ** 3 % 5 - -1 }}",
        "{%- raw -%} {{ x }} {%- endraw +%}{# c #}{% include ['p', 'q'] ignore missing with context %}{% import 'p' as z %}",
        "{{ '%s %(a)d %5.2f'|format(1, 2) }}{{ '{0:>5} {x.y[0]!r}'.format(1, x=2) }}{{ 'é\\u00e9\\x41'|truncate(3, true, '') }}",
        "{% filter indent(2, true)|wordwrap(3) %}a b-c d\nefghij{% endfilter %}{% with a = 1, b = a %}{{ xs|batch(2)|list|tojson }}{% endwith %}",
        "{% for k, v in d|dictsort recursive %}{{ loop(v) if loop.depth < 3 }}{{ loop.cycle(1, 2) }}{% break %}{% endfor %}{{ d.items()|list|pprint }}",
        "{% autoescape false %}{{ '<a b=\"c\">'|striptags|urlize(3) }}{{ xs|groupby(0)|map('first')|sum }}{% endautoescape %}{{ 3.14159|round(2, 'floor') }}",
        "<x-c a=\"{{ x }} b\" :d=\"[1, n]\" {{ d }} e><x-slot:f>{{ n }}</x-slot:f>{{ x }}</x-c>{% push 's' once 'a' %}{{ n }}{% endpush %}{% stack 's' %}",
        "{% props k: 'a' | 'b' = 'a', n: integer = 1 %}{% cache x, n for 9 %}<a href=\"{{ x }}\" on=\"f('{{ x }}')\" {{ 'b' }}>{% endcache %}{% flush %}{{ k }}",
        "<script>let a = {{ d }}, b = '{{ x }}' / `${ {{ n }} }`; // c\n</script><style>a { b: {{ x }}; c: url('{{ x }}') }</style><!-- {{ x }} --><p style=\"{{ n }}\">",
        "{% trans a=n, b=x trimmed %}x {{ a }} %{% pluralize %}{{ b }}s{% endtrans %}{{ ngettext('%(num)s', '%(num)ss', n) }}{% if x %}<p{% endif %}>",
        "{% set l = [1, [2]] %}{% set d = {'a': l} %}{% for i in l %}{% do l.append(d) %}{% do d.update({i: l}) %}{{ l.pop(0) }}{{ d.popitem() }}{% endfor %}{{ l }}{{ d }}",
        "{% do xs.append(x) %}{{ [3, 1].sort() }}{% set l = [[1]] * 2 %}{% do l[0].extend(l) %}{{ l == l|list }}{{ l|tojson }}{{ l|pprint }}{{ l|string|length }}",
        "<a href=\"{% for a in xs %}{{ x }}{% for b in a %}{% if b %}?{{ b }}{% continue %}{% endif %}#{% break %}{% endfor %}{% else %}y{% endfor %}\">{{ x }}",
        "<script>{% for a in xs %};{{ x }} /{% for b in a %} 2 {% if n %}'{{ b }}'{% endif %}{% endfor %} v{% endfor %}</script>{{ x }}",
        "{{ 2 ** 70 // 3 % 7 - 10 ** 30 }}{{ (9 ** 99)|int|string|length }}{{ '{:,}%d'.format(2 ** 65) % 2 ** 66 }}{{ 99999999999999999999 > 1e19 }}",
    ]

    private static let pieces = [
        "{{", "}}", "{%", "%}", "{#", "#}", "-", "+", "|", "(", ")", "[", "]", "{", "}", "'", "\"", "\\", "\n", " ",
        ",", ".", ":", "*", "**", "//",
        "=", "==", "~", "is", "in", "not", "and", "or", "if", "else", "endif", "for", "endfor", "set", "endset",
        "block", "endblock", "raw", "endraw",
        "macro", "endmacro", "call", "endcall", "loop", "self", "super()", "caller()", "x", "xs", "none", "0",
        "9223372036854775807", "1e308", "\u{0}",
        "é", "👩‍👩‍👧", "|replace('a','b')", "|slice(2)", "|batch(3)", "|round(-3)", "|int(0, 16)", "is divisibleby 0",
        "range(5)", "*99", "%", "%s", "<script>", "</script>", "<x-c>", "</x-c>", "<a href=\"", "\">", "/>", "`", "${",
        "<style>",
        "/*", "//", "trans", "endtrans", "push 's'", "endpush", "cache", "endcache", "flush", "props", "<!--", "-->",
        ".append(l)", ".update(d=d)", ".insert(0, l)", ".pop()", ".items()", "** 99", "l", "d",
    ]

    private static func mutated(_ random: inout Generator) -> [UInt8] {
        var bytes = Array((seeds.randomElement(using: &random) ?? "").utf8)
        if Int.random(in: 0..<4, using: &random) == 0 {
            bytes += Array((seeds.randomElement(using: &random) ?? "").utf8)
        }
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &random)
            case 2 where place < bytes.count:
                bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...12, using: &random)))
            case 3 where place < bytes.count:
                let end = min(bytes.count, place + Int.random(in: 1...24, using: &random))
                bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0...bytes.count, using: &random))
            default: bytes.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: place)
            }
        }
        return bytes
    }

    private struct Loader: TemplateLoader {
        let bytes: [UInt8]
        let watchesChanges = false
        func load(_ name: String) -> TemplateSource? {
            switch name {
            case "t": TemplateSource(bytes: bytes)
            case "p": TemplateSource(bytes: Array("[{% block b %}p{% endblock %}]".utf8))
            case "components/c.html":
                TemplateSource(
                    bytes: Array("{% props a = 1 %}{{ slot }}{{ slots.f|default('') }}{{ attributes }}".utf8))
            default: nil
            }
        }
        func version(of name: String) -> TemplateVersion? { TemplateVersion(1) }
        func names() -> [String] { ["t", "p", "components/c.html"] }
    }

    @Test("whatever the bytes, rendering ends with a page or with an error that has a place", arguments: 0..<8)
    func fuzz(seed: Int) throws {
        let rounds = ProcessInfo.processInfo.environment["ASHLAR_FUZZ_ROUNDS"].flatMap(Int.init) ?? 400
        var random = Generator(state: UInt64(seed) &* 7919 &+ 1)
        let values: [String: any Sendable] = [
            "xs": [[1, 2], [3, 4]], "x": "text", "d": ["a": ["b": 1], "c": [:]], "n": 5,
        ]
        for round in 0..<rounds {
            let bytes = Self.mutated(&random)
            var configuration = TemplateEngine.Configuration()
            configuration.limits.iterations = 2_000
            configuration.limits.outputBytes = 100_000
            configuration.fragments = nil
            if round % 4 != 0 { configuration.extensions.formUnion(TemplateExtension.ashlar.union([.i18n])) }
            if round % 5 == 0 { configuration.undefined = .lenient }
            if round % 7 == 0 {
                configuration.syntax.lineStatementPrefix = "-"
                configuration.syntax.lineCommentPrefix = "|"
                configuration.syntax.lstripBlocks = true
                configuration.syntax.trimBlocks = true
            }
            let engine = TemplateEngine(loader: Loader(bytes: bytes), configuration: configuration)
            if round % 3 == 0 { for error in engine.checkAll() { #expect((error.line ?? 0) >= 1) } }
            do {
                _ = try engine.render("t", values)
            } catch let error as TemplateError {
                #expect((error.line ?? 0) >= 1, "\(String(decoding: bytes, as: UTF8.self)): \(error)")
            } catch {
                Issue.record("\(String(decoding: bytes, as: UTF8.self)) ended in \(error)")
            }
        }
    }
}

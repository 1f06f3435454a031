import AshlarTemplate
import Testing

/// Places that browsers read otherwise than they look.
@Suite struct PlacedBrowserTests {
    private static let attack = "'+go(1)+'"

    @Test(
        "what libraries of the browser run is a script",
        arguments: [
            "data-hx-on:click", "hx-on:click", "hx-on--load", "data-x-on:click", "ng-click", "data-ng-click",
            "wire:click",
            "wire:submit.prevent", "up-on-loaded", "_", "data-on-click", "data-on:click", "data-signals",
            "data-signals-a",
            "(click)", "[value]", "hx-vals", "hx-headers", "data-hx-vals", "hx-request",
        ])
    func scripts(name: String) throws {
        let html = try render("<b \(name)=\"go('{{ x }}', {{ x }})\">", ["x": Self.attack])
        #expect(html == "<b \(name)=\"go('\\u0027+go(1)+\\u0027', &#34;\\u0027+go(1)+\\u0027&#34;)\">")
    }

    @Test(
        "other names are as they were",
        arguments: [
            "data-on", "data-text", "data-title", "wire:key", "wire:model.live", "ng-app", "v-cloak", "data-signal",
            "phx-click",
            "hx-target", "x-ref", "data-x-offset",
        ])
    func plain(name: String) throws {
        #expect(try render("<b \(name)=\"{{ x }}\">", ["x": "a'b"]) == "<b \(name)=\"a&#39;b\">")
    }

    @Test func `JSON of htmx stays JSON`() throws {
        #expect(
            try render(#"<b hx-vals='{"a": "{{ x }}", "b": {{ list }}}'>"#, ["x": #"","c":"1"#, "list": [1, 2]])
                == #"<b hx-vals='{"a": "\u0022,\u0022c\u0022:\u00221", "b": [1, 2]}'>"#)
        #expect(
            try render("<b hx-vals=\"{{ x }}\">", ["x": ["a": "'"]])
                == "<b hx-vals=\"{&#34;a&#34;: &#34;\\u0027&#34;}\">")
    }

    @Test(arguments: [
        ("click", "click"), ("every 2s", "every 2s"), ("click[go()]", "refused"), ("load, click", "load, click"),
        ("a from:b", "refused"),
    ])
    func `a trigger of htmx is made of words`(value: String, output: String) throws {
        #expect(try render("<b hx-trigger=\"{{ x }}\">", ["x": value]) == "<b hx-trigger=\"\(output)\">")
        #expect(
            try render("<b hx-trigger=\"click[go({{ x }})]\">", ["x": Self.attack])
                == "<b hx-trigger=\"click[go(refused)]\">")
    }

    @Test(
        "a comment ends where browsers end it",
        arguments: [
            ("<!--><script>{{ x }}</script>-->", true), ("<!---><script>{{ x }}</script>-->", true),
            ("<!-- a --!><script>{{ x }}</script>-->", true), ("<!-- a --><script>{{ x }}</script>", true),
            ("<!----><script>{{ x }}</script>", true), ("<!-- a ---><script>{{ x }}</script>", true),
            ("<!--!><script>{{ x }}</script>-->", false), ("<!-- > <script>{{ x }}</script> -->", false),
            ("<!-- -!> <script>{{ x }}</script> -->", false), ("<!-- --!- <script>{{ x }}</script> -->", false),
            ("<!-- {{ 1 }} <script>{{ x }}</script> -->", false),
            ("<!--[if IE]> <script>{{ x }}</script> <![endif]-->", false),
            ("<!--[if !IE]><!--><script>{{ x }}</script><!--<![endif]-->", true),
            ("<!x><script>{{ x }}</script>", true), ("<?x><script>{{ x }}</script>", true),
            ("<? <textarea> <script>{{ x }}</script>", true), ("</ <textarea> <script>{{ x }}</script>", true),
            ("</!-- ><script>{{ x }}</script>-->", true), ("</><script>{{ x }}</script>", true),
        ])
    func comments(source: String, isScript: Bool) throws {
        let html = try render(source, ["x": "a'b"])
        #expect(html.contains(isScript ? #""a\u0027b""# : "a&#39;b"), "\(html)")
    }

    @Test(
        "a value that may end a comment is refused what follows",
        arguments: [
            "<!-- {{ x }}> <script>{{ x }}</script> -->", "<!--{{ x }}> {{ x }}", "<!-- {{ x }}-> {{ x }}",
            "<!-- {{ x }}!> {{ x }}", "<!-- {{ x }}-!> {{ x }}",
        ])
    func valuesInComments(source: String) throws {
        #expect(try failure(source, ["x": "--"]).message.hasPrefix("it is unclear whether this output"))
        #expect(try render("<!--{{ x }}--> {{ x }}", ["x": "a<"]) == "<!--a&lt;--> a&lt;")
    }

    @Test(
        "tags where texts are expected are refused",
        arguments: [
            "<svg><title><script>{{ x }}</script></title></svg>",
            "<svg><textarea><script>{{ x }}</script></textarea></svg>",
            "<svg><desc></desc><title><img src=x onerror=\"{{ x }}\"></title></svg>",
            "<svg><style><script>{{ x }}</script></style></svg>", "<math><title><b title=\"{{ x }}\"></title></math>",
            "<svg><script>a<b; {{ x }}</script></svg>", "<title><script>{{ x }}</script></title>",
            "<svg><![CDATA[<textarea>]]></svg><script>{{ x }}</script>",
            "{% if x %}<svg>{% endif %}<style></x>{{ x }}</style></svg>",
        ])
    func foreign(source: String) throws {
        #expect(try failure(source, ["x": "a"]).message.hasPrefix("it is unclear whether this output"))
    }

    @Test(
        "texts, scripts and styles of pictures are what they are",
        arguments: [
            ("<svg><title>{{ x }}</title></svg>{{ x }}", "<svg><title>a&#39;b</title></svg>a&#39;b"),
            ("<title>1 < 2 {{ x }}</title>", "<title>1 < 2 a&#39;b</title>"),
            ("<svg><script>if (1 < 2) {{ x }}</script></svg>", #"<svg><script>if (1 < 2) "a\u0027b"</script></svg>"#),
            ("<svg></svg><script>'<b>' + {{ x }}</script>", #"<svg></svg><script>'<b>' + "a\u0027b"</script>"#),
            ("<textarea><b>{{ x }}</b></textarea>", "<textarea><b>a&#39;b</b></textarea>"),
        ])
    func pictures(source: String, output: String) throws {
        #expect(try render(source, ["x": "a'b"]) == output)
    }

    @Test(
        "references in an address are read as browsers read them",
        arguments: [
            "<a href=\"java&#115;cript:{{ x }}\">", "<a href=\"&#106;avascript:{{ x }}\">",
            "<a href=\"&#x6A;avascript:{{ x }}\">",
            "<a href=\"&#106avascript:{{ x }}\">", "<a href=\"j&#9;avascript:{{ x }}\">",
            "<a href=\"java&Tab;script&colon;{{ x }}\">",
            "<a href=\"javascript&#58;{{ x }}\">", "<a href=\"javascript&#x3a;{{ x }}\">",
            "<a href=\"javascript&#58 {{ x }}\">",
            "<a href=\"&#0000000000000000000000000000000000000000106;avascript:{{ x }}\">",
        ])
    func references(source: String) throws {
        #expect(try failure(source, ["x": "a"]).message == "an address that is a script cannot hold an output")
    }

    @Test(arguments: ["&colon;go()", "&#58;go()", "&#x3a;go()", "&#58go()", "&#x003A;go()", ":go()"])
    func `an address whose scheme a value begins is checked with its references`(rest: String) throws {
        let html = try render("<a href=\"{{ x }}\(rest)\">", ["x": "javascript"])
        #expect(html.hasPrefix("<a href=\"about:invalid#refused"), "\(html)")
        #expect(!html.contains("javascript"))
        #expect(try render("<a href=\"{{ x }}\(rest)\">", ["x": "https"]).hasPrefix("<a href=\"https"))
    }

    @Test(arguments: [
        ("<a href=\"/a?b=1&amp;c={{ x }}\">", "javascript:1", "<a href=\"/a?b=1&amp;c=javascript:1\">"),
        ("<a href=\"{{ x }}?b&#61;1\">", "/a", "<a href=\"/a?b&#61;1\">"),
        ("<img srcset=\"{{ x }} 1x, {{ x }} 2x\">", "/a.png", "<img srcset=\"/a.png 1x, /a.png 2x\">"),
        ("<img srcset=\"{{ x }}\">", "javascript:1 1x", "<img srcset=\"about:invalid#refused\">"),
        ("<a href=\"{{ x }}\">", "whatsapp://send?text=a", "<a href=\"whatsapp://send?text=a\">"),
        ("<a href=\"{{ x }}\">", "intent://a#Intent;end", "<a href=\"about:invalid#refused\">"),
    ])
    func `other addresses`(source: String, value: String, output: String) throws {
        #expect(try render(source, ["x": value]) == output)
    }

    @Test func `markup in an address is read with its references`() throws {
        #expect(
            try render("<a href=\"{{ x }}\">", ["x": Markup("java&#115;cript:go()")])
                == "<a href=\"about:invalid#refused\">")
        #expect(try render("<a href=\"{{ x }}\">", ["x": Markup("/a?b&amp;c")]) == "<a href=\"/a?b&amp;c\">")
    }

    @Test(arguments: [
        ("{{ x }}", "0;url=javascript:go()", "refused"), ("{{ x }}", "5", "5"),
        ("0;{{ x }}", "javascript:go()", "about:invalid#refused"),
        ("0; {{ x }}", "/next", "/next"), ("0,{{ x }}", "url=data:text/html,a", "about:invalid#refused"),
        ("0;url={{ x }}", "https://a.b/", "https://a.b/"),
        ("0;url={{ x }}", "data:text/html,a", "about:invalid#refused"),
    ])
    func `a page leads on to an address`(content: String, value: String, output: String) throws {
        let start = content.replacing("{{ x }}", with: "")
        #expect(
            try render("<meta http-equiv=\"Refresh\" content=\"\(content)\">", ["x": value])
                == "<meta http-equiv=\"Refresh\" content=\"\(start)\(output)\">")
        // Other pages of the head say what they like.
        #expect(
            try render(
                "<meta http-equiv=\"refresh\" content=\"1\"><meta name=\"description\" content=\"{{ x }}\">",
                ["x": value]
            )
            .hasSuffix("content=\"\(value)\">"))
    }
}

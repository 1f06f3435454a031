import AshlarTemplate
import Testing

/// Places in scripts and addresses that take more than a look at the byte before.
@Suite struct ScriptPlaceTests {
    @Test(
        "a slash behind a keyword or a condition begins a pattern, behind a value it divides",
        arguments: [
            ("if (x) /\"/.test(y); let y = {{ v }};", "if (x) /\"/.test(y); let y = \"a\";"),
            ("return /\"/.test({{ v }})", "return /\"/.test(\"a\")"),
            ("while (x) /'/.exec({{ v }})", "while (x) /'/.exec(\"a\")"),
            ("for (;;) /\"/.x; d = {{ v }}", "for (;;) /\"/.x; d = \"a\""),
            ("x = a++ /2; y=\"{{ v }}\"", "x = a++ /2; y=\"a\""),
            ("x = (a) / 2; y = '{{ v }}' / 3", "x = (a) / 2; y = 'a' / 3"),
            ("x = a.return / 2; y = '{{ v }}'", "x = a.return / 2; y = 'a'"),
            ("x = b[0] / 2 + {a: 1}.a / 2; y = '{{ v }}'", "x = b[0] / 2 + {a: 1}.a / 2; y = 'a'"),
            ("if (a) { b } /'/.test({{ v }})", "if (a) { b } /'/.test(\"a\")"),
            ("/*/ it's */ x = {{ v }}", "/*/ it's */ x = \"a\""),
            ("f = () => {} // it's\n/'/.test({{ v }})", "f = () => {} // it's\n/'/.test(\"a\")"),
            ("function f() {}\n/x/.test({{ v }})", "function f() {}\n/x/.test(\"a\")"),
            ("`${ {a: '}'}.a }'` + {{ v }}", "`${ {a: '}'}.a }'` + \"a\""),
            (
                "{% if v %}if (a) { {% endif %}b(){% if v %} }{% endif %} x = {{ v }}", "if (a) { b() } x = \"a\""
            ),
            ("{% for i in [1, 2] %}f({{ i }}) / 2;{% endfor %}{{ v }}", "f(1) / 2;f(2) / 2;\"a\""),
            ("<!-- <script> </script> -->\n{{ v }}", "<!-- <script> </script> -->\n\"a\""),
        ])
    func slashes(script: String, output: String) throws {
        #expect(try render("<script>\(script)</script>", ["v": "a"]) == "<script>\(output)</script>")
    }

    @Test(
        "where a slash can be both and a value depends on it, the template is refused",
        arguments: [
            "x = function() {} /'/.test({{ v }})", "foo: {} /\"/.y; z = {{ v }}",
            "{% if v %}return{% else %}a{% endif %} /'/.x({{ v }})",
        ])
    func unclear(script: String) throws {
        let error = try failure("<script>\(script)</script>", ["v": "a"])
        #expect(error.message == "it is unclear whether a slash before this output divides or begins a pattern")
        #expect(error.suggestion?.contains("new RegExp()") == true)
    }

    @Test("a comment that hides a script hides its end, too")
    func hidden() throws {
        let error = try failure("<script><!-- <script> </script> --> {{ v }}</script>", ["v": "a"])
        #expect(error.message == "a comment in a script cannot hold an output")
        #expect(
            try render("<script><!-- </script>{{ v }}", ["v": "<"]) == "<script><!-- </script>&lt;")
    }

    @Test(
        "an address that is put together of values is checked as a whole",
        arguments: [
            ("<a href=\"{{ 'java' }}script:alert(1)\">", "<a href=\"about:invalid#refusedalert(1)\">"),
            ("<a href='{{ 'java' }}{{ 'script' }}:alert(1)'>x: y", "<a href='about:invalid#refusedalert(1)'>x: y"),
            ("<a href=\"{{ 'java' }}{{ 'script:alert(1)' }}\">", "<a href=\"about:invalid#refused\">"),
            ("<a href=\"{{ url }}:{{ 80 }}\">", "<a href=\"http://a:80\">"),
            ("<a href=\"{{ url }}/x:{{ 80 }}\">", "<a href=\"http://a/x:80\">"),
            ("<a href=\"{{ 'mail' }}to:{{ 'a@b' }}\">", "<a href=\"mailto:a@b\">"),
            (
                "<set attributeName=\"href\" to=\"{{ bad }}\">",
                "<set attributeName=\"href\" to=\"about:invalid#refused\">"
            ),
            ("<animate values=\"{{ bad }}\">", "<animate values=\"about:invalid#refused\">"),
            ("<animate values=\"0;{{ bad }}\">", "<animate values=\"0;about:invalid#refused\">"),
            (
                "<meta http-equiv=\"refresh\" content=\"0; URL={{ bad }}\">",
                "<meta http-equiv=\"refresh\" content=\"0; URL=about:invalid#refused\">"
            ),
            (
                "<meta name=\"description\" content=\"{{ bad }}\">",
                "<meta name=\"description\" content=\"javascript:alert(1)\">"
            ),
            (
                "<a {{ {'href': bad, 'onclick': bad, 'title': bad}|xmlattr }}>",
                "<a  href=\"about:invalid#refused\" onclick=\"&#34;javascript:alert(1)&#34;\" title=\"javascript:alert(1)\">"
            ),
            (
                "<a @click=\"go({{ url }})\" x-on:click=\"{{ url }}\" v-if=\"a == '{{ url }}'\">",
                "<a @click=\"go(&#34;http://a&#34;)\" x-on:click=\"&#34;http://a&#34;\" v-if=\"a == 'http:\\u002f\\u002fa'\">"
            ),
            (
                "<a :href=\"{{ bad }}\" v-bind:href=\"'{{ bad }}'\" x-bind:src.prop=\"{{ url|tojson }}\" :class=\"{{ url }}\">",
                "<a :href=\"&#34;about:invalid#refused&#34;\" v-bind:href=\"'about:invalid#refused'\" "
                    + "x-bind:src.prop=\"&#34;http://a&#34;\" :class=\"&#34;http://a&#34;\">"
            ),
            (
                "<a x-ref=\"{{ url }}\" x-transition:enter=\"{{ url }}\">",
                "<a x-ref=\"http://a\" x-transition:enter=\"http://a\">"
            ),
        ])
    func addresses(source: String, output: String) throws {
        #expect(try render(source, ["bad": "javascript:alert(1)", "url": "http://a"]) == output)
    }
}

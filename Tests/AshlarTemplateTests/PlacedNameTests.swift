import AshlarTemplate
import Testing

/// Names of tags and attributes that branches and values are part of: how a value is escaped depends on them.
@Suite struct PlacedNameTests {
    private let values: [String: any Sendable] = [
        "yes": true, "bad": "javascript:alert(1)", "v": "<v>", "on": "o", "ref": "ref", "id": "id", "two": 2,
        "to": "to", "tag": "b", "ript": "ript", "refresh": "content", "cript": "cript", "spaced": "cript a",
        "attributes": ["id": "<v>"],
    ]

    @Test(
        "an attribute whose name is put together of branches holds no value",
        arguments: [
            "<a {% if yes %}on{% endif %}click=\"{{ v }}\">",
            "<a {% if yes %}h{% else %}d{% endif %}ref=\"{{ bad }}\">",
            "<a {% if yes %}href{% else %}title{% endif %}=\"{{ bad }}\">",
            "<a {% if yes %}href {% endif %}=\"{{ bad }}\">", "<a {% for i in [1] %}o{% endfor %}nclick='{{ v }}'>",
            "<a class{% if yes %} on{% endif %}click=\"{{ v }}\">",
            "<a {% if yes %}data-{% endif %}{{ id }}=\"{{ v }}\">",
            "<a {% if yes %}href={% else %}title={% endif %}\"{{ bad }}\">",
            "<{% if yes %}i on{% else %}b cl{% endif %}click=\"{{ v }}\">",
        ])
    func branches(source: String) throws {
        let error = try failure(source, values)
        #expect(
            error.message == "an attribute whose name is put together of branches cannot hold an output", "\(source)")
        #expect(error.suggestion == "Write the whole attribute in each branch.")
        #expect(error.kind == .syntax)
    }

    @Test(
        "a name that values are part of must not change how its value is escaped",
        arguments: [
            ("<a h{{ ref }}=\"{{ bad }}\">", "attribute \"href\""),
            ("<a {{ on }}nclick=\"{{ v }}\">", "attribute \"onclick\""),
            ("<a {{ on }}{{ 'nclick' }}=\"{{ v }}\">", "attribute \"onclick\""),
            ("<a {{ on }}{{ 'nclick' }} = '{{ v }}'>", "attribute \"onclick\""),
            ("<iframe src{{ 'doc' }}=\"{{ v }}\">", "attribute \"srcdoc\""),
            ("<set {{ to }}=\"{{ bad }}\">", "attribute \"to\""),
            ("<meta {{ refresh }}=\"0;url={{ bad }}\">", "attribute \"content\""),
            ("<sc{{ ript }}>{{ v }}</script>", "tag \"script\""), ("<{{ 's' }}cript>{{ v }}", "tag \"script\""),
            ("<{{ 's' }}{{ 'tyle' }} media=all>{{ v }}", "tag \"style\""),
            ("<s{{ spaced }}>{{ v }}", "tag \"script\""), ("<sc{{ id }}ript>{{ v }}", "tag \"scidript\""),
            ("<s{% if yes %}{{ cript }}{% endif %}>{{ v }}", "tag \"script\""),
            ("<s{% if yes %}{{ cript }}{% endif %} async>{{ v }}", "tag \"script\""),
            ("<s{% if yes %}{{ 'c' }}{% endif %}ript>{{ v }}", "tag \"script\""),
            ("<s{% if not yes %}b{% else %}{{ cript }}{% endif %}>{{ v }}", "tag \"script\""),
            ("<{% if yes %}s{{ cript }}{% else %}b{% endif %}>{{ v }}", "tag \"script\""),
            ("<{% if not yes %}b{% else %}s{{ cript }}{% endif %}>{{ v }}", "tag \"script\""),
            ("<s{% if yes %}{{ cript }}{% else %} b{% endif %}>{{ v }}", "tag \"script\""),
            ("<s{% if not yes %} b{% endif %}{{ cript }}>{{ v }}", "tag \"script\""),
            ("<s{% for c in 'cript' %}{{ c }}{% endfor %}>{{ v }}", "tag \"script\""),
            ("<s{% for c in 'cript' %}{% if yes %}{{ c }}{% endif %}{% endfor %}>{{ v }}", "tag \"script\""),
            ("<s{% if yes %}{% if yes %}{{ cript }}{% endif %}{% else %}b{% endif %}>{{ v }}", "tag \"script\""),
            ("<s{% with %}{% if yes %}{{ cript }}{% endif %}{% endwith %}>{{ v }}", "tag \"script\""),
        ])
    func printed(source: String, name: String) throws {
        let error = try failure(source, values)
        #expect(error.message.hasPrefix("the name of the \(name) is put together of values"), "\(source)")
    }

    @Test(
        "other names are put together as one likes",
        arguments: [
            ("<a data-{{ id }}=\"{{ v }}\">", "<a data-id=\"&lt;v&gt;\">"),
            ("<a {{ id }}=\"{{ v }}\">", "<a id=\"&lt;v&gt;\">"),
            ("<a on{{ 'click' }}=\"{{ v }}\">", "<a onclick=\"&#34;\\u003cv\\u003e&#34;\">"),
            ("<h{{ two }} class=\"{{ v }}\">{{ v }}</h{{ two }}>", "<h2 class=\"&lt;v&gt;\">&lt;v&gt;</h2>"),
            ("<{{ tag }}>{{ v }}</{{ tag }}>{{ v }}", "<b>&lt;v&gt;</b>&lt;v&gt;"),
            (
                "<input{% if yes %} checked{% endif %}{% if not yes %} a{% endif %} class=\"{{ v }}\">",
                "<input checked class=\"&lt;v&gt;\">"
            ),
            ("<input {% if yes %}checked {% endif %}class=\"{{ v }}\">", "<input checked class=\"&lt;v&gt;\">"),
            ("<a {% if yes %}on{% endif %}click=\"go()\" id=\"{{ v }}\">", "<a onclick=\"go()\" id=\"&lt;v&gt;\">"),
            (
                "<{% if yes %}h1{% else %}h2{% endif %} class=\"{{ v }}\">{{ v }}</h1>",
                "<h1 class=\"&lt;v&gt;\">&lt;v&gt;</h1>"
            ),
            (
                "<h{{ two }}{% if yes %} class=\"{{ v }}\"{% endif %}>{{ v }}",
                "<h2 class=\"&lt;v&gt;\">&lt;v&gt;"
            ),
            ("<h{% if yes %}{{ two }}{% else %}1{% endif %}>{{ v }}", "<h2>&lt;v&gt;"),
            (
                "<input{% if yes %} checked{% endif %}{{ attributes|xmlattr }}>{{ v }}",
                "<input checked id=\"&lt;v&gt;\">&lt;v&gt;"
            ),
            ("<style{{ {'media': 'all'}|xmlattr }}>a { color: {{ tag }} }", "<style media=\"all\">a { color: b }"),
            ("<script{% if yes %} async{% endif %}>{{ v }}", "<script async>\"\\u003cv\\u003e\""),
            ("<li{% for c in ['a', 'b'] %} {{ c }}{% endfor %}>{{ v }}", "<li a b>&lt;v&gt;"),
            ("{% autoescape false %}<a h{{ ref }}=\"{{ v }}\">{% endautoescape %}", "<a href=\"<v>\">"),
        ])
    func harmless(source: String, output: String) throws {
        #expect(try render(source, values) == output, "\(source)")
    }

    @Test(
        "tags of two names that are read in different ways leave open what follows",
        arguments: [
            "<{% if yes %}script{% else %}div{% endif %}>{{ v }}",
            "<{% if yes %}div{% else %}script{% endif %}>{{ v }}",
            "<{% if yes %}scr{% else %}d{% endif %}ipt>{{ v }}",
            "{% if yes %}<textarea>{% else %}<title>{% endif %}{{ v }}",
            "<s{% if not yes %} b{% endif %}cript>{{ v }}", "<s{% if not yes %} b {% endif %}cript>{{ v }}",
            "<s{% if yes %}{{ 'c' }}{% else %} b{% endif %}ript>{{ v }}",
        ])
    func tags(source: String) throws {
        let message = "it is unclear whether this output stands in text, in a tag or in a script"
        #expect(try failure(source, values).message == message, "\(source)")
    }

    @Test("behind a tag that holds text alone in one branch, scripts are scripts")
    func texts() throws {
        for names in [("textarea", "input"), ("input", "textarea")] {
            let source =
                "<{% if yes %}\(names.0){% else %}\(names.1){% endif %} name=\"{{ v }}\"><script>x = {{ v }}</script>"
            #expect(
                try render(source, values).hasSuffix(" name=\"&lt;v&gt;\"><script>x = \"\\u003cv\\u003e\"</script>"))
        }
    }
}

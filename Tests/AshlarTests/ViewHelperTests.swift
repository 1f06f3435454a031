import Ashlar
import Foundation
import Testing

/// A page of numbers, as `paginate` answers it.
private func page(_ number: Int, of last: Int) -> Page<Int> {
    Page(items: [number], total: last * 10, page: number, perPage: 10)
}

private struct Cursors: MemberReadable {
    static let memberNames = ["next", "previous"]
    func member(named name: String) -> any Sendable { name == "next" ? "a b" : String?.none }
}

private struct Simple: MemberReadable {
    static let memberNames = ["page", "hasPrevious", "hasNext"]
    func member(named name: String) -> any Sendable { name == "page" ? 2 as any Sendable : name == "hasNext" }
}

@Suite struct ViewHelperTests {
    private func text(
        _ template: String, _ values: [String: any Sendable] = [:], at target: String = "/x"
    ) async throws -> String {
        let app = RoutesOnly { $0.view("/{rest...}", "page", values) }
        let folder = try AppFolder(["views/page.html": template])
        var text = ""
        try await withKernel(app, in: folder) { kernel async throws in
            text = try await kernel.send(.get, target).text
        }
        return text
    }

    @Test(
        arguments: [
            (1, 1, ""), (1, 2, "[1] 2 >/list?q=a%20b&amp;page=2"), (2, 2, "</list?q=a%20b 1 [2]"),
            (1, 9, "[1] 2 3 ... 9 >/list?q=a%20b&amp;page=2"),
            (3, 9, "</list?q=a%20b&amp;page=2 1 2 [3] 4 5 ... 9 >/list?q=a%20b&amp;page=4"),
            (5, 9, "</list?q=a%20b&amp;page=4 1 2 3 4 5 6 7 8 9 >/list?q=a%20b&amp;page=6"),
            (8, 20, "</list?q=a%20b&amp;page=7 1 ... 6 7 [8] 9 10 ... 20 >/list?q=a%20b&amp;page=9"),
        ])
    func `links to pages keep the query, and leave out what is far away`(number: Int, last: Int, links: String)
        async throws
    {
        let html = try await text("{{ pagination(rows) }}", ["rows": page(number, of: last)], at: "/list?q=a+b&page=77")
        let short = html.replacing(/<nav class="pagination" aria-label="Pages">|<\/nav>/, with: "")
            .replacing(/<a href="([^"]*)" rel="prev">Previous<\/a>/) { "<\($0.1) " }
            .replacing(/<a href="([^"]*)" rel="next">Next<\/a>/) { ">\($0.1)" }
            .replacing(/<span aria-current="page">(\d+)<\/span>/) { "[\($0.1)] " }
            .replacing(/<a href="[^"]*">(\d+)<\/a>/) { "\($0.1) " }
            .replacing("<span aria-hidden=\"true\">&hellip;</span>", with: "... ")
        let expected = number == 5 ? links.replacing(" 5 ", with: " [5] ") : links
        #expect(short.trimmingCharacters(in: .whitespaces) == expected)
    }

    @Test func `pages without a last one and cursors have a link on each side`() async throws {
        #expect(
            try await text(
                "{{ pagination(rows, previous='Newer', next='Older', label='More') }}", ["rows": Simple()], at: "/x")
                == "<nav class=\"pagination\" aria-label=\"More\"><a href=\"/x\" rel=\"prev\">Newer</a>"
                + "<a href=\"/x?page=3\" rel=\"next\">Older</a></nav>")
        #expect(
            try await text("{{ pagination(rows) }}", ["rows": Cursors()], at: "/x?cursor=old&s=1")
                == "<nav class=\"pagination\" aria-label=\"Pages\"><a href=\"/x?s=1&amp;cursor=a%20b\" rel=\"next\">Next</a></nav>"
        )
    }

    @Test func `links have their parts as members, and what is no page is an error`() async throws {
        let template = """
            {% set links = pagination(rows, window=0, name='p') %}{{ links.previous }} {{ links.next }}
            {%- for page in links.pages %} {{ page.number }}={{ page.url }}{{ '!' if page.current }}{% endfor %}
            """
        #expect(
            try await text(template, ["rows": page(3, of: 5)], at: "/x")
                == "/x?p=2 /x?p=4 1=/x 2=/x?p=2 3=/x?p=3! 4=/x?p=4 5=/x?p=5")
        let error = try await text("{{ pagination(rows) }}", ["rows": [1, 2]])
        #expect(error.contains("pagination needs a page, not list"))
        #expect(error.contains("Give it what paginate() answers: {{ pagination(posts) }}."))
    }

    @Test func `a date is dumped in one line, and a dictionary with one in one line for each`() async throws {
        let html = try await text("{{ dump(day, {'a': day}) }}", ["day": Date(timeIntervalSince1970: 0)])
        #expect(html.contains("Date 1970-01-01"))
        #expect(!html.contains("timestamp") && !html.contains("isoformat"))
    }

    @Test func `what the framework gives is called by its name, and prints nothing of its own`() async throws {
        for (template, message) in [
            ("{{ request.headers }}", "request has no member"), ("{{ request }}", "request has no text of its own"),
            ("{{ auth }}", "auth has no text of its own"), ("{{ csrf_field }}", "csrf_field is a function"),
        ] {
            let page = try await text(template)
            #expect(page.contains(message), "\(template)")
            #expect(!page.contains("RequestMembers") && !page.contains("AuthMembers"))
        }
    }

    @Test func `texts are shown as they are without a translator, and in the reader's language with one`() async throws
    {
        let template = "{{ t('Hello %(name)s', name='<Ada>') }} {% trans %}Bye{% endtrans %}"
        #expect(try await text(template) == "Hello &lt;Ada&gt; Bye")
        let folder = try AppFolder(["views/page.html": template])
        try await withKernel(Translated(), in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/").text == "Hallo &lt;Ada&gt; Bye")
        }
    }

    @Test func `the first error of a field stands beside it, and what was typed comes back`() async throws {
        let app = RoutesOnly { routes in
            routes.group(middleware: .web) { routes in
                routes.view("/form", "form")
                routes.get("/fail") { request in
                    try request.session.flashInput([(name: "title", value: "<B>")])
                    return Redirect.to("/form").withErrors(ErrorBag(["title": ["Too short.", "Too dull."]]))
                }
            }
        }
        let folder = try AppFolder([
            "views/form.html":
                "<x-field name=\"title\" label=\"Title\" value=\"old\" required/>{{ error('other') }}[{{ errors }}]",
            "views/components/field.html": try Skeleton.text("views/components/field.html"),
        ])
        try await withKernel(app, in: folder, ["APP_KEY": AppKey.random().base64]) { kernel async throws in
            let plain = try await kernel.send(.get, "/form").text
            #expect(plain.contains("<input id=\"title\" name=\"title\" type=\"text\" value=\"old\" required>"))
            #expect(!plain.contains("error"))
            #expect(plain.contains("[]"))
            let failed = try await kernel.respond(to: Request(target: "/fail"))
            let cookies = failed.headers[values: .setCookie].map { $0.prefix { $0 != ";" } }.joined(separator: "; ")
            let again = try await kernel.respond(
                to: Request(target: "/form", headers: [.accept: "text/html", .cookie: cookies]))
            let page = String(buffer: try await again.body.collect())
            #expect(
                page.contains(
                    "value=\"&lt;B&gt;\" aria-invalid=\"true\" aria-describedby=\"title-error\" required>"))
            #expect(page.contains("<p class=\"error\" id=\"title-error\">Too short.</p>"))
            #expect(page.contains("[Too short. Too dull.]"))
        }
    }
}

private struct Translated: Application {
    func routes(_ routes: Routes) { routes.view("/", "page") }
    func views(_ views: inout ViewConfiguration) {
        views.translate { message in message.text == "Hello %(name)s" ? "Hallo %(name)s" : nil }
    }
}

/// What `craft new` writes.
enum Skeleton {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "stubs/app")

    static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8).replacing("__title__", with: "My App")
            .replacing("__version__", with: "1").replacing("__swift__", with: "6")
    }

    static func files(below path: String) throws -> [String: String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: path).path)
        var files: [String: String] = [:]
        for name in names where name.contains(".") { files["\(path)/\(name)"] = try text("\(path)/\(name)") }
        return files
    }
}

/// The views that `craft new` ships.
@Suite struct SkeletonViewTests {
    private let app = RoutesOnly { routes in
        routes.view("/", "welcome", ["title": "My App"]).name("home")
        routes.get("/fail/{status}") { request -> String in
            throw HTTPError(.init(code: Int(request.path.split(separator: "/").last ?? "") ?? 500), "What it says.")
        }
    }

    @Test(arguments: [
        (403, "This was refused"), (404, "There is no page here"),
        (422, "Something in it is not right"), (429, "That was a little too fast"), (500, "Something went wrong"),
        (503, "Back in a moment"),
    ])
    func `each has no mistake, and an error is a page of the layout`(status: Int, heading: String) async throws {
        let files = try Skeleton.files(below: "views").merging(try Skeleton.files(below: "public")) { $1 }
        try await withKernel(app, in: try AppFolder(files), ["APP_ENV": "production"]) { kernel async throws in
            let (code, text, _) = try await kernel.send(.get, "/fail/\(status)")
            #expect(code == status)
            #expect(text.contains("<title>\(heading)</title>"))
            #expect(text.contains("<h1>\(heading)</h1>"))
            #expect(text.contains("<p class=\"status\">\(status)</p>"))
            #expect(text.contains("<a class=\"brand\" href=\"/\">My App</a>"))
            #expect(text.contains("What it says.") == (status == 422 || status == 403))
            #expect(text.contains("Error ") == (status >= 500 && status != 503))
        }
    }
}

import Ashlar
import AshlarTesting
import Foundation
import Testing

/// `components/field.html`, as `craft new` writes it.
@Suite struct FieldComponentTests {
    private static let form = """
        <x-field name="isOpen" label="Open" type="checkbox" :value="isOpen"/>
        <x-field name="tone" label="Tone" type="select" :options="['cool', 'warm']" :value="tone" required/>
        <x-field name="year" label="Year" type="select" :options="{2025: 'last', 2026: 'this'}" :value="2026"/>
        """

    private func visit(_ body: (TestApp) async throws -> Void) async throws {
        let app = RoutesOnly { routes in
            routes.group(middleware: .web) { routes in
                routes.view("/form", "form", ["isOpen": true, "tone": "<"])
                routes.get("/fail") { request in
                    try request.session.flashInput([(name: "tone", value: "warm"), (name: "year", value: "2025")])
                    return Redirect.to("/form").withErrors(ErrorBag(["tone": ["Too warm."]]))
                }
            }
        }
        let folder = try AppFolder([
            "views/form.html": Self.form,
            "views/components/field.html": try Skeleton.text("views/components/field.html"),
        ])
        try await withKernel(app, in: folder, ["APP_KEY": AppKey.random().base64]) { kernel async throws in
            try await body(TestApp(kernel: kernel))
        }
    }

    @Test func `no page of a new app has a style or a script that a strict policy refuses`() throws {
        let pages = try Skeleton.files(below: "views")
        #expect(pages.count > 8)
        for (name, text) in pages {
            for match in text.matches(of: /<(?:style|script)\b[^>]*>/) {
                #expect(match.0.contains("csp_nonce()") || match.0.contains(" src="), "\(name): \(match.0)")
            }
        }
    }

    @Test func `a checkbox is ticked by its value, and a select chooses it`() async throws {
        try await visit { app in
            let page = try await app.get("/form").text
            #expect(
                page.contains(
                    #"<label for="isOpen"><input id="isOpen" name="isOpen" type="checkbox" value="1" checked> Open</label>"#
                ))
            #expect(page.contains(#"<label for="tone">Tone</label>"#))
            #expect(page.contains(#"<select id="tone" name="tone" required>"#))
            #expect(page.contains(#"<option value=""></option>"#))
            #expect(page.contains(#"<option value="cool">cool</option>"#))
            #expect(page.contains(#"<option value="2025">last</option>"#))
            #expect(page.contains(#"<option value="2026" selected>this</option>"#))
            #expect(page.components(separatedBy: " selected>").count == 2)
        }
    }

    @Test func `what was chosen and ticked before comes back, and so does what was not`() async throws {
        try await visit { app in
            let page = try await app.followingRedirects.get("/fail").text
            #expect(page.contains(#"name="isOpen" type="checkbox" value="1""#) && !page.contains("checked"))
            #expect(page.contains(#"<option value="warm" selected>warm</option>"#))
            #expect(page.contains(#"<option value="2025" selected>last</option>"#))
            #expect(page.contains(#"<option value="2026">this</option>"#))
            #expect(
                page.contains(
                    #"<select id="tone" name="tone" aria-invalid="true" aria-describedby="tone-error" required>"#))
            #expect(page.contains(#"<p class="error" id="tone-error">Too warm.</p>"#))
        }
    }
}

import Ashlar
import Foundation
import TestClients
import Testing

/// A real browser against the server: a form with its token, the redirect after it, and what was flashed.
@Suite(.enabled(if: Tool.chromium != nil, "Chromium is not installed"))
struct ChromiumTests {
    private static let key = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()

    private let app = RoutesOnly { routes in
        routes.group(middleware: .web) { group in
            group.get("/notes/new") { _ in View("new") }
            group.get("/notes") { _ in View("list") }
            group.post("/notes") { request in
                let text = try await request.form().required("text")
                return Redirect.to("/notes").flash("Kept \(text)")
            }
        }
    }

    private func folder() throws -> AppFolder {
        try AppFolder([
            // A person would press the button.
            "views/new.html": """
            <form method="post" action="/notes">{{ csrf_field() }}<input name="text" value="Milk &amp; küche"></form>
            <script nonce="{{ csp_nonce() }}">document.forms[0].submit()</script>
            """,
            "views/list.html": "<link rel=\"stylesheet\" href=\"/site.css\"><p>{{ session('status') }}</p>",
            "public/site.css": "p { color: green }",
        ])
    }

    @Test(.timeLimit(.minutes(3)), arguments: ["off", "strict"])
    func `a browser sends a form, follows its redirect, and sees what was flashed`(policy: String) async throws {
        let folder = try folder()
        let variables = ["APP_KEY": Self.key, "SECURITY_CONTENT_SECURITY_POLICY": policy]
        try await withKernel(app, in: folder, variables) { kernel async throws in
            let page = try await served(kernel) { port async throws in
                try await Tool.run(
                    Tool.chromium,
                    [
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                        "--no-proxy-server",
                        "--user-data-dir=\(folder.path)/profile", "--virtual-time-budget=10000", "--dump-dom",
                        "http://127.0.0.1:\(port)/notes/new",
                    ])
            }
            #expect(page.contains("<p>Kept Milk &amp; küche</p>"), "\(page.suffix(2000))")
        }
    }
}

import Ashlar
import Foundation
import TestClients
import Testing

/// The page of an API's description in a real browser.
@Suite(.enabled(if: Tool.chromium != nil, "Chromium is not installed"))
struct OpenAPIPageTests {
    private func shown(_ path: String, by app: any Application, in folder: AppFolder, _ policy: String) async throws
        -> String
    {
        try await withKernelResult(app, in: folder, ["SECURITY_CONTENT_SECURITY_POLICY": policy]) { kernel in
            try await served(kernel) { port async throws in
                try await Tool.run(
                    Tool.chromium,
                    [
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                        "--no-proxy-server", "--user-data-dir=\(folder.path)/profile",
                        "--virtual-time-budget=10000", "--dump-dom", "http://127.0.0.1:\(port)\(path)",
                    ])
            }
        }
    }

    private func withKernelResult(
        _ app: any Application, in folder: AppFolder, _ variables: [String: String],
        _ body: (Kernel) async throws -> String
    ) async throws -> String {
        var result = ""
        try await withKernel(app, in: folder, variables) { kernel async throws in result = try await body(kernel) }
        return result
    }

    @Test(.timeLimit(.minutes(3)), arguments: ["off", "strict"])
    func `it shows operations, parameters and bodies, and opens what its address names`(policy: String) async throws {
        let folder = try AppFolder(["views/page.html": "A page"])
        let page = try await shown("/docs#shelves.index", by: DocumentedShelves(), in: folder, policy)
        #expect(page.contains("All shelves."), "\(page.suffix(3000))")
        #expect(page.contains("which page, counted from 1."))
        #expect(page.contains(#"placeholder="token""#))
    }

    @Test(.timeLimit(.minutes(3))) func `it sends a request with what was typed and shows the answer`() async throws {
        let folder = try AppFolder([
            // A person would open, type and press.
            "views/page.html": """
            <body data-document="/openapi.json"><span id="version"></span><p id="description"></p>
            <section id="security"></section><section id="operations"></section><section id="schemas"></section>
            <script src="/docs/docs.js"></script>
            <script>
            new MutationObserver((_, observer) => {
              const found = document.getElementById("ShelfController.store");
              if (!found) return;
              const form = found.querySelector("form");
              if (!form) { found.open = true; return; }
              observer.disconnect();
              form.querySelector("textarea").value = JSON.stringify({ name: "Attic", isLow: false });
              document.querySelector("#security input").value = "secret";
              form.requestSubmit();
            }).observe(document.body, { childList: true, subtree: true });
            </script></body>
            """
        ])
        let page = try await shown("/page", by: DocumentedShelves(), in: folder, "off")
        #expect(page.contains("201 Created") && page.contains("\"name\": \"Attic\""), "\(page.suffix(3000))")
    }
}

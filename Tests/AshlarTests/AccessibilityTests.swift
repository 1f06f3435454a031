import Ashlar
import AshlarTesting
import Foundation
import TestClients
import Testing

@Controller struct PaintPageController {
    func form(request: Request) -> View { View("paint", ["form": InputForm(PaintInput.self, for: request)]) }
    func store(input: PaintInput) -> NoContent { NoContent() }
}

/// The forms of inputs, looked at by axe-core in a real browser.
@Suite(.enabled(if: Tool.chromium != nil && Tool.axe != nil, "Chromium is not installed, or ASHLAR_AXE is not set"))
struct AccessibilityTests {
    private let app = RoutesOnly { routes in
        routes.group(middleware: .web) {
            $0.get("/paint", PaintPageController.form)
            $0.post("/paint", PaintPageController.store)
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: [false, true])
    func `a form with every kind of field breaks no rule, with errors and without`(isWrong: Bool) async throws {
        let axe = try String(contentsOfFile: Tool.axe ?? "", encoding: .utf8)
        // A person would press the button; the browser would refuse what is wrong before it is sent.
        let script = """
            if (!document.querySelector(".error") && \(isWrong)) {
              document.forms[0].noValidate = true;
              document.forms[0].querySelector("[name=email]").value = "no address";
              document.forms[0].querySelector("[name='tags[]']").value = "x";
              document.forms[0].submit();
            } else {
              axe.run().then((found) => {
                const broken = found.violations.map((rule) => rule.id + ": " + rule.nodes.map((node) => node.html).join(" "));
                document.title = "axe " + found.passes.length;
                const told = document.createElement("pre");
                told.textContent = "BROKEN[" + broken.join("; ") + "]";
                document.body.append(told);
              });
            }
            """
        let folder = try AppFolder([
            "public/axe.js": axe,
            "views/paint.html": """
            <!doctype html>
            <html lang="en"><head><title>Paint</title></head><body><main><h1>Paint</h1>
            <form method="post" action="/paint" enctype="{{ form.enctype }}">{{ csrf_field() }}{{ form }}<button>Save</button></form>
            </main><script src="/axe.js"></script><script nonce="{{ csp_nonce() }}">\(script)</script></body></html>
            """,
        ])
        let key = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        try await withKernel(app, in: folder, ["APP_KEY": key]) { kernel async throws in
            let page = try await served(kernel) { port async throws in
                try await Tool.run(
                    Tool.chromium,
                    [
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                        "--no-proxy-server", "--user-data-dir=\(folder.path)/profile",
                        "--virtual-time-budget=30000", "--dump-dom", "http://127.0.0.1:\(port)/paint",
                    ])
            }
            #expect(page.contains("<pre>BROKEN[]</pre>"), "\(page.suffix(4_000))")
            #expect(page.contains("aria-invalid=\"true\" aria-describedby=\"field-name-error\"") == isWrong)
            #expect(page.contains("id=\"field-email-error\"") == isWrong)
        }
    }
}

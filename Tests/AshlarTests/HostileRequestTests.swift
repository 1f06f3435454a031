import Ashlar
import TestClients
import Testing

/// A whole app over a socket, asked for what only somebody asks for who means harm.
@Suite struct HostileRequestTests {
    private let app = RoutesOnly { routes in
        routes.get("/posts/{title}") { request in request.pathParameters["title"] ?? "" }
        routes.get("/search") { request in try request.query["q"] ?? "" }
        routes.post("/posts") { request in try await request.form()["title"] ?? "" }
    }

    private static let targets: [(String, Int)] = [
        // Percent-encoding and UTF-8
        ("/posts/%", 400), ("/posts/%4", 400), ("/posts/%zz", 400), ("/posts/%FF", 400), ("/posts/%C3", 400),
        ("/posts/%C0%AF", 400), ("/posts/%ED%A0%80", 400), ("/search?q=%", 400), ("/search?q=%FF", 400),
        ("/search?%zz=1", 400),
        // NUL
        ("/posts/%00", 400), ("/search?q=a%00b", 200), ("/open.txt%00.css", 404), ("/posts/a\u{0}b", 400),
        // The way out of the public folder, in every encoding
        ("/../secret.txt", 404), ("/%2e%2e/secret.txt", 404), ("/.%2e/secret.txt", 404), ("/%2E%2E%2Fsecret.txt", 404),
        ("/..%2fsecret.txt", 404), ("/..%5csecret.txt", 404), ("/%2e%2e%5csecret.txt", 404),
        ("/%252e%252e/secret.txt", 404), ("/css/../../secret.txt", 404), ("/css/%2e%2e/%2e%2e/secret.txt", 404),
        ("/..;/secret.txt", 404), ("//../secret.txt", 404), ("/%c0%ae%c0%ae/secret.txt", 404),
        ("/%u002e%u002e/secret.txt", 404), ("/../views/errors/404.html", 404), ("/.env", 404), ("/%2eenv", 404),
    ]

    @Test func `what is malformed is refused, nothing leaves its folder, and the server lives on`() async throws {
        let folder = try AppFolder([
            "public/open.txt": "open", "public/css/site.css": "p {}", "public/.env": "TOP SECRET",
            "secret.txt": "TOP SECRET",
        ])
        try await withKernel(app, in: folder) { kernel async throws in
            try await served(kernel) { port async throws in
                for (target, status) in Self.targets {
                    let answer = try await exchange(
                        port, "GET \(target) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    // What is no file and no route may be malformed as well: either is right, and says nothing.
                    let isRefused = status == 404 && answer.hasPrefix("HTTP/1.1 400 ")
                    #expect(answer.hasPrefix("HTTP/1.1 \(status) ") || isRefused, "\(target): \(answer.prefix(60))")
                    #expect(!answer.contains("TOP SECRET"), "\(target)")
                }
                let form =
                    "POST /posts HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
                    + "application/x-www-form-urlencoded\r\nContent-Length: "
                for (body, status) in [("title=%zz", 400), ("title=%FF", 400), ("title=%41", 200)] {
                    let answer = try await exchange(port, form + "\(body.utf8.count)\r\n\r\n" + body)
                    #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(body): \(answer.prefix(60))")
                }
                let large = try await exchange(port, form + "99000000\r\n\r\ntitle=a")
                #expect(large.hasPrefix("HTTP/1.1 413 Content Too Large\r\n"), "\(large.prefix(60))")
                let fine = try await exchange(port, "GET /open.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                #expect(fine.hasSuffix("\r\n\r\nopen"))
            }
        }
    }
}

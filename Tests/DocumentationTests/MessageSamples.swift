import Ashlar
import NIOCore

// The samples of requests.md, responses.md and static-files.md, as they stand there.

struct RequestSamples {
    func inspect(request: Request) throws -> String {
        let page = try request.query["page"] ?? "1"
        let agent = request.headers[.userAgent] ?? "unknown"
        return
            "\(request.method) \(request.path), page \(page), from \(request.clientAddress ?? "a socket") with \(agent)"
    }

    func register(request: Request) async throws -> String {
        let input = try await request.input()
        guard input.filled("user.name") else { throw HTTPError(.unprocessableContent, "Who are you?") }
        let age = try input.integer("user.age") ?? 0
        let tags = input.strings("tags")
        return "\(input.string("user.name") ?? ""), \(age), \(tags.joined(separator: ", "))"
    }

    struct Order: Codable {
        var item: String
        var count: Int
    }

    func order(request: Request) async throws -> Response {
        let order = try await request.json(as: Order.self)
        return try .json(order, status: .accepted)
    }

    func avatar(request: Request) async throws -> Response {
        guard let photo = try await request.input().file("photo"), photo.mediaType == "image/png" else {
            throw HTTPError(.unprocessableContent, "A PNG, please.")
        }
        let name = try await photo.store(in: "storage/avatars")
        return .created("/avatars/\(name)")
    }

    func remember(request: Request, encrypter: Encrypter) throws -> Response {
        let theme = request.cookies["theme"] ?? "light"
        let cart = request.cookies.open("cart", with: encrypter) ?? ""
        var response = Response(text: "\(theme): \(cart)")
        try response.setCookie(Cookie("theme", theme, maxAge: .seconds(31_536_000)))
        try response.setCookie(Cookie("cart", "7,9"), sealedBy: encrypter)
        return response
    }

    func greet(request: Request) -> Response {
        let language = request.preferredLanguage(of: ["en", "de"]) ?? "en"
        let greeting = language == "de" ? "Hallo" : "Hello"
        switch request.prefers(types: ["text/html", "text/plain"]) {
        case "text/html": return .html("<p>\(greeting)</p>")
        default: return .text(greeting)
        }
    }

    enum Tenant: RequestKey { typealias Value = String }

    struct FindTenant: Middleware {
        func respond(to request: Request, next: any Responder) async throws -> Response {
            var request = request
            request[Tenant.self] = request.host?.split(separator: ".").first.map(String.init)
            return try await next.respond(to: request)
        }
    }
}

struct ResponseSamples {
    func create(request: Request) throws -> Response {
        try .created("/posts/7", body: .json(["id": 7]))
    }

    func remove() -> Response { .noContent() }

    func feed() -> Response { .xml("<feed/>") }

    func cancel(request: Request) -> Response {
        Response(status: .seeOther, headers: [.location: request.back(or: "/posts")])
    }

    func buy() -> Response {
        .problem(Problem(.conflict, type: "https://example.com/problems/sold-out", detail: "None is left."))
    }

    func report(request: Request) async throws -> Response {
        try await .download("storage/reports/2026.pdf", named: "Übersicht 2026.pdf", for: request)
    }

    func photo(request: Request) async throws -> Response {
        try await .file(request.pathParameters["name"] ?? "", for: request, folder: "storage/photos")
    }

    func export() -> Response {
        .stream(contentType: "text/csv", onClose: { print("closed") }) { write in
            for line in 1...1_000_000 { try await write(ByteBuffer(string: "\(line)\n")) }
        }
    }

    func clock() -> Response {
        .eventStream { send in
            while true {
                try await send(ServerEvent("\(ContinuousClock.now)", event: "tick"))
                try await Task.sleep(for: .seconds(1))
            }
        }
    }
}

struct StaticFileSamples {
    let photos = StaticFiles(root: "storage/photos", at: "/photos")

    func assetURLs() async throws -> AssetURLs {
        let manifest = try await AssetManifest.scan(root: "public")
        return AssetURLs(manifest: manifest)
    }
}

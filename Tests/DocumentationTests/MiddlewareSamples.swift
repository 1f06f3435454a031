import Ashlar
import AshlarMiddleware
import AshlarSession
import Logging

struct Timing: Middleware {
    func respond(to request: Request, next: any Responder) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next.respond(to: request)
        response.headers[.via] = "app;dur=\(start.duration(to: .now) / .milliseconds(1))"
        return response
    }
}

func api(_ routes: Routes) {
    routes.group("/api", middleware: .rateLimit(perMinute: 60), .cache(for: .seconds(30))) {
        $0.get("/ping") { _ in "pong" }
        $0.get("/slow") { _ in "done" }.middleware(.timeout(.seconds(5)), Timing())
    }
}

struct Served: Middleware {
    func respond(to request: Request, next: any Responder) async throws -> Response {
        try await request.answering {
            $0.headers[.via] = "library"
        } by: {
            try await next.respond(to: request)
        }
    }
}

@Controller struct FilmController {
    func store(request: Request) async throws -> String {
        try await request.input().file("film")?.name ?? ""
    }
}

func films(_ routes: Routes) {
    routes.group("/films", middleware: .web) {
        $0.post("/", FilmController.store).middleware(
            .inputLimits {
                $0.fileBytes = 2 << 30
                $0.multipartBytes = 2 << 30
            })
    }
}

func publicAPI(_ routes: Routes) {
    routes.group("/api", middleware: CORS.origins("https://app.example.com", credentials: true)) {
        $0.put("/shelves/{id}") { _ in "moved" }
    }
}

extension Middleware where Self == MiddlewareGroup {
    static var careful: MiddlewareGroup {
        MiddlewareGroup("careful", SecurityHeaders(contentSecurityPolicy: .strict), .bodyLimit(megabytes: 1), Timing())
    }
}

let aroundReports: [any Middleware] = [
    Before { request in
        guard request.headers[.userAgent] != nil else { throw HTTPError(.badRequest, "Say who you are.") }
    },
    After { request, response in response.headers[.contentLanguage] = "en" },
    Finally { request, result in print(request.path, (try? result.get())?.status.code ?? 0) },
]

struct TenantMiddleware: Middleware {
    static var under: [any Middleware.Type] { [SessionMiddleware.self] }

    func respond(to request: Request, next: any Responder) async throws -> Response {
        guard try request.session["tenant"] != nil else { throw HTTPError(.forbidden, "Choose a tenant first.") }
        return try await next.respond(to: request)
    }
}

let behindProxy: [any Middleware] = [
    TrustedProxies(["private"], hops: 1), HostAllowList("example.com", "*.example.com"), RequestID(),
]

let pagePolicy = ContentSecurityPolicy.strict
    .adding("img-src", "https://images.example.com")
    .adding("connect-src", "wss://example.com")
let pageHeaders = SecurityHeaders(contentSecurityPolicy: pagePolicy, strictTransport: .seconds(31_536_000))

let signIn = RateLimit(RateLimitPolicy(limit: 5, per: .seconds(60), counting: .tokenBucket), label: "sign-in")
let perToken = RateLimit.perHour(1000, by: .custom { $0.headers[.authorization] })

func bootstrapLogging() {
    LoggingSystem.bootstrap(
        { JSONLogHandler(label: $0, metadataProvider: $1) }, metadataProvider: RequestID.metadataProvider)
}

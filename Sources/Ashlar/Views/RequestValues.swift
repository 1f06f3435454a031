import AshlarHTTP
import AshlarMiddleware
import AshlarRouting
import AshlarSession
import AshlarSupport
import AshlarTemplate

/// What every template can name of the request that it is rendered for, made when it does. What an action gives to its
/// view goes before it.
struct RequestValues: TemplateSharedValues {
    let request: Request
    /// Makes URLs as this request's client has to ask for them; nil outside of any route.
    let urls: URLGenerator?
    let shared: [String: @Sendable (Request) -> (any Sendable)?]
    let auth: ViewAuth

    static let names =
        [
            "request", "errors", "old", "session", "flash", "csrf_token", "csrf_field", "csp_nonce", "cookie", "back",
            "error", "pagination",
        ] + ViewAuth.names.sorted()

    /// Those that are called.
    static let functionNames: Set<String> = [
        "old", "session", "flash", "csrf_token", "csrf_field", "csp_nonce", "cookie", "back", "error", "pagination",
        "can", "cannot",
    ]

    var names: [String] { Self.names + (urls == nil ? [] : ["route", "url"]) + Array(shared.keys) }

    func value(named name: String) -> (any Sendable)? {
        if let make = shared[name] { return make(request) }
        if let urls {
            if name == "route" { return TemplateHelpers.route(urls) }
            if name == "url" { return TemplateHelpers.url(urls) }
        }
        let session = request[Session.self]
        return switch name {
        case "request": RequestMembers(request: request)
        case "errors": ErrorMembers(errors: session?.errors ?? ErrorBag())
        case "error":
            personal("error") { arguments in
                session?.errors.first(try arguments.string(0, "field")).map { .string($0) } ?? .none
            }
        case "pagination": PageLinks.function(request)
        case "auth": AuthMembers(user: auth.user)
        case "can": personal(name) { .bool(try auth.allows($0, request)) }
        case "cannot": personal(name) { .bool(try !auth.allows($0, request)) }
        case "old": personal("old") { try Self.old(session, $0) }
        case "session", "flash": personal(name) { try Self.value(session, $0) }
        case "csrf_token": personal(name) { _ in .string(try request.csrfToken) }
        case "csrf_field": personal(name) { _ in .markup(Markup(try request.csrfField)) }
        case "csp_nonce": personal(name) { _ in .string(request[CSPNonce.self]?.value ?? "") }
        // `<a href="{{ back('/posts') }}">`: the page that the visitor comes from, if it is one of this site.
        case "back":
            personal(name) { arguments in
                .string(request.back(or: try arguments.value(0, "fallback")?.text() ?? "/"))
            }
        case "cookie":
            personal(name) { arguments in
                request.cookies[try arguments.string(0, "name")].map { .string($0) } ?? .none
            }
        default: nil
        }
    }

    /// A function whose answer belongs to one visitor, and so has no place in what is kept for all.
    private func personal(
        _ name: String, _ body: @escaping @Sendable (TemplateArguments) throws -> TemplateValue
    ) -> TemplateFunction {
        TemplateFunction(name) { arguments in
            if arguments.isCached { throw CachedForAll(name: name) }
            return try body(arguments)
        }
    }

    /// `old('title', post.title)`: what was typed before the form came back, or else the second argument.
    private static func old(_ session: Session?, _ arguments: TemplateArguments) throws -> TemplateValue {
        let name = try arguments.string(0, "name")
        if let text = session?.oldInput[name] { return .string(text) }
        return arguments.value(1, "default") ?? .string("")
    }

    /// `session('status')`: what the session keeps under a name, a flashed message above all; nothing if it has none.
    private static func value(_ session: Session?, _ arguments: TemplateArguments) throws -> TemplateValue {
        let name = try arguments.string(0, "name")
        if let text = session?.get(name, as: String.self) { return .string(text) }
        if let number = session?.get(name, as: Int.self) { return .int(number) }
        return arguments.value(1, "default") ?? .none
    }
}

/// `{% cache %}` around something that belongs to one visitor.
struct CachedForAll: DetailedError {
    let name: String

    var description: String { "\(name)() belongs to one visitor, and \"cache\" keeps a part of the page for all" }
    var suggestion: String? { "Move it out of the cached part." }
}

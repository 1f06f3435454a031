import AshlarHTTP
import AshlarMiddleware
import AshlarRouting
import AshlarSession
import AshlarTemplate

/// What a template can name of the request that it is rendered for. What an action gives to its view goes before it.
enum RequestHelpers {
    /// - Parameters:
    ///   - request: the request.
    ///   - urls: makes URLs as this request's client has to ask for them; nil outside of any route.
    static func values(for request: Request, urls: URLGenerator? = nil) -> [String: any Sendable] {
        let session = request[Session.self]
        var values: [String: any Sendable] = [
            "request": RequestMembers(request: request),
            "errors": ErrorMembers(errors: session?.errors ?? ErrorBag()),
            "old": TemplateValue.function(old(session)),
            "session": TemplateValue.function(value(session)),
            "csrf_token": TemplateValue.function(
                TemplateFunction("csrf_token") { _ in .string(try request.csrfToken) }),
            "csrf_field": TemplateValue.function(
                TemplateFunction("csrf_field") { _ in .markup(Markup(try request.csrfField)) }),
            "csp_nonce": TemplateValue.function(
                TemplateFunction("csp_nonce") { _ in .string(request[CSPNonce.self]?.value ?? "") }),
        ]
        if let urls {
            values["route"] = TemplateValue.function(TemplateHelpers.route(urls))
            values["url"] = TemplateValue.function(TemplateHelpers.url(urls))
        }
        return values
    }

    /// `old('title', post.title)`: what was typed before the form came back, or else the second argument.
    private static func old(_ session: Session?) -> TemplateFunction {
        TemplateFunction("old") { arguments in
            let name = try arguments.string(0, "name")
            if let text = session?.oldInput[name] { return .string(text) }
            return arguments.positional.dropFirst().first ?? arguments.keyword.first { $0.name == "default" }?.value
                ?? .string("")
        }
    }

    /// `session('status')`: what the session keeps under a name, a flashed message above all; nothing if it has none.
    private static func value(_ session: Session?) -> TemplateFunction {
        TemplateFunction("session") { arguments in
            let name = try arguments.string(0, "name")
            if let text = session?.get(name, as: String.self) { return .string(text) }
            if let number = session?.get(name, as: Int.self) { return .int(number) }
            return arguments.positional.dropFirst().first ?? .none
        }
    }
}

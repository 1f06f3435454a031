public import AshlarHTTP
public import HTTPTypes

/// Sends the browser to another address. It goes to a route or to a path of this app; another site has to be asked for
/// with ``away(_:status:)``, so that an address from a form cannot become one.
///
/// ```swift
/// return .route("posts.show", post)
/// return .to("/posts?page=2")
/// ```
public struct Redirect: ResponseConvertible {
    enum Target: Sendable {
        case route(String, Values)
        case action(Action, Values)
        case path(String)
        case away(String)
        case back(fallback: String)
    }

    /// What an address of a route is made with.
    struct Values: Sendable {
        let placed: [any Sendable]
        let named: [String: any Sendable]
        let query: KeyValuePairs<String, any Sendable>
        let anchor: String?
    }

    /// Something that is done when the redirect becomes a response.
    package typealias Effect = @Sendable (ActionContext) async throws -> Void

    let target: Target
    let status: HTTPResponse.Status
    private var effects: [Effect] = []

    init(target: Target, status: HTTPResponse.Status) {
        self.target = target
        self.status = status
    }

    /// The same redirect, which does something more: batteries add to it what they hand to the next page.
    package func doing(_ effect: @escaping Effect) -> Redirect {
        var redirect = self
        redirect.effects.append(effect)
        return redirect
    }

    /// To a named route.
    ///
    /// - Parameters:
    ///   - name: the route's name.
    ///   - parameters: values for its placeholders, in order; a model stands for its key.
    ///   - named: values for placeholders by their names.
    ///   - query: what follows the path: `["page": 2]` for `?page=2`; what is nil is left out.
    ///   - anchor: a place within the page, without `#`.
    ///   - status: 303 by default: the browser follows with GET, whatever it sent (RFC 9110 section 15.4.4).
    public static func route(
        _ name: String, _ parameters: any Sendable..., named: [String: any Sendable] = [:],
        query: KeyValuePairs<String, any Sendable> = [:], anchor: String? = nil, status: HTTPResponse.Status = .seeOther
    ) -> Redirect {
        let values = Values(placed: parameters, named: named, query: query, anchor: anchor)
        return Redirect(target: .route(name, values), status: status)
    }

    /// To the route of an action, which the compiler knows: `.route(PostController.show, post)`.
    public static func route(
        _ action: Action, _ parameters: any Sendable..., named: [String: any Sendable] = [:],
        query: KeyValuePairs<String, any Sendable> = [:], anchor: String? = nil, status: HTTPResponse.Status = .seeOther
    ) -> Redirect {
        let values = Values(placed: parameters, named: named, query: query, anchor: anchor)
        return Redirect(target: .action(action, values), status: status)
    }

    /// To a path of this app, which starts with one slash.
    public static func to(_ path: String, status: HTTPResponse.Status = .seeOther) -> Redirect {
        Redirect(target: .path(path), status: status)
    }

    /// To an absolute URL, usually of another site. Never pass what a client sent.
    public static func away(_ url: String, status: HTTPResponse.Status = .seeOther) -> Redirect {
        Redirect(target: .away(url), status: status)
    }

    /// To the page that the visitor came from (`Referer`), if it is one of this app.
    ///
    /// - Parameter fallback: where to go if the browser does not say, or names another site.
    public static func back(fallback: String = "/", status: HTTPResponse.Status = .seeOther) -> Redirect {
        Redirect(target: .back(fallback: fallback), status: status)
    }

    /// The response with its `Location`.
    ///
    /// - Throws: ``RouteError`` for an unknown route, ``HTTPError`` 400 for a path that leads out of the app.
    public func response(in context: ActionContext) async throws -> Response {
        for effect in effects { try await effect(context) }
        let location: String
        switch target {
        case .route(let name, let values):
            location = try context.urls.path(
                to: name, values.placed, named: values.named, query: values.query, anchor: values.anchor)
        case .action(let action, let values):
            location = try context.urls.path(
                to: action, values.placed, named: values.named, query: values.query, anchor: values.anchor)
        case .away(let url): location = url
        case .path(let path): location = try Self.location(of: path, in: context.request)
        case .back(let fallback):
            location = try context.request.previousPath ?? Self.location(of: fallback, in: context.request)
        }
        return Response(status: status, headers: [.location: location])
    }

    private static func location(of path: String, in request: Request) throws -> String {
        guard Request.isLocal(path) else { throw HTTPError(.badRequest, "The redirect leads out of this app.") }
        return request.mountPath + path
    }
}

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
        case route(String, [any Sendable])
        case path(String)
        case away(String)
    }

    let target: Target
    let status: HTTPResponse.Status

    /// To a named route.
    ///
    /// - Parameters:
    ///   - name: the route's name.
    ///   - parameters: values for its placeholders, in order; a model stands for its key.
    ///   - status: 303 by default: the browser follows with GET, whatever it sent (RFC 9110 section 15.4.4).
    public static func route(
        _ name: String, _ parameters: any Sendable..., status: HTTPResponse.Status = .seeOther
    ) -> Redirect {
        Redirect(target: .route(name, parameters), status: status)
    }

    /// To a path of this app, which starts with one slash.
    public static func to(_ path: String, status: HTTPResponse.Status = .seeOther) -> Redirect {
        Redirect(target: .path(path), status: status)
    }

    /// To an absolute URL, usually of another site. Never pass what a client sent.
    public static func away(_ url: String, status: HTTPResponse.Status = .seeOther) -> Redirect {
        Redirect(target: .away(url), status: status)
    }

    /// The response with its `Location`.
    ///
    /// - Throws: ``RouteError`` for an unknown route, ``HTTPError`` 400 for a path that leads out of the app.
    public func response(in context: ActionContext) async throws -> Response {
        let location: String
        switch target {
        case .route(let name, let parameters): location = try context.urls.path(to: name, parameters)
        case .away(let url): location = url
        case .path(let path):
            // `//host` and `/\host` are addresses of another site to a browser.
            guard path.hasPrefix("/"), !path.hasPrefix("//"), !path.hasPrefix("/\\") else {
                throw HTTPError(.badRequest, "The redirect leads out of this app.")
            }
            location = path
        }
        return Response(status: status, headers: [.location: location])
    }
}

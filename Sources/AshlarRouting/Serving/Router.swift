public import AshlarContainer
public import AshlarHTTP
import HTTPTypes

/// Leads each request to its action.
///
/// The layers of each route are composed when the router is made; a request is led by one walk through the tree of routes.
public struct Router: Responder {
    private final class Core: Sendable {
        let table: RouteTable
        /// By the places of the routes in the table.
        let chains: [any Responder]
        let missing: Endpoint

        init(_ table: RouteTable, _ services: RouterServices) {
            self.table = table
            chains = table.routes.map { Endpoint($0, services).chain() }
            missing = Endpoint(nil, services)
        }
    }

    private let core: Core

    /// Makes a router.
    ///
    /// - Parameters:
    ///   - table: the routes.
    ///   - container: resolves controllers and arguments; it was verified for these routes.
    ///   - json: makes JSON of what actions return.
    ///   - onTeardownFailure: told when something of a request could not be ended after its streamed response, or after an
    ///     error: when there is no answer left that could be an error.
    public init(
        _ table: RouteTable, container: VerifiedContainer, json: any JSONCoding = FoundationJSON(),
        onTeardownFailure: @escaping @Sendable (TeardownFailure) -> Void = { _ in }
    ) {
        core = Core(
            table,
            RouterServices(
                container: container, urls: table.urls, json: json, onTeardownFailure: onTeardownFailure))
    }

    /// Finds the route and calls its action.
    ///
    /// - Throws: ``HTTPError`` 404 where there is no route, 405 with `Allow` where it has other methods, 400 for a path
    ///   whose encoding is broken; and what the action throws.
    public func respond(to request: Request) async throws -> Response {
        switch core.table.index.match(request) {
        case .found(let route, let parameters):
            var request = request
            request.match(route, parameters)
            request.trace?.note(action: route.action.name, at: route.action.location)
            request[MatchedRoute.self]?.note(pattern: route.pattern.text, name: route.name)
            return try await core.chains[route.index].respond(to: request)
        case .slash: return Self.withoutSlash(request)
        case .otherMethods(let methods): return try await notAllowed(request, methods)
        case .mismatch, .none: return try await fail(HTTPError(.notFound), request)
        case .malformed:
            let message = "The path has a broken percent-encoding or is not UTF-8."
            return try await fail(HTTPError(.badRequest, message), request)
        }
    }

    /// Says which routes were considered for a request, and why each did or did not answer.
    public func explain(_ request: Request) -> RouteExplanation { core.table.explain(request) }

    private func notAllowed(_ request: Request, _ methods: [HTTPRequest.Method]) async throws -> Response {
        var names = Set(methods.map(\.rawValue))
        if names.contains("GET") { names.insert("HEAD") }
        names.insert("OPTIONS")
        let allow = names.sorted().joined(separator: ", ")
        if request.method == .options { return Response(status: .noContent, headers: [.allow: allow]) }
        let error = HTTPError(.methodNotAllowed, "This address answers \(allow).", headers: [.allow: allow])
        return try await fail(error, request)
    }

    /// Errors of the router itself are for the handlers of all routes.
    private func fail(_ error: HTTPError, _ request: Request) async throws -> Response {
        guard let handler = ErrorHandler.best(of: core.table.errorHandlers, for: error) else { throw error }
        return try await core.missing.answer(request) { try await handler.response(to: error, in: $0) }
    }

    /// `/posts/` is `/posts`: one address for one thing.
    private static func withoutSlash(_ request: Request) -> Response {
        // Several slashes at the start, or a backslash, would lead to another host.
        let path = "/" + request.path.drop { $0 == "/" }.dropLast().replacing("\\", with: "%5C")
        let location = request.mountPath + (request.rawQuery.map { "\(path)?\($0)" } ?? path)
        return Response(status: .permanentRedirect, headers: [.location: location])
    }
}

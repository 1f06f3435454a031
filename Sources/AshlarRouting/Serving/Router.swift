public import AshlarContainer
public import AshlarHTTP
import HTTPTypes

/// Leads each request to its action.
///
/// The layers of each route are composed when the router is made; a request is led by one walk through the tree of routes.
public struct Router: Responder {
    /// What all copies of a router share.
    final class Core: Sendable {
        let table: RouteTable
        /// By the places of the routes in the table.
        let chains: [any Responder]
        /// Those layers of each route that answer preflights, around the answer to OPTIONS; nil for a route that has none.
        let preflights: [(any Responder)?]
        /// The same layers around the refusal of a method that the route does not have.
        let refusals: [(any Responder)?]
        let missing: Endpoint
        let services: RouterServices

        init(_ table: RouteTable, _ services: RouterServices) {
            self.table = table
            self.services = services
            let endpoints = table.routes.map { Endpoint($0, services) }
            chains = endpoints.map { $0.chain() }
            let options = ClosureResponder { _ in Response(status: .noContent) }
            preflights = endpoints.map { $0.crossOrigin(around: options) }
            let refusal = ClosureResponder { _ in throw HTTPError(.methodNotAllowed) }
            refusals = endpoints.map { $0.crossOrigin(around: refusal) }
            missing = Endpoint(nil, services)
        }
    }

    private let core: Core
    /// What a request sends others to that are answered inside of it.
    private let inner: RequestApp

    /// Makes a router.
    ///
    /// - Parameters:
    ///   - table: the routes.
    ///   - container: resolves controllers and arguments; it was verified for these routes.
    ///   - json: makes JSON of what actions return.
    ///   - inputLimits: what is read of a request's input where no layer says otherwise.
    ///   - events: hears of routes that are found.
    ///   - onNotice: told of what goes into a log and not to a client: a cookie that was sealed and cannot be opened.
    ///   - onTeardownFailure: told when something of a request could not be ended after its streamed response, or after an
    ///     error: when there is no answer left that could be an error.
    public init(
        _ table: RouteTable, container: VerifiedContainer, json: any JSONCoding = FoundationJSON(),
        inputLimits: InputLimits = .standard, events: Events? = nil,
        onNotice: @escaping @Sendable (String) -> Void = { _ in },
        onTeardownFailure: @escaping @Sendable (TeardownFailure) -> Void = { _ in }
    ) {
        core = Core(
            table,
            RouterServices(
                container: container, urls: table.urls, json: json, events: events,
                onTeardownFailure: onTeardownFailure))
        inner = RequestApp(RoutingResponder(core: core), json: json, inputLimits: inputLimits, notice: onNotice)
    }

    /// The router with layers around it; those that were named by their types are made by the container.
    public func wrapped(in layers: [any Middleware]) -> any Responder {
        core.missing.bound(layers.flattened).wrapping(self)
    }

    /// What is wrong with middleware that was named by its type, and could not be made.
    public var problems: [any Error] { core.services.layers.problems }

    /// Finds the route and calls its action.
    ///
    /// - Throws: ``HTTPError`` 404 where there is no route, 405 with `Allow` where it has other methods, 400 for a path
    ///   whose encoding is broken; and what the action throws.
    public nonisolated(nonsending) func respond(to request: Request) async throws -> Response {
        request.enter(inner)
        return try await core.respond(to: request)
    }

    /// What answers a request that is sent inside of another: it is noted for requests that pass layers before the router.
    package var app: RequestApp { inner }

    /// Says which routes were considered for a request, and why each did or did not answer.
    public func explain(_ request: Request) -> RouteExplanation { core.table.explain(request) }
}

/// Leads each request to its action, without the router around: for those that are sent inside of another.
private struct RoutingResponder: Responder {
    let core: Router.Core

    nonisolated(nonsending) func respond(to request: Request) async throws -> Response {
        try await core.respond(to: request)
    }
}

extension Router.Core {
    nonisolated(nonsending) func respond(to request: Request) async throws -> Response {
        switch table.index.match(request) {
        case .found(let route, let parameters):
            var request = request
            request.match(route, parameters)
            request.trace?.note(action: route.action.name, at: route.action.location)
            request[MatchedRoute.self]?.note(
                pattern: route.pattern.text, name: route.name, isMounted: !request.mountPath.isEmpty)
            if let matched = services.matched, !matched.isSilent {
                try await matched.dispatch(RouteMatched(request: request, route: RouteTable.Entry(route)))
            }
            return try await chains[route.index].respond(to: request)
        case .slash: return Self.redirect(request, to: String(request.path.dropLast()))
        case .missingSlash: return Self.redirect(request, to: request.path + "/")
        case .otherMethods(let methods): return try await notAllowed(request, methods)
        case .mismatch, .none: return try await fail(HTTPError(.notFound), request)
        case .malformed:
            let message = "The path has a broken percent-encoding, a NUL (%00), or is not UTF-8."
            return try await fail(HTTPError(.badRequest, message), request)
        }
    }

    private func notAllowed(_ request: Request, _ methods: [HTTPRequest.Method]) async throws -> Response {
        var names = Set(methods.map(\.rawValue))
        if names.contains("GET") { names.insert("HEAD") }
        names.insert("OPTIONS")
        let allowed = names.sorted()
        if request.method == .options { return try await options(request, allowed.joined(separator: ", ")) }
        var error = HTTPError.methodNotAllowed(allowed: allowed.compactMap { HTTPRequest.Method($0) })
        guard let refusal = refusal(of: request, methods) else { return try await fail(error, request) }
        do {
            return try await refusal.respond(to: request)
        } catch let refused as HTTPError where refused.status == .methodNotAllowed {
            for field in refused.headers { error.headers.append(field) }
            return try await fail(error, request)
        }
    }

    /// What says to a page of another origin that a method is not allowed: the first route at the address that knows such
    /// pages; nil if none does.
    private func refusal(of request: Request, _ methods: [HTTPRequest.Method]) -> (any Responder)? {
        guard request.headers.contains(.origin) else { return nil }
        var asked = request
        for method in methods {
            asked.method = method
            if case .found(let route, _) = table.index.match(asked), let refusal = refusals[route.index] {
                return refusal
            }
        }
        return nil
    }

    /// What is said to OPTIONS; to a preflight by the layers of the route that it asks for.
    private func options(_ request: Request, _ allow: String) async throws -> Response {
        let answer = Response(status: .noContent, headers: [.allow: allow])
        guard request.headers.contains(.origin),
            let method = request.headers[.accessControlRequestMethod].flatMap({ HTTPRequest.Method($0) })
        else { return answer }
        var asked = request
        asked.method = method
        guard case .found(let route, let parameters) = table.index.match(asked),
            let preflight = preflights[route.index]
        else { return answer }
        var request = request
        request.match(route, parameters)
        var response = try await preflight.respond(to: request)
        if !response.headers.contains(.allow) { response.headers[.allow] = allow }
        if let listed = response.headers[.accessControlAllowMethods], listed != "*" {
            // Of the methods that the layer lets in, those that there are.
            let names = Set(allow.split(separator: ", "))
            response.headers[.accessControlAllowMethods] =
                listed.split(separator: ",").map { $0.trimmingPrefix(" ") }.filter { names.contains($0) }
                .joined(separator: ", ")
        }
        return response
    }

    /// Errors of the router itself are for the handlers of all routes.
    private func fail(_ error: HTTPError, _ request: Request) async throws -> Response {
        guard let handler = ErrorHandler.best(of: table.errorHandlers, for: error) else { throw error }
        return try await missing.answer(request) { try await handler.response(to: error, in: $0) }
    }

    /// `/posts/` is `/posts`, or the other way around: one address for one thing.
    private static func redirect(_ request: Request, to path: String) -> Response {
        // Several slashes at the start, or a backslash, would lead to another host.
        let path = "/" + path.drop { $0 == "/" }.replacing("\\", with: "%5C")
        let location = request.mountPath + (request.rawQuery.map { "\(path)?\($0)" } ?? path)
        return Response(status: .permanentRedirect, headers: [.location: location])
    }
}

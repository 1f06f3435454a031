public import AshlarContainer
public import AshlarHTTP
import HTTPTypes

/// Leads each request to its action.
public struct Router: Responder {
    private let table: RouteTable
    private let container: VerifiedContainer
    private let json: any JSONCoding

    /// Makes a router.
    ///
    /// - Parameters:
    ///   - table: the routes.
    ///   - container: resolves controllers and arguments; it was verified for these routes.
    ///   - json: makes JSON of what actions return.
    public init(_ table: RouteTable, container: VerifiedContainer, json: any JSONCoding = FoundationJSON()) {
        self.table = table
        self.container = container
        self.json = json
    }

    /// Finds the route and calls its action.
    ///
    /// - Throws: ``HTTPError`` 404 where there is no route, 405 with `Allow` where it has other methods, 400 for a path
    ///   whose encoding is broken; and what the action throws.
    public func respond(to request: Request) async throws -> Response {
        guard let segments = Self.segments(of: request.path) else {
            throw HTTPError(.badRequest, "The path has a broken percent-encoding or is not UTF-8.")
        }
        switch table.tree.match(request.method, segments) {
        case .found(let route, let values):
            return try await call(route, with: values, for: request)
        case .otherMethods(let methods):
            return try notAllowed(request, methods)
        case .none:
            if let redirect = withoutTrailingSlash(request, segments) { return redirect }
            throw HTTPError(.notFound)
        }
    }

    private func call(_ route: CompiledRoute, with values: [String], for request: Request) async throws -> Response {
        var request = request
        request.trace?.note(action: route.action.name, at: route.action.location)
        request.pathParameters = Parameters(
            Array(zip(route.pattern.parameterNames, values).map { (name: $0, value: $1) }))
        guard !route.middleware.isEmpty else { return try await run(route, request) }
        return try await route.middleware.wrapping(ClosureResponder { try await run(route, $0) }).respond(to: request)
    }

    private func run(_ route: CompiledRoute, _ request: Request) async throws -> Response {
        let context = ActionContext(
            request: request, resolver: container.resolver(in: Scope(seed: request)), urls: table.urls, json: json,
            route: route)
        return try await route.action.run(context)
    }

    private func notAllowed(_ request: Request, _ methods: [HTTPRequest.Method]) throws -> Response {
        var names = methods.map(\.rawValue)
        if names.contains("GET"), !names.contains("HEAD") { names.append("HEAD") }
        if !names.contains("OPTIONS") { names.append("OPTIONS") }
        let allow = names.sorted().joined(separator: ", ")
        if request.method == .options { return Response(status: .noContent, headers: [.allow: allow]) }
        throw HTTPError(.methodNotAllowed, "This address answers \(allow).", headers: [.allow: allow])
    }

    /// `/posts/` is `/posts`: one address for one thing.
    private func withoutTrailingSlash(_ request: Request, _ segments: [String]) -> Response? {
        guard segments.count > 1, segments.last == "",
            case .found = table.tree.match(request.method, segments.dropLast())
        else { return nil }
        // Several slashes at the start would lead to another host.
        let path = "/" + request.path.drop { $0 == "/" }.dropLast()
        let location = request.rawQuery.map { "\(path)?\($0)" } ?? path
        return Response(status: .permanentRedirect, headers: [.location: location])
    }

    /// The segments of a path, decoded one by one so that an encoded slash stays inside of its segment; nil if one cannot
    /// be decoded.
    private static func segments(of path: String) -> [String]? {
        var bytes = path.utf8[...]
        guard bytes.popFirst() == UInt8(ascii: "/") else { return nil }
        if bytes.isEmpty { return [] }
        var segments: [String] = []
        for segment in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if segment.contains(UInt8(ascii: "%")) {
                guard let decoded = PercentEncoding.decode(segment) else { return nil }
                segments.append(decoded)
            } else {
                segments.append(String(Substring(segment)))
            }
        }
        return segments
    }
}

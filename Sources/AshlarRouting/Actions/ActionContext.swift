public import AshlarContainer
public import AshlarHTTP

/// What an action is called with: the request, what its path matched, and the container as this request sees it.
public struct ActionContext: Sendable {
    /// The request.
    public let request: Request
    /// The container, with what belongs to this request.
    public let resolver: Resolver
    let endpoint: Endpoint

    /// Makes URLs from the names of routes, as this request's client has to ask for them.
    public var urls: URLGenerator {
        endpoint.services.urls.adapted(to: request, modulePrefix: endpoint.route?.modulePrefix ?? "")
    }

    /// Makes JSON.
    public var json: any JSONCoding { endpoint.services.json }

    /// The text that a parameter was sent as, or nil if it was not.
    ///
    /// - Throws: ``HTTPError`` 400 if the query is malformed.
    public func text(_ name: String, from source: ArgumentSource) throws -> String? {
        switch source {
        case .path(let index):
            let items = request.pathParameters.items
            return items.indices.contains(index) ? items[index].value : nil
        case .query: return try request.query[name]
        case .other: return nil
        }
    }

    /// By what the model of a placeholder is found; nil if none is looked up there.
    public func binding(_ source: ArgumentSource) -> PathBinding? {
        guard case .path = source, let route = endpoint.route, let place = route.sources.firstIndex(of: source) else {
            return nil
        }
        return route.bindings[place]
    }

    func source(_ index: Int) -> ArgumentSource {
        guard let sources = endpoint.route?.sources, sources.indices.contains(index) else { return .other }
        return sources[index]
    }
}

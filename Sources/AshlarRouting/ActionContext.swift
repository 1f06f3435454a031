public import AshlarContainer
public import AshlarHTTP

/// What an action is called with: the request, what its path matched, and the container as this request sees it.
public struct ActionContext: Sendable {
    /// The request.
    public let request: Request
    /// The container, with what belongs to this request.
    public let resolver: Resolver
    /// Makes URLs from the names of routes.
    public let urls: URLGenerator
    /// Makes JSON.
    public let json: any JSONCoding
    let route: CompiledRoute

    /// The text that a parameter was sent as, or nil if it was not.
    ///
    /// - Throws: ``HTTPError`` 400 if the query is malformed.
    public func text(_ name: String, from source: ArgumentSource) throws -> String? {
        switch source {
        case .path(let index): request.pathParameters.items.dropFirst(index).first?.value
        case .query: try request.query[name]
        case .other: nil
        }
    }

    func source(_ index: Int) -> ArgumentSource {
        route.sources.indices.contains(index) ? route.sources[index] : .other
    }
}

import AshlarHTTP

/// Who asks for a page: looked up when the first page of the request may name it, and then known.
enum ViewUser: LazyRequestKey {
    /// How the app finds out.
    enum Finder: RequestKey { typealias Value = @Sendable (Request) async throws -> (any Sendable)? }

    /// The user; nil for a guest.
    struct Found: Sendable { let user: (any Sendable)? }

    static func value(for request: Request) async throws -> Found {
        Found(user: try await request[Finder.self]?(request))
    }

    /// - Throws: what finding out throws.
    static func find(for request: Request, by finder: @escaping Finder.Value) async throws -> (any Sendable)? {
        var asking = request
        asking[Finder.self] = finder
        return try await asking.lazy(ViewUser.self).user
    }
}

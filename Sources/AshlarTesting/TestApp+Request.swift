public import Ashlar

extension TestApp {
    /// Runs code as if it were answering a request, without a route: what reads the current request, makes URLs or is made
    /// once for each request can be tested by itself.
    ///
    /// ```swift
    /// try await app.inRequest("/books?page=2") { resolver in
    ///     let shelf = try resolver.resolve(Shelf.self)
    ///     #expect(shelf.page == 2)
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - target: what is asked for: a path, perhaps with a query.
    ///   - method: the method.
    ///   - headers: header fields.
    ///   - body: gets what resolves in the request's scope, which ends with it.
    /// - Returns: what the code returns.
    /// - Throws: what the code throws, or what could not be ended.
    public func inRequest<R: Sendable>(
        _ target: String = "/", method: HTTPRequest.Method = .get, headers: HTTPFields = [:],
        _ body: @Sendable (Resolver) async throws -> R
    ) async throws -> R {
        try await kernel.inRequest(Request(method: method, target: target, headers: headers), body)
    }
}

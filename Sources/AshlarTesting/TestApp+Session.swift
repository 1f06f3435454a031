public import Ashlar
import Synchronization

extension TestApp {
    /// Changes the visitor's session before the next request: what an earlier page would have left there.
    ///
    /// ```swift
    /// try await app.withSession { try $0.set("basket", [7, 9]) }
    /// try await app.get("/basket").assertSee("2 books")
    /// ```
    ///
    /// - Parameter change: changes it; what is flashed is there for the next request.
    /// - Throws: ``NoSessionInTest`` if no route of the app has a session.
    @discardableResult
    public func withSession(_ change: @escaping @Sendable (Session) throws -> Void) async throws -> TestApp {
        _ = try await visit(cookies.header, keepsChanges: true, change)
        return self
    }

    /// Puts values into the visitor's session before the next request.
    @discardableResult
    public func withSession(_ values: [String: String]) async throws -> TestApp {
        try await withSession { session in for (name, value) in values { session[name] = value } }
    }

    /// What the visitor's session holds now; reading uses up nothing that is flashed, and changes to it are lost.
    public func session() async throws -> Session { try await session(of: cookies.header) }

    func session(of cookies: String?) async throws -> Session {
        try await visit(cookies, keepsChanges: false) { _ in }
    }

    private func visit(
        _ cookies: String?, keepsChanges: Bool, _ body: @escaping @Sendable (Session) throws -> Void
    ) async throws -> Session {
        guard let layer = kernel.layer(SessionMiddleware.self) else { throw NoSessionInTest() }
        var request = Request(target: "/", authority: "localhost")
        if let cookies { request.headers[.cookie] = cookies }
        // An image of a page uses up nothing that is flashed for the next one.
        if let name = HTTPField.Name("Sec-Fetch-Dest") { request.headers[name] = "image" }
        let kept = KeptSession()
        let response = try await kernel.withDatabase { [request] in
            try await layer.respond(
                to: request,
                next: ClosureResponder { request in
                    let session = try request.session
                    try body(session)
                    kept.session.withLock { $0 = session }
                    return Response()
                })
        }
        if keepsChanges { self.cookies.take(from: response.headers) }
        guard let session = kept.session.withLock({ $0 }) else { throw NoSessionInTest() }
        return session
    }
}

/// A session was asked for in a test of an app that has none.
public struct NoSessionInTest: DetailedError, Equatable {
    /// Says so.
    public var description: String { "No route of the app has a session." }

    /// What to do.
    public var suggestion: String? { "Put .web around the routes that need one." }
}

/// Takes a session out of the layer that made it.
private final class KeptSession: Sendable {
    let session = Mutex<Session?>(nil)
}

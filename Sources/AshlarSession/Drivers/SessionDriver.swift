/// Where sessions are kept.
public protocol SessionDriver: Sendable {
    /// Looks for the session of a cookie.
    ///
    /// - Parameter token: the cookie's value, as anybody may have written it.
    nonisolated(nonsending) func load(_ token: String) async throws -> SessionLookup

    /// Writes what a request changed.
    ///
    /// - Returns: the value of the cookie that leads to it; nil if the session is gone meanwhile, as another request signed
    ///   the visitor out: then the change is dropped.
    nonisolated(nonsending) func save(_ changes: SessionChanges) async throws -> String?

    /// Drops a session.
    func delete(_ id: String) async throws

    /// Whether the cookie has to be sent each time something was written, as it holds the session itself.
    var storesInCookie: Bool { get }
}

extension SessionDriver {
    /// The cookie holds an id alone.
    public var storesInCookie: Bool { false }
}

public import AshlarHTTP
import HTTPTypes

extension Request {
    /// The visitor's session.
    ///
    /// - Throws: ``SessionSetupError`` if no ``SessionMiddleware`` lies around the route.
    public var session: Session {
        get throws {
            if let session = self[Session.self] { return session }
            throw SessionSetupError(
                "\(method.rawValue) \(path) has no session",
                suggestion: "Put SessionMiddleware around the route: list it in the app's middleware, or the group's.")
        }
    }
}

extension HTTPField.Name {
    static let secFetchDest = literal("Sec-Fetch-Dest")
    static let secFetchSite = literal("Sec-Fetch-Site")
    static let xCSRFToken = literal("X-CSRF-Token")
    static let xXSRFToken = literal("X-XSRF-Token")

    /// A name that is written in this target and therefore known to be a token.
    private static func literal(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\"\(name)\" is no field name") }
        return name
    }
}

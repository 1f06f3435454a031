public import AshlarHTTP

extension Request {
    /// A token for a form of the page that is being made: another one each time, all of them good for the session.
    ///
    /// - Throws: ``SessionSetupError`` if the route has no session.
    public var csrfToken: String {
        get throws { CSRFToken.masked(for: try session) }
    }

    /// The hidden field that a form carries the token in, as HTML.
    ///
    /// - Throws: ``SessionSetupError`` if the route has no session.
    public var csrfField: String {
        get throws { "<input type=\"hidden\" name=\"\(CSRFProtection.fieldName)\" value=\"\(try csrfToken)\">" }
    }
}

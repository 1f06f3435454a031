public import AshlarConfig
import AshlarHTTP
import AshlarMiddleware
public import AshlarSecurity
import AshlarSession

extension Config {
    /// `APP_KEY`, and `APP_PREVIOUS_KEYS` for what was written before the key was changed.
    ///
    /// - Throws: ``AppKeyError`` for a key that is missing, short, or can be guessed.
    public var keys: KeyRing {
        get throws { try KeyRing(current: string("app.key"), previous: string("app.previous.keys")) }
    }

    /// `session.*`.
    var sessionSettings: SessionSettings {
        get throws {
            var settings = SessionSettings()
            if let name = string("session.cookie") { settings.cookieName = name }
            if let minutes = try minutes("session.idle") { settings.idle = minutes }
            if let minutes = try minutes("session.absolute") { settings.absolute = minutes }
            if let flag = try flag("session.expiresOnClose") { settings.expiresOnClose = flag }
            settings.domain = string("session.domain")
            settings.isSecure = try flag("session.secure")
            if let name = string("session.sameSite") {
                switch name.lowercased() {
                case "lax": settings.sameSite = .lax
                case "strict": settings.sameSite = .strict
                case "none": settings.sameSite = .none
                default:
                    throw wrong(
                        "session.sameSite", "is \"\(name)\"", suggestion: "Write lax, strict or none.")
                }
            }
            return settings
        }
    }

    /// `security.*`: what browsers are told.
    var securityHeaders: SecurityHeaders {
        get throws {
            let policy = string("security.contentSecurityPolicy") ?? "off"
            let csp: ContentSecurityPolicy?
            switch policy {
            case "off": csp = nil
            case "strict": csp = .strict
            default:
                throw wrong(
                    "security.contentSecurityPolicy", "is \"\(policy)\"",
                    suggestion:
                        "Write strict or off; for a policy of your own put SecurityHeaders(...) around the routes.")
            }
            return SecurityHeaders(contentSecurityPolicy: csp)
        }
    }

    private func minutes(_ key: String) throws -> Duration? {
        // In seconds it still has to be a number.
        try positive(key, atMost: Int(Int32.max) / 60).map { .seconds(60 * $0) }
    }
}

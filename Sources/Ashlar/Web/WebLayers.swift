import AshlarConfig
import AshlarHTTP
import AshlarMiddleware
import AshlarSecurity
import AshlarSession

/// The layers of the group `web`, as an app is configured.
struct WebLayers {
    /// Outermost first.
    let all: [any Middleware]

    init(_ boot: BootContext) throws {
        let config = boot.config
        let settings = try config.sessionSettings
        var layers: [any Middleware] = [
            SessionMiddleware(try Self.driver(boot, settings), settings, logger: boot.logger)
        ]
        if try config.isDebug { layers.append(SessionTrace()) }
        layers.append(
            CSRFProtection(
                except: config.list("security.csrfExcept"), trusting: config.list("security.trustedOrigins"),
                sessionCookie: settings.cookieName))
        all = layers
    }

    /// Makes a group from what there is at boot; what cannot be made is reported there.
    static func group(_ name: String, _ make: (BootContext) throws -> [any Middleware]) -> MiddlewareGroup {
        guard let boot = BootContext.current else {
            let reason = ConfigError(
                message: "The middleware .\(name) was named outside of an app.",
                suggestion: "Name it where an Application declares its routes or its middleware: it reads config/.")
            return MiddlewareGroup(name, layers: [MisconfiguredLayer(name: name, reason: reason)])
        }
        do {
            return MiddlewareGroup(name, layers: try boot.layers(of: name, make: make))
        } catch {
            // Said once, however many groups of routes have it.
            boot.note(error)
            return MiddlewareGroup(name, layers: [])
        }
    }

    private static func driver(_ boot: BootContext, _ settings: SessionSettings) throws -> any SessionDriver {
        switch try boot.config.sessionDriver {
        case .cookie: return CookieSessions(Encrypter(keys: try boot.keys), cookieName: settings.cookieName)
        case .memory: return MemorySessions()
        case .postgres:
            guard let database = boot.database else {
                throw ConfigError(
                    message: "session.driver is postgres, but the app has no database.",
                    suggestion: "Set DATABASE_URL, or session.driver to cookie.")
            }
            let sessions = PostgresSessions(database)
            boot.prepare { try await sessions.prepare() }
            return sessions
        }
    }
}

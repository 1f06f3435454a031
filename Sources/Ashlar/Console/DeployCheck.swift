import AshlarConfig
import AshlarHTTP
import AshlarSecurity
import AshlarSession
import AshlarSupport
import Foundation

/// What an app's settings would do in production that nobody wants there.
struct DeployCheck {
    /// Something that was found.
    struct Finding: Equatable {
        /// Whether the app must not be deployed so; otherwise it is worth a thought.
        let isError: Bool
        /// What is wrong.
        let message: String
        /// Where it is set.
        let place: String?
        /// What to do.
        let fix: String

        /// A line each.
        var text: String {
            ([(isError ? "error    " : "warning  ") + message]
                + [place.map { "at \($0)" }, fix].compactMap(\.self)
                .map { "         \($0)" }).joined(separator: "\n")
        }
    }

    /// The environment of the process, as far as it counts.
    struct Surroundings {
        /// What `APP_ENV` says.
        var environment: String?
        /// Whether `DATABASE_URL` was set by craft, for its private PostgreSQL.
        var isPrivatePostgres = false
        /// `PGSSLMODE`
        var sslMode: String?
    }

    private(set) var findings: [Finding] = []
    private let config: Config
    private let origins: SettingOrigins

    /// Looks.
    ///
    /// - Parameters:
    ///   - plan: the app, declared with the settings of production.
    ///   - surroundings: of the process.
    /// - Throws: ``ConfigError`` for a setting that cannot be read.
    init(_ plan: BootPlan, _ surroundings: Surroundings) throws {
        config = plan.config
        origins = try SettingOrigins(of: plan.config)
        checkEnvironment(surroundings)
        try checkAddresses()
        // Without a key there is no layer of sessions, but the error of it.
        let hasSessions =
            (plan.layers + plan.routes.layers).flattened.contains { $0 is SessionMiddleware }
            || plan.essentials.problems.contains { $0 is AppKeyError }
        if hasSessions { try checkSessions() }
        checkKeys(isNeeded: hasSessions)
        checkDatabase(surroundings)
        checkDotEnv()
    }

    private mutating func checkEnvironment(_ surroundings: Surroundings) {
        let name = surroundings.environment ?? "not set"
        if !["production", "prod"].contains(name.lowercased()) {
            error("APP_ENV is \(name).", "app.env", "Set APP_ENV=production where the app runs.")
        }
        if (try? config.flag("app.debug")) == true {
            error("app.debug is on.", "app.debug", "Remove it: production never shows errors to visitors.")
        }
        if let level = config.string("log.level")?.lowercased(), ["trace", "debug"].contains(level) {
            warn(
                "log.level is \(level): the log gets long, and has every statement.", "log.level", "Set LOG_LEVEL=info."
            )
        }
    }

    private mutating func checkAddresses() throws {
        let url = config.string("app.url")
        if let url, !url.lowercased().hasPrefix("https://") {
            error("app.url is \(url): links are not encrypted.", "app.url", "Write it with https://.")
        } else if url == nil {
            warn(
                "app.url is not set: absolute and signed links lead to whatever host a request names.", "app.url",
                "Set APP_URL=https://example.com.")
        }
        if config.list("app.hosts").isEmpty {
            error(
                "app.hosts is not set: the app answers for any host that a request names.", "app.hosts",
                "Set APP_HOSTS=example.com, or hosts: in config/app.yaml.")
        }
        if config.list("server.trustedProxies").isEmpty {
            warn(
                "server.trustedProxies is not set: behind a proxy every client has the proxy's address, and https is not "
                    + "known to be.", "server.trustedProxies",
                "Name the proxies, SERVER_TRUSTED_PROXIES=private, unless clients reach the app itself over TLS.")
        }
    }

    private mutating func checkSessions() throws {
        switch try config.flag("session.secure") {
        case true: break
        case false:
            error(
                "session.secure is off: the session is sent over http too.", "session.secure",
                "Remove it, or write true.")
        case nil where !config.list("server.trustedProxies").isEmpty: break
        case nil:
            warn(
                "session.secure is not set: the cookie is marked Secure only where the app knows that a request came over "
                    + "https.", "session.secure", "Set SESSION_SECURE=true.")
        }
        if config.string("session.driver") == "memory" {
            error(
                "session.driver is memory: a restart ends all sessions, and processes do not share them.",
                "session.driver", "Use cookie or postgres.")
        }
        if (config.string("security.contentSecurityPolicy") ?? "off") == "off" {
            warn(
                "security.contentSecurityPolicy is off: a script that slips into a page runs.",
                "security.contentSecurityPolicy", "Set it to strict, or put SecurityHeaders(...) around the routes.")
        }
    }

    private mutating func checkKeys(isNeeded: Bool) {
        guard isNeeded || config.string("app.key") != nil else { return }
        do {
            _ = try config.keys
        } catch let problem as AppKeyError {
            error(problem.message, "app.key", problem.suggestion ?? "")
        } catch {
            self.error("\(error)", "app.key", "Run ./craft key generate.")
        }
    }

    private mutating func checkDatabase(_ surroundings: Surroundings) {
        guard let url = config.string("database.url") else { return }
        if surroundings.isPrivatePostgres {
            let fix = "Set DATABASE_URL=postgres://user:password@host/database?sslmode=verify-full where the app runs."
            findings.append(
                Finding(
                    isError: true, message: "DATABASE_URL is not set: craft's private PostgreSQL is for development.",
                    place: nil, fix: fix))
            return
        }
        let address = DatabaseAddress(url)
        guard !address.isLocal else { return }
        switch address.sslMode ?? surroundings.sslMode ?? "prefer" {
        case "verify-full": break
        case "require", "verify-ca":
            warn(
                "The connection to PostgreSQL is encrypted, but it does not prove which host answers.", "database.url",
                "Add ?sslmode=verify-full to DATABASE_URL.")
        case let mode:
            error(
                "The connection to PostgreSQL at \(address.host) may go unencrypted (sslmode \(mode)).", "database.url",
                "Add ?sslmode=verify-full to DATABASE_URL.")
        }
    }

    private mutating func checkDotEnv() {
        let path = config.root + "/.env"
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 != 0 else { return }
        findings.append(
            Finding(
                isError: true, message: "Others than its owner can read .env (mode \(String(mode, radix: 8))).",
                place: ".env", fix: "chmod 600 .env"))
    }

    private mutating func error(_ message: String, _ key: String, _ fix: String) { add(true, message, key, fix) }

    private mutating func warn(_ message: String, _ key: String, _ fix: String) { add(false, message, key, fix) }

    private mutating func add(_ isError: Bool, _ message: String, _ key: String, _ fix: String) {
        let place = origins.origin(of: key).map { ConfigListing.text($0, root: config.root) }
        findings.append(Finding(isError: isError, message: message, place: place, fix: fix))
    }
}

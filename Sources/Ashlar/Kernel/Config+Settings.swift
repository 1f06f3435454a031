import AshlarConfig
import AshlarHTTP
import AshlarORM
import AshlarPostgres
import AshlarRouting
import AshlarSecurity
import Logging

/// The settings that the framework itself reads.
extension Config {
    /// `app.name`: the app's name for people.
    public var appName: String { string("app.name") ?? "App" }

    /// `app.debug`: whether error pages show everything; only in development by default, and never in production.
    ///
    /// - Throws: ``ConfigError`` if it is neither true nor false.
    public var isDebug: Bool {
        get throws {
            let wanted = try flag("app.debug") ?? (environment == .development)
            return wanted && environment != .production
        }
    }

    /// `app.errors`: whether every error is answered with JSON, whatever the client accepts.
    ///
    /// - Throws: ``ConfigError`` for a choice that does not exist.
    var answersErrorsWithJSON: Bool {
        get throws {
            switch string("app.errors") ?? "accept" {
            case "accept": return false
            case "json": return true
            case let text:
                throw wrong(
                    "app.errors", "is \"\(text)\"", suggestion: "Write accept or json.")
            }
        }
    }

    /// `app.health`: where a load balancer asks whether the app is up; `off` for nowhere.
    var healthPath: String? {
        let path = string("app.health") ?? "/up"
        return path == "off" ? nil : path
    }

    /// `log.level`: `info` by default, `notice` in tests.
    var logLevel: Logger.Level {
        get throws {
            guard let name = string("log.level") else { return environment == .testing ? .notice : .info }
            guard let level = Logger.Level(rawValue: name.lowercased()) else {
                throw wrong(
                    "log.level", "is \"\(name)\"",
                    suggestion: "Write one of " + Logger.Level.allCases.map(\.rawValue).joined(separator: ", ") + ".")
            }
            return level
        }
    }

    /// `json.*`: how values are written as JSON, and read.
    ///
    /// - Throws: ``ConfigError`` for a choice that does not exist.
    var jsonPolicy: JSONPolicy {
        get throws {
            var policy = JSONPolicy()
            policy.dates = try choice("json.dates") ?? policy.dates
            policy.keys = try choice("json.keys") ?? policy.keys
            policy.decimals = try choice("json.decimals") ?? policy.decimals
            policy.uuids = try choice("json.uuids") ?? policy.uuids
            return policy
        }
    }

    /// `json.errors`: how errors are told to programs, `problem`, `plain`, or for an input `fastapi`; nil for what `Accept` says.
    ///
    /// - Throws: ``ConfigError`` for a choice that does not exist.
    var errorShape: InputErrorShape? {
        get throws { try choice("json.errors") }
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) throws -> Choice? {
        guard let name = string(key) else { return nil }
        if let choice = Choice(rawValue: name) { return choice }
        throw wrong(
            key, "is \"\(name)\"",
            suggestion: "Write one of " + Choice.allCases.map(\.rawValue).joined(separator: ", ") + ".")
    }

    /// `security.passwordCost`: what hashing a password costs; next to nothing in tests unless it is set.
    ///
    /// - Throws: ``ConfigError`` for a number that is none, or that nobody would pay.
    var passwordHasher: PasswordHasher {
        get throws {
            let usual = environment == .testing ? 4 : PasswordHasher.standardCost
            let cost = try value("security.passwordCost", as: Int.self) ?? usual
            guard PasswordHasher.costs.contains(cost) else {
                throw wrong(
                    "security.passwordCost", "is \(cost)",
                    suggestion: "Write \(PasswordHasher.standardCost), or another number from "
                        + "\(PasswordHasher.costs.lowerBound) to \(PasswordHasher.costs.upperBound).")
            }
            return PasswordHasher(cost: cost)
        }
    }

    /// `database.lazyLoading`: how reads of relations are taken that a query did not load; reported in development.
    ///
    /// - Throws: ``ConfigError`` for a value that is none.
    func lazyLoading(_ logger: Logger) throws -> LazyLoading {
        switch try lazyLoadingChoice {
        case .allow: .allowed
        case .report: .reported { load in logger.warning("\(load)") }
        case .refuse: .refused
        }
    }
}

extension Config {
    /// `database.lazyLoading` as it is written.
    var lazyLoadingChoice: LazyLoadingChoice {
        get throws { try choice("database.lazyLoading") ?? (environment == .development ? .report : .allow) }
    }
}

/// The values of `database.lazyLoading`.
enum LazyLoadingChoice: String, CaseIterable { case allow, report, refuse }

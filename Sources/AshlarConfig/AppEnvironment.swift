import AshlarSupport

/// Where an app runs: `APP_ENV`.
public enum AppEnvironment: String, Sendable, CaseIterable {
    /// On a developer's machine: errors show all, views are read anew.
    case development
    /// In tests.
    case testing
    /// For its users: errors show nothing, everything is read once.
    case production

    /// Whether this is where its users are.
    public var isProduction: Bool { self == .production }
    /// Whether this is a developer's machine.
    public var isDevelopment: Bool { self == .development }
    /// Whether tests are running.
    public var isTesting: Bool { self == .testing }

    /// The name in `APP_ENV`; short forms are understood.
    ///
    /// - Throws: ``ConfigError`` for any other name: a misspelt `production` must not become development.
    init(named name: String) throws {
        guard let environment = DotEnv.environment(named: name).flatMap(Self.init(rawValue:)) else {
            throw ConfigError(
                message: "APP_ENV is \"\(name)\".", suggestion: "Write development, testing or production.")
        }
        self = environment
    }
}

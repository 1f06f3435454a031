import AshlarConfig

/// The settings that the framework itself reads.
enum FrameworkSettings {
    /// Their keys.
    static let keys =
        [
            "app.name", "app.url", "app.hosts", "app.health", "app.debug", "app.editor", "app.errors", "app.key",
            "app.previous.keys",
            "database.url", "database.maximumConnections", "database.replicas",
            "database.smallTable", "database.migrationLockTimeout", "database.migrationAttempts",
            "json.dates", "json.keys", "json.decimals", "json.uuids",
            "log.level", "log.format", "log.requests",
            "security.contentSecurityPolicy", "security.csrfExcept", "security.trustedOrigins",
            "security.apiRequestsPerMinute",
            "server.trustedProxies", "server.backlog", "server.maximumConnections", "server.maximumHeaderBytes",
            "server.idleTimeout", "server.headTimeout", "server.bodyTimeout", "server.sendTimeout", "server.grace",
            "session.driver", "session.cookie", "session.idle", "session.absolute", "session.expiresOnClose",
            "session.domain", "session.secure", "session.sameSite",
        ] + Config.inputSettings.map { "input.\($0.name)" }
}

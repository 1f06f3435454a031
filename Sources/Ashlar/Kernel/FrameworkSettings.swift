import AshlarConfig

/// The settings that the framework itself reads.
enum FrameworkSettings {
    /// Their keys.
    static let keys =
        [
            "app.name", "app.url", "app.hosts", "app.health", "app.debug", "app.debugBar", "app.editor", "app.errors",
            "app.key",
            "app.previous.keys",
            "database.url", "database.maximumConnections", "database.replicas", "database.lazyLoading",
            "database.preparedStatements", "database.queueTimeout", "database.connectTimeout",
            "database.statementTimeout", "database.lockTimeout", "database.idleTransactionTimeout", "database.pooling",
            "database.smallTable", "database.migrationLockTimeout", "database.migrationAttempts",
            "json.dates", "json.keys", "json.decimals", "json.uuids", "json.errors",
            "log.level", "log.format", "log.requests",
            "openapi.title", "openapi.version", "openapi.description", "openapi.document", "openapi.docs",
            "security.contentSecurityPolicy", "security.csrfExcept", "security.trustedOrigins",
            "security.apiRequestsPerMinute", "security.passwordCost",
            "server.trustedProxies", "server.backlog", "server.maximumConnections", "server.maximumHeaderBytes",
            "server.idleTimeout", "server.headTimeout", "server.bodyTimeout", "server.sendTimeout", "server.grace",
            "session.driver", "session.cookie", "session.idle", "session.absolute", "session.expiresOnClose",
            "session.domain", "session.secure", "session.sameSite",
        ] + Config.inputSettings.map { "input.\($0.name)" }
}

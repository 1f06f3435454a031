import AshlarConfig
import AshlarMiddleware
import Logging

/// The logger of an app: lines for people in development, JSON for programs in production.
enum AppLogger {
    /// `log.format`: what lines look like.
    static func format(_ config: Config) -> String {
        config.string("log.format") ?? (config.environment == .production ? "json" : "text")
    }

    /// - Throws: ``ConfigError`` for a `log.level` or `log.format` that does not exist.
    static func make(_ config: Config) throws -> Logger {
        let format = format(config)
        var logger: Logger
        switch format {
        case "json":
            logger = Logger(label: "app") {
                JSONLogHandler(label: $0, metadataProvider: RequestID.metadataProvider)
            }
        case "text": logger = Logger(label: "app")
        default:
            throw config.wrong(
                "log.format", "is \"\(format)\"", suggestion: "Write json or text.")
        }
        logger.logLevel = try config.logLevel
        return logger
    }
}

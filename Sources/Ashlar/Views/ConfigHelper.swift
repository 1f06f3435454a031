import AshlarConfig
import AshlarSupport
import AshlarTemplate

/// `config('app.name')`: a setting, unless it is a secret.
enum ConfigHelper {
    static func function(_ config: Config) -> TemplateFunction {
        TemplateFunction("config") { arguments in
            let key = try arguments.string(0, "key")
            if isSecret(key) { throw SecretSetting(key: key) }
            return config.string(key).map { .string($0) } ?? arguments.value(1, "default") ?? .none
        }
    }

    /// Whether a setting may be known to the app alone.
    private static func isSecret(_ key: String) -> Bool {
        let key = key.lowercased()
        return key.hasPrefix("database")
            || ["key", "secret", "password", "token", "credential", "dsn", "private"]
                .contains { key.contains($0) }
    }
}

/// A template asked for a setting that no page may show.
struct SecretSetting: DetailedError {
    let key: String

    var description: String { "the setting \"\(key)\" is a secret, and no template may show it" }
    var suggestion: String? { "Give the view what it needs as a value." }
}

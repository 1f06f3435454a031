import AshlarConfig
import AshlarHTTP
import AshlarSession
import NIOCore

/// The settings as `craft config show` shows them.
struct ConfigListing {
    /// A setting.
    struct Row: Encodable {
        let key: String
        /// What it is set to; a secret is hidden.
        let value: String
        /// `config/app.yaml:2`, `.env:3`, `APP_NAME in the environment`
        let from: String
        let origin: SettingOrigin?

        enum CodingKeys: String, CodingKey { case key, value, from }
    }

    /// In the order of their keys.
    let rows: [Row]

    /// - Parameters:
    ///   - config: the settings.
    ///   - keys: what could be set; what the files in `config/` have besides is added.
    ///   - isPrivatePostgres: whether `DATABASE_URL` was set by craft.
    init(_ config: Config, keys: [String], isPrivatePostgres: Bool = false) throws {
        let origins = try SettingOrigins(of: config)
        let all = Set(keys.filter { !$0.hasSuffix("*") } + origins.written.map(\.key))
        rows = all.sorted().map { key in
            let origin = origins.origin(of: key)
            let value = config.string(key).map { Self.shown($0, key: key) } ?? ""
            let isPrivate = isPrivatePostgres && key == "database.url" && origin == .environment("DATABASE_URL")
            return Row(
                key: key, value: value,
                from: isPrivate ? "craft's private PostgreSQL" : Self.text(origin, root: config.root), origin: origin)
        }
    }

    /// The settings that an app's own types read.
    static func keys(of app: any Application) -> [String] {
        app.settings.flatMap { type in type.keys.map { "\(type.section).\($0)" } }
    }

    /// A value without what nobody should read on a screen: secrets by their names, and passwords in addresses.
    static func shown(_ value: String, key: String) -> String {
        let name = key.split(separator: ".").last.map(String.init) ?? key
        let isKey =
            key == "app.previous.keys" || ["key", "credentials", "dsn"].contains { name.lowercased().hasSuffix($0) }
        if isKey || OldInput.isSecret(name) { return value.isEmpty ? "" : SecretText.mask }
        return value.replacing(/(:\/\/[^:@\/\s]*:)[^@\/\s]+@/) { "\($0.1)\(SecretText.mask)@" }
            .replacing(/(password=)[^&\s]+/) { "\($0.1)\(SecretText.mask)" }
    }

    /// Where a value comes from, for people.
    static func text(_ origin: SettingOrigin?, root: String) -> String {
        switch origin {
        case .environment(let name): return "\(name) in the environment"
        case .dotEnv(_, let location), .file(let location):
            let prefix = root + "/"
            let file = location.file.hasPrefix(prefix) ? String(location.file.dropFirst(prefix.count)) : location.file
            return "\(file):\(location.line)"
        case .byDefault: return "a module's default"
        case nil: return "not set"
        }
    }

    /// An array of objects with `key`, `value` and `from`.
    static func json(_ rows: [Row]) throws -> String { String(buffer: try FoundationJSON().encode(rows)) }
}

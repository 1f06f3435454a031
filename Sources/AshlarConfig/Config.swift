import AshlarSupport
import Configuration
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An app's settings: `config/*.yaml`, overridden by `.env`, by `.env.production` where the app runs in production (and so for
/// every environment), and by the environment's variables.
///
/// The key `database.url` is `url:` in `config/database.yaml`, and `DATABASE_URL` in `.env` and in the environment.
///
/// ```swift
/// let name = config.string("app.name") ?? "App"
/// let connections = try config.value("database.maximumConnections", as: Int.self) ?? 8
/// ```
public struct Config: Sendable {
    /// Where the app runs.
    public let environment: AppEnvironment
    /// What `APP_ENV` says; nil if it is not set.
    public let environmentName: String?
    /// The app's folder: where `config`, `views`, `public` and `storage` are.
    public let root: String

    private let sections: [String: ConfigReader]
    private let variables: [String: String]
    /// The environment's variables first, then those of each file of ``dotEnv``.
    private let overrides: [EnvironmentVariablesProvider]
    /// The files of variables, those that count more first.
    let dotEnv: [DotEnvFile]
    /// What goes before all that is set.
    private var replaced: [String: String] = [:]
    /// What counts where a setting is set nowhere.
    private var defaults: [String: String] = [:]

    private init(
        environment: AppEnvironment, named name: String?, root: String, sections: [String: ConfigReader],
        variables: [String: String], overrides: [EnvironmentVariablesProvider], dotEnv: [DotEnvFile]
    ) {
        self.environment = environment
        environmentName = name
        self.root = root
        self.sections = sections
        self.variables = variables
        self.overrides = overrides
        self.dotEnv = dotEnv
    }

    /// Reads the settings of the app in a folder.
    ///
    /// - Parameters:
    ///   - root: the app's folder.
    ///   - variables: the environment; the process' own if nil.
    ///   - environment: where the app runs; by default what `APP_ENV` says, and development if it says nothing.
    /// - Throws: ``ConfigError`` or `DotEnvError` that names file and line of what cannot be read.
    public static func load(
        root: String, variables: [String: String]? = nil,
        environment: AppEnvironment? = nil
    ) async throws -> Config {
        let variables = variables ?? ProcessInfo.processInfo.environment
        let shared = try DotEnvFile.read(".env", in: root)
        let name = variables["APP_ENV"] ?? shared?.values["APP_ENV"]
        let environment = try environment ?? name.map(AppEnvironment.init(named:)) ?? .development
        let own = try DotEnvFile.read(".env.\(environment.rawValue)", in: root, key: variables["APP_ENV_KEY"])
        let dotEnv = [own, shared].compactMap(\.self)
        let overrides = ([variables] + dotEnv.map(\.values)).map {
            EnvironmentVariablesProvider(environmentVariables: $0)
        }
        var sections: [String: ConfigReader] = [:]
        for file in try yamlFiles(in: root + "/config") {
            let name = String(file.dropLast(file.hasSuffix(".yaml") ? 5 : 4))
            let yaml = try await read("\(root)/config/\(file)")
            sections[name] = ConfigReader(providers: overrides.map { $0.prefixKeys(with: ConfigKey([name])) } + [yaml])
        }
        return Config(
            environment: environment, named: name, root: root, sections: sections, variables: variables,
            overrides: overrides, dotEnv: dotEnv)
    }

    /// The settings of another app in the same process: of its own folder, with the same environment.
    ///
    /// - Throws: as ``load(root:variables:environment:)``.
    package func ofApp(in root: String) async throws -> Config {
        try await Self.load(root: root, variables: variables, environment: environment)
    }

    /// The text of a setting; nil where it is set nowhere, or to nothing.
    public func string(_ key: String) -> String? {
        if let text = replaced[key] { return text.isEmpty ? nil : text }
        let components = key.split(separator: ".").map(String.init)
        let text: String?
        if let section = components.first.flatMap({ sections[$0] }) {
            text = section.string(forKey: ConfigKey(Array(components.dropFirst())))
        } else {
            text = ConfigReader(providers: overrides).string(forKey: ConfigKey(components))
        }
        guard let text else { return defaults[key] }
        return text.isEmpty ? nil : text
    }

    /// The same settings, with values for what is set nowhere: not in the environment, not in `.env`, not in `config/`. A
    /// module brings its own so.
    ///
    /// ```swift
    /// config.withDefaults(["blog.perPage": "10"]).string("blog.perPage")
    /// ```
    ///
    /// A setting that is set to nothing stays nothing. Of a key that has a default already, the older one stays.
    public func withDefaults(_ defaults: [String: String]) -> Config {
        var config = self
        config.defaults.merge(defaults) { old, _ in old }
        return config
    }

    /// The same settings with some set anew, which goes before the environment and all files. An empty text unsets one.
    ///
    /// ```swift
    /// config.setting(["shop.currency": "CHF"]).string("shop.currency")     // "CHF"
    /// ```
    public func setting(_ values: [String: String]) -> Config {
        var config = self
        config.replaced.merge(values) { _, new in new }
        return config
    }

    /// The keys of a section, or of all, that ``setting(_:)`` and defaults know of: no file has them.
    func unwritten(in section: String?) -> [String] {
        (Array(replaced.keys) + defaults.keys).filter { section == nil || $0.hasPrefix("\(section ?? "").") }
    }

    /// A setting as a type; nil where it is set nowhere.
    ///
    /// - Throws: ``ConfigError`` that names the key, if its text is no such type.
    public func value<T: LosslessStringConvertible>(_ key: String, as type: T.Type = T.self) throws -> T? {
        guard let text = string(key) else { return nil }
        guard let value = T(text) else {
            let suggestion =
                switch T.self {
                case is any BinaryInteger.Type: "Write a whole number."
                case is any BinaryFloatingPoint.Type: "Write a number."
                case is Bool.Type: "Write true or false."
                default: "Write a \(T.self)."
                }
            throw wrong(key, "is \"\(text)\", which is not a valid \(T.self)", suggestion: suggestion)
        }
        return value
    }

    /// A setting that is on or off.
    ///
    /// - Throws: ``ConfigError`` that names the key, if its text is neither.
    public func flag(_ key: String) throws -> Bool? {
        switch string(key)?.lowercased() {
        case nil: nil
        case "true", "1", "on", "yes": true
        case "false", "0", "off", "no": false
        case let text?:
            throw wrong(key, "is \"\(text)\"", suggestion: "Write true or false.")
        }
    }

    /// All settings that the files in `config/` have, with their places.
    ///
    /// - Throws: ``ConfigError`` for a file that cannot be read.
    public func written() throws -> [WrittenSetting] {
        try Self.yamlFiles(in: root + "/config").flatMap { file in
            let path = "\(root)/config/\(file)"
            guard let data = FileManager.default.contents(atPath: path) else {
                throw ConfigError(message: "The file \(path) cannot be read.")
            }
            let section = String(file.dropLast(file.hasSuffix(".yaml") ? 5 : 4))
            return SettingScan(String(decoding: data, as: UTF8.self), section: section, file: path).settings
        }
    }

    /// The variable of a setting, and who has it: nobody, the environment, or a file.
    func variable(of key: String) -> (name: String, holder: VariableHolder?) {
        let key = AbsoluteConfigKey(key.split(separator: ".").map(String.init))
        let found = overrides.map { try? $0.value(forKey: key, type: .string) }
        let name = found.compactMap { $0?.encodedKey }.first ?? ""
        let index = found.firstIndex { $0?.value != nil }
        return (name, index.map { $0 == 0 ? .environment : .file(dotEnv[$0 - 1]) })
    }

    /// Who has a variable.
    enum VariableHolder {
        case environment
        case file(DotEnvFile)
    }

    private static func yamlFiles(in folder: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .sorted()
    }

    private static func read(_ file: String) async throws -> FileProvider<YAMLSnapshot> {
        do {
            return try await FileProvider<YAMLSnapshot>(filePath: FilePath(file))
        } catch {
            throw ConfigError(
                message: "The file \(file) cannot be read: \(error)",
                suggestion: "It must be a YAML mapping: a setting a line, written name: value.")
        }
    }
}

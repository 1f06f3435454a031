public import AshlarSupport

/// Where the value of a setting comes from.
public enum SettingOrigin: Sendable, Equatable {
    /// A variable of the environment, by its name.
    case environment(String)
    /// A line of `.env`, or of the file of one environment, and the name it sets.
    case dotEnv(String, SourceLocation)
    /// A line of a file in `config/`.
    case file(SourceLocation)
    /// What counts where it is set nowhere: a module brought it.
    case byDefault

    /// Its place in a file, if it has one.
    public var location: SourceLocation? {
        switch self {
        case .environment, .byDefault: nil
        case .dotEnv(_, let location), .file(let location): location
        }
    }
}

/// Where the settings of an app come from.
///
/// ```swift
/// try SettingOrigins(of: config).origin(of: "database.url")     // .environment("DATABASE_URL")
/// ```
public struct SettingOrigins: Sendable {
    /// What the files in `config/` set, in their order.
    public let written: [WrittenSetting]
    private let config: Config
    private let places: [String: SourceLocation]

    /// Looks through the files of an app.
    ///
    /// - Throws: ``ConfigError`` for a file that cannot be read.
    public init(of config: Config) throws {
        self.config = config
        written = try config.written()
        places = Dictionary(written.map { ($0.key, $0.location) }) { _, last in last }
    }

    /// Where a setting's value comes from; nil where it is set nowhere.
    ///
    /// - Parameter key: `database.url`
    public func origin(of key: String) -> SettingOrigin? {
        let variable = config.variable(of: key)
        switch variable.holder {
        case .environment: return .environment(variable.name)
        case .file(let file): return .dotEnv(variable.name, file.location(of: variable.name))
        case nil: break
        }
        if let place = places[key] { return .file(place) }
        // A mapping in one line is not taken apart: its keys stand in its line.
        let outer = places.filter { key.hasPrefix($0.key + ".") }.max { $0.key.count < $1.key.count }
        if let outer { return .file(outer.value) }
        return config.string(key) == nil ? nil : .byDefault
    }

    /// The variable that sets a setting in the environment and in `.env`: `DATABASE_URL`.
    public func variable(of key: String) -> String { config.variable(of: key).name }
}

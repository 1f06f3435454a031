public import AshlarSupport

/// Settings of an app, as a type: read once when the app boots, and injected by its type. What it does not name is a mistake in
/// its section.
///
/// ```swift
/// struct ShopSettings: Settings {            // config/shop.yaml, SHOP_CURRENCY in .env
///     static let keys = ["currency", "perPage"]
///     let currency: String
///     let perPage: Int
///
///     init(_ config: Config) throws {
///         currency = config.string("shop.currency") ?? "EUR"
///         perPage = try config.value("shop.perPage") ?? 20
///     }
/// }
///
/// struct Shop: Application {
///     let settings: [any Settings.Type] = [ShopSettings.self]
/// }
/// ```
public protocol Settings: Sendable {
    /// The file in `config/` that it is read from, without its ending: by default the type's name in lower camel case, without
    /// `Settings`.
    static var section: String { get }

    /// Its keys below the section: `perPage`, `mail.host`; `*` at the end stands for any: `prices.*`.
    static var keys: [String] { get }

    /// Reads it.
    ///
    /// - Throws: ``ConfigError`` for what is missing or cannot be: the app does not boot, and says so.
    init(_ config: Config) throws
}

extension Settings {
    /// `ShopSettings` is `shop`.
    public static var section: String {
        let name = "\(Self.self)"
        let short = name.hasSuffix("Settings") && name != "Settings" ? String(name.dropLast(8)) : name
        return short.prefix(1).lowercased() + short.dropFirst()
    }
}

/// A setting in a file that nothing reads: a slip of the pen, above all.
public struct UnknownSetting: DetailedError, Equatable {
    /// What is wrong.
    public let message: String
    /// Where it stands.
    public let location: SourceLocation?
    /// What was probably meant, or how it becomes known.
    public let suggestion: String?

    /// Message, place and suggestion, a line each.
    public var description: String {
        [message, location.map { "  at \($0)" }, suggestion.map { "  \($0)" }].compactMap { $0 }.joined(separator: "\n")
    }
}

extension Config {
    /// The settings in `config/` that nothing reads.
    ///
    /// - Parameter declared: all keys that something reads: `app.name`; `prices.*` for all that begin so.
    /// - Throws: ``ConfigError`` for a file that cannot be read.
    public func unknownSettings(declared: [String]) throws -> [UnknownSetting] {
        let exact = Set(declared)
        let open = declared.filter { $0.hasSuffix("*") }.map { $0.dropLast() }
        let sections = Set(declared.map { String($0.prefix { $0 != "." }) })
        var reported: Set<String> = []
        return try written().compactMap { setting in
            let section = String(setting.key.prefix { $0 != "." })
            guard sections.contains(section) else {
                // All of such a file is unknown: once is enough.
                guard reported.insert(section).inserted else { return nil }
                return UnknownSetting(
                    message: "Nothing reads the settings of \(section).",
                    location: SourceLocation(file: setting.location.file, line: 1),
                    suggestion: Suggestion.closest(to: section, in: sections).map {
                        "Did you mean config/\($0).yaml?"
                    } ?? "Declare them with a Settings type, and list it in the app's settings.")
            }
            if exact.contains(setting.key) || open.contains(where: { setting.key.hasPrefix($0) }) { return nil }
            if setting.isMapping, declared.contains(where: { $0.hasPrefix(setting.key + ".") }) { return nil }
            let known = exact.filter { $0.hasPrefix(section + ".") }.map { $0.dropFirst(section.count + 1) }
            let own = String(setting.key.dropFirst(section.count + 1))
            return UnknownSetting(
                message: "Nothing reads the setting \(setting.key).", location: setting.location,
                suggestion: Suggestion.closest(to: own, in: known.map(String.init)).map { "Did you mean \($0)?" })
        }
    }
}

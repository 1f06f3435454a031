extension Config {
    /// Whether a setting is set, to something.
    public func has(_ key: String) -> Bool { string(key) != nil }

    /// The text of a setting that there has to be.
    ///
    /// ```swift
    /// let currency = try config.required("shop.currency")
    /// ```
    ///
    /// - Throws: ``ConfigError`` that names the setting and where to write it.
    public func required(_ key: String) throws -> String {
        guard let text = string(key) else { throw missing(key) }
        return text
    }

    /// A setting that there has to be, as a type.
    ///
    /// - Throws: ``ConfigError`` that names the setting, if it is missing or its text is no such type.
    public func required<T: LosslessStringConvertible>(_ key: String, as type: T.Type = T.self) throws -> T {
        guard let value = try value(key, as: type) else { throw missing(key) }
        return value
    }

    /// All settings that have a value, of one section or of all: what the files in `config/` have, with what goes before
    /// them, and defaults. What only a variable sets is not among them: nothing tells which variables are the app's.
    ///
    /// - Parameter section: `app` for `app.name` and the like; nil for all.
    /// - Throws: ``ConfigError`` for a file that cannot be read.
    public func all(_ section: String? = nil) throws -> [String: String] {
        let written = try written().filter { !$0.isMapping }.map(\.key)
            .filter { section == nil || $0.hasPrefix("\(section ?? "").") }
        var all: [String: String] = [:]
        for key in written + unwritten(in: section) { all[key] = string(key) }
        return all
    }

    /// A setting that is a list: in YAML, or as text with commas. Empty where it is set nowhere.
    ///
    /// ```swift
    /// config.list("shop.countries")        // SHOP_COUNTRIES=DE, CH, AT
    /// ```
    public func list(_ key: String) -> [String] {
        (string(key) ?? "").split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }.filter { !$0.isEmpty }
    }

    /// An error about a setting's value, with the file and line that it comes from, or the variable.
    ///
    /// ```swift
    /// throw config.wrong("shop.tax", "is -3", suggestion: "Write a share from 0 to 1.")
    /// ```
    ///
    /// - Parameters:
    ///   - key: the setting's key.
    ///   - what: what is wrong with it, behind "The setting KEY".
    ///   - suggestion: what to do.
    public func wrong(_ key: String, _ what: String, suggestion: String) -> ConfigError {
        let origin = (try? SettingOrigins(of: self))?.origin(of: key)
        var suggestion = suggestion
        if case .environment(let variable) = origin {
            suggestion += " It is set by the variable \(variable) of the environment."
        }
        return ConfigError(
            message: "The setting \(key) \(what).", location: origin?.location, suggestion: suggestion)
    }

    private func missing(_ key: String) -> ConfigError {
        let section = key.prefix { $0 != "." }
        let variable = variable(of: key).name
        return ConfigError(
            message: "The setting \(key) is missing.",
            suggestion: "Write it into config/\(section).yaml, or set \(variable) in .env or in the environment.")
    }
}

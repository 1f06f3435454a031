import AshlarConfig
import AshlarHTTP

extension Config {
    /// The settings below `input`, and what they set.
    static let inputSettings: [(name: String, path: any WritableKeyPath<InputLimits, Int> & Sendable)] = [
        ("bodyBytes", \.bodyBytes), ("depth", \.depth), ("count", \.count), ("parts", \.parts),
        ("partHeaderBytes", \.partHeaderBytes), ("fieldBytes", \.fieldBytes), ("fileBytes", \.fileBytes),
        ("multipartBytes", \.multipartBytes), ("memoryBytes", \.memoryBytes),
    ]

    /// `input.*`: what is read of a request's input at most, by the names of the members of ``InputLimits``.
    ///
    /// - Throws: ``ConfigError`` that names the setting.
    var inputLimits: InputLimits {
        get throws {
            var limits = InputLimits()
            for (name, path) in Self.inputSettings {
                guard let number = try positive("input.\(name)") else { continue }
                limits[keyPath: path] = number
            }
            return limits
        }
    }
}

import AshlarSecurity

/// A file of variables in a form that may lie in a repository: `.env.production.encrypted`. Who has its key, which is set as
/// `APP_ENV_KEY` where the app runs, reads it.
///
/// ```swift
/// let sealed = try EncryptedSettings(name: ".env.production").encrypt("MAIL_PASSWORD=...", key: key)
/// ```
public struct EncryptedSettings: Sendable {
    /// What comes behind the name of the file.
    public static let ending = ".encrypted"
    private let name: String

    /// - Parameter name: the name of the file, `.env.production`: what was encrypted under one name is not read under another.
    public init(name: String) { self.name = name }

    /// A new key, for ``encrypt(_:key:)``.
    public static func makeKey() -> String { AppKey.random().base64 }

    /// The encrypted form, a line of text (AES-256-GCM).
    ///
    /// - Throws: what is wrong with the key.
    public func encrypt(_ text: String, key: String) throws -> String {
        try encrypter(key).seal(text, context: name) + "\n"
    }

    /// The text that was encrypted.
    ///
    /// - Throws: ``ConfigError`` without a key, and with another than it was encrypted with.
    public func decrypt(_ sealed: String, key: String?) throws -> String {
        guard let key, !key.isEmpty else {
            throw ConfigError(
                message: "\(name)\(Self.ending) cannot be read without its key.",
                suggestion: "Set APP_ENV_KEY to what env encrypt printed, or write \(name) beside it.")
        }
        guard let text = try encrypter(key).open(String(sealed.filter { !$0.isWhitespace }), context: name) else {
            throw ConfigError(
                message: "\(name)\(Self.ending) cannot be read with this APP_ENV_KEY.",
                suggestion: "It was encrypted with another key, under another name, or was changed since.")
        }
        return text
    }

    private func encrypter(_ key: String) throws -> Encrypter {
        Encrypter(keys: KeyRing(current: try AppKey(key, name: "APP_ENV_KEY")))
    }
}

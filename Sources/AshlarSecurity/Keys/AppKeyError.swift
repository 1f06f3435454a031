public import AshlarSupport

/// Why a key cannot be used. It never tells the key.
public struct AppKeyError: DetailedError, Equatable {
    /// What is wrong.
    public let message: String
    /// What to do.
    public let suggestion: String?

    private init(_ message: String, _ suggestion: String) {
        self.message = message
        self.suggestion = suggestion
    }

    /// Message and suggestion, a line each.
    public var description: String { suggestion.map { "\(message)\n  \($0)" } ?? message }

    static func missing(_ name: String) -> AppKeyError {
        AppKeyError(
            "\(name) is not set: cookies, sessions and signed URLs need a secret of this app.",
            "Run `./craft key generate`, which writes one to .env; in production set \(name) in the environment.")
    }

    static func notBase64(_ name: String) -> AppKeyError {
        AppKeyError(
            "\(name) is not base64.",
            "Run `./craft key generate`: it writes 32 random bytes as base64, maybe after `base64:`.")
    }

    static func short(_ name: String, _ count: Int) -> AppKeyError {
        AppKeyError(
            "\(name) has \(count) bytes; it takes \(AppKey.minimumByteCount) or more.",
            "Run `./craft key generate` for a new one.")
    }

    static func known(_ name: String) -> AppKeyError {
        AppKeyError(
            "\(name) can be guessed: it is an example, typed text or a pattern, not random bytes.",
            "Run `./craft key generate` for one of the system's randomness.")
    }
}

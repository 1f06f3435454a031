/// The keys of an app: the current one writes, all of them read. So a key is changed without losing anybody's session.
///
/// ```swift
/// let keys = try KeyRing(current: environment["APP_KEY"], previous: environment["APP_PREVIOUS_KEYS"])
/// ```
public struct KeyRing: Sendable, Equatable {
    /// Encrypts and signs.
    public let current: AppKey
    /// Read what was written before the key was changed, the newest first.
    public let previous: [AppKey]

    /// Makes a ring.
    public init(current: AppKey, previous: [AppKey] = []) {
        self.current = current
        self.previous = previous
    }

    /// Reads a ring as it is configured.
    ///
    /// - Parameters:
    ///   - current: `APP_KEY`.
    ///   - previous: `APP_PREVIOUS_KEYS`, separated by commas; nil or empty for none.
    /// - Throws: ``AppKeyError`` for a key that is missing, short, or can be guessed.
    public init(current: String?, previous: String? = nil) throws {
        self.current = try AppKey(current)
        self.previous = try (previous ?? "").split(separator: ",").map {
            try AppKey(String($0.filter { !$0.isWhitespace }), name: "A key of APP_PREVIOUS_KEYS")
        }
    }

    /// All keys, the current one first.
    var all: [AppKey] { [current] + previous }
}

import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The secret of an app: random bytes, from which every use derives a key of its own. It prints as `AppKey(***)`.
///
/// ```swift
/// let key = try AppKey("base64:7i0Vd0kXgX5bD2vIYkC6cJb9m3hJ1wT9m1M0k2u4V3c=")
/// ```
public struct AppKey: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What a key has at least.
    public static let minimumByteCount = 32

    let secret: SymmetricKey

    /// Reads a key as `craft key generate` writes it.
    ///
    /// - Parameters:
    ///   - text: base64 of 32 or more random bytes, maybe after `base64:`.
    ///   - name: what the key is called where it is set, for the message.
    /// - Throws: ``AppKeyError`` for a key that is missing, short, or can be guessed.
    public init(_ text: String?, name: String = "APP_KEY") throws {
        guard var text, !text.isEmpty else { throw AppKeyError.missing(name) }
        if text.hasPrefix("base64:") { text.removeFirst("base64:".count) }
        guard !Self.placeholders.contains(text.lowercased()) else { throw AppKeyError.known(name) }
        let padding = String(repeating: "=", count: text.hasSuffix("=") ? 0 : (4 - text.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: text + padding), !bytes.isEmpty else {
            throw AppKeyError.notBase64(name)
        }
        guard bytes.count >= Self.minimumByteCount else { throw AppKeyError.short(name, bytes.count) }
        guard !Self.isGuessable([UInt8](bytes)) else { throw AppKeyError.known(name) }
        secret = SymmetricKey(data: bytes)
    }

    private init(secret: SymmetricKey) {
        self.secret = secret
    }

    /// A new key of the system's randomness.
    public static func random() -> AppKey {
        AppKey(secret: SymmetricKey(size: .bits256))
    }

    /// The key as it is written to `.env`. Whoever has it can sign in as anyone.
    public var base64: String {
        "base64:" + secret.withUnsafeBytes { Data($0).base64EncodedString() }
    }

    /// A key for one purpose (HKDF, RFC 5869): what is learned of it says nothing of another purpose's.
    func derived(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Array("ashlar \(purpose)".utf8), outputByteCount: 32)
    }

    /// Nothing of the key.
    public var description: String { "AppKey(***)" }
    /// Nothing of the key.
    public var debugDescription: String { description }
    /// Nothing of the key.
    public var customMirror: Mirror { Mirror(self, children: []) }

    private static let placeholders: Set<String> = [
        "secret", "changeme", "change-me", "change_me", "your-key-here", "somerandomstring", "app_key", "key",
    ]

    /// Keys that were published as samples.
    private static let published: Set<String> = [
        "7i0Vd0kXgX5bD2vIYkC6cJb9m3hJ1wT9m1M0k2u4V3c="
    ]

    /// Random bytes are never all printable, hardly ever repeat, and have no pattern.
    private static func isGuessable(_ bytes: [UInt8]) -> Bool {
        let differences = Set(zip(bytes, bytes.dropFirst()).map { $1 &- $0 })
        return Set(bytes).count < 12 || differences.count < 6 || bytes.allSatisfy { (0x20..<0x7F).contains($0) }
            || published.contains(Data(bytes).base64EncodedString())
    }
}

public import AshlarSupport
import Crypto

/// Encrypts and authenticates (AES-256-GCM): what it made can be neither read nor changed without the key.
///
/// Each message is encrypted with a key of its own, derived from the app's key and 12 random bytes, so that random nonces
/// stay safe however many messages there are.
///
/// ```swift
/// let encrypter = Encrypter(keys: keys)
/// let sealed = try encrypter.encrypt(Array("4111".utf8), context: "card")
/// let bytes = encrypter.decrypt(sealed, context: "card")      // nil if it is not ours
/// ```
public struct Encrypter: TextSealing {
    private static let version: UInt8 = 1
    private static let saltCount = 12
    /// Version, salt, nonce, tag.
    private static let overhead = 1 + saltCount + 12 + 16

    /// Each is begun with its key once; a copy of it is fed with a message's bytes.
    private let keys: [HMAC<SHA256>]
    private let current: HMAC<SHA256>

    /// Makes an encrypter, once for all messages.
    public init(keys: KeyRing) {
        current = HMAC(key: keys.current.derived(for: "encryption"))
        self.keys = keys.all.map { HMAC(key: $0.derived(for: "encryption")) }
    }

    /// Encrypts bytes with the current key.
    ///
    /// - Parameters:
    ///   - bytes: the message.
    ///   - context: what it is for; the same has to be said to decrypt it.
    /// - Returns: base64 for URLs.
    public func encrypt(_ bytes: some Collection<UInt8>, context: String) throws -> String {
        let salt = RandomToken.bytes(Self.saltCount)
        let box = try AES.GCM.seal(
            Array(bytes), using: Self.messageKey(current, salt), authenticating: Array(context.utf8))
        var message = [Self.version]
        message.reserveCapacity(Self.overhead + bytes.count)
        message += salt
        message.append(contentsOf: box.nonce)
        message += box.ciphertext
        message += box.tag
        return Base64URL.encode(message)
    }

    /// Decrypts with any of the keys.
    ///
    /// - Returns: the bytes, or nil if the text was not encrypted for this context by one of the keys. That is for the
    ///   caller to log: it means a changed key, or somebody who tries.
    public func decrypt(_ text: String, context: String) -> [UInt8]? {
        guard let message = Base64URL.decode(text), message.count >= Self.overhead, message.first == Self.version else {
            return nil
        }
        let salt = Array(message[1..<(1 + Self.saltCount)])
        guard let box = try? AES.GCM.SealedBox(combined: message[(1 + Self.saltCount)...]) else { return nil }
        let context = Array(context.utf8)
        for key in keys {
            if let bytes = try? AES.GCM.open(box, using: Self.messageKey(key, salt), authenticating: context) {
                return Array(bytes)
            }
        }
        return nil
    }

    /// Encrypts text.
    public func seal(_ text: String, context: String) throws -> String {
        try encrypt(text.utf8, context: context)
    }

    /// Decrypts text.
    public func open(_ sealed: String, context: String) -> String? {
        decrypt(sealed, context: context).flatMap { String(validating: $0, as: UTF8.self) }
    }

    private static func messageKey(_ key: HMAC<SHA256>, _ salt: [UInt8]) -> SymmetricKey {
        var code = key
        code.update(data: salt)
        return SymmetricKey(data: code.finalize())
    }
}

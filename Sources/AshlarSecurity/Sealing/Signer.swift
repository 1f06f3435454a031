public import AshlarSupport
import Crypto

/// Signs (HMAC-SHA256, RFC 2104): what it signed can be read by anybody and changed by nobody without the key.
///
/// ```swift
/// let signer = Signer(keys: keys)
/// let signature = signer.sign("/unsubscribe?user=7", context: "url")
/// signer.verify(signature, of: "/unsubscribe?user=7", context: "url")      // true
/// ```
public struct Signer: TextSealing {
    private let keys: [SymmetricKey]
    private let current: SymmetricKey

    /// Makes a signer, once for all messages.
    public init(keys: KeyRing) {
        current = keys.current.derived(for: "signing")
        self.keys = keys.all.map { $0.derived(for: "signing") }
    }

    /// A signer for a secret that a person has chosen: whoever knows it can sign.
    package init(secret: String) {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Array(secret.utf8)), info: Array("ashlar secret".utf8),
            outputByteCount: 32)
        current = key
        keys = [key]
    }

    /// The signature of a text with the current key, in base64 for URLs: 43 characters.
    ///
    /// - Parameters:
    ///   - text: what is signed.
    ///   - context: what it is for; the same has to be said to verify it.
    public func sign(_ text: String, context: String = "") -> String {
        Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Self.message(text, context), using: current))
    }

    /// Whether a signature is that of a text, by any of the keys. It takes the same time however wrong it is.
    public func verify(_ signature: String, of text: String, context: String = "") -> Bool {
        guard let signature = Base64URL.decode(signature) else { return false }
        let message = Self.message(text, context)
        return keys.contains { HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: message, using: $0) }
    }

    /// The text, in base64 for URLs, and its signature.
    public func seal(_ text: String, context: String) throws -> String {
        "\(Base64URL.encode(text.utf8)).\(sign(text, context: context))"
    }

    /// The text if its signature is right.
    public func open(_ sealed: String, context: String) -> String? {
        guard let dot = sealed.lastIndex(of: "."),
            let text = Base64URL.decode(sealed[..<dot]).flatMap({ String(validating: $0, as: UTF8.self) }),
            verify(String(sealed[sealed.index(after: dot)...]), of: text, context: context)
        else { return nil }
        return text
    }

    /// Context and text with the context's length first, so that no other pair is the same message.
    private static func message(_ text: String, _ context: String) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(context.utf8.count + text.utf8.count + 8)
        withUnsafeBytes(of: UInt64(context.utf8.count).bigEndian) { message.append(contentsOf: $0) }
        message += Array(context.utf8)
        message += Array(text.utf8)
        return message
    }
}

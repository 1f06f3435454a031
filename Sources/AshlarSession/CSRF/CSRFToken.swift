import AshlarHTTP
import AshlarSecurity

/// The secret that shows that a form came from a page of this app. It has nothing to do with the session's id.
///
/// A page never shows the secret itself: each time it is asked for it comes masked with new random bytes, so that what
/// compression gives away of one page is worth nothing for the next (BREACH).
enum CSRFToken {
    /// Where the session keeps the secret.
    static let sessionName = "_csrf"
    private static let byteCount = 32

    /// A token for one page; the session gets a secret if it has none.
    static func masked(for session: Session) -> String {
        let mask = RandomToken.bytes(byteCount)
        return Base64URL.encode(mask + xor(mask, secret(of: session)))
    }

    /// Whether a token is one of this session.
    static func isValid(_ token: String, for session: Session) -> Bool {
        guard var bytes = Base64URL.decode(token), bytes.count == 2 * byteCount,
            let secret = session.get(sessionName, as: String.self).flatMap({ Base64URL.decode($0) })
        else { return false }
        for index in 0..<byteCount { bytes[index] ^= bytes[byteCount + index] }
        bytes.removeLast(byteCount)
        return ConstantTime.isEqual(bytes, secret)
    }

    private static func secret(of session: Session) -> [UInt8] {
        let isGood: (String?) -> [UInt8]? = { text in
            text.flatMap { JSONText.decode($0, as: String.self) }.flatMap { Base64URL.decode($0) }
                .flatMap { $0.count == byteCount ? $0 : nil }
        }
        if let known = session.read({ isGood($0.value(sessionName)) }) { return known }
        var secret: [UInt8] = []
        session.write { state in
            // Two tasks of one request may both have found none.
            secret = isGood(state.value(sessionName)) ?? RandomToken.bytes(byteCount)
            state.set(sessionName, JSONText.quoted(Base64URL.encode(secret)))
        }
        return secret
    }

    private static func xor(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        zip(left, right).map { $0 ^ $1 }
    }
}

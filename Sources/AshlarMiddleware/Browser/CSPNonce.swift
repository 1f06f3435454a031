public import AshlarHTTP
import AshlarSecurity
import Synchronization

/// The word that lets an inline script or style of this very response run under a content security policy.
///
/// ```swift
/// request[CSPNonce.self]?.value       // <script nonce="{{ csp_nonce() }}">
/// ```
///
/// It is made when it is first asked for; a page without inline scripts is sent without one.
public final class CSPNonce: Sendable, RequestKey {
    /// A request holds one where ``SecurityHeaders`` has a policy with a nonce.
    public typealias Value = CSPNonce

    private let made = Mutex<String?>(nil)

    init() {}

    /// 128 random bits, as text for an attribute.
    public var value: String {
        made.withLock { made in
            // Of the system's secure source: the ids of requests are sent to everybody, and say which come next.
            let value = made ?? RandomToken.make(byteCount: 16)
            made = value
            return value
        }
    }

    /// The nonce, if anybody asked for it.
    var valueIfUsed: String? { made.withLock { $0 } }
}

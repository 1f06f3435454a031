/// Names a value that travels with one request: a session, the signed-in user, a CSP nonce, the request's id.
///
/// ```swift
/// enum RequestID: RequestKey { typealias Value = String }
///
/// request[RequestID.self] = "7f3a"
/// let id = request[RequestID.self]      // String?
/// ```
public protocol RequestKey {
    /// What is kept.
    associatedtype Value: Sendable
}

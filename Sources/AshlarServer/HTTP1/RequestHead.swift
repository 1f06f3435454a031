import AshlarHTTP
import HTTPTypes

/// What is known of a request before its body.
struct RequestHead: Sendable {
    var method: HTTPRequest.Method
    /// Path and query, or `*`.
    var target: String
    /// From the target if it is absolute, otherwise from Host (RFC 9112 section 3.3); nil if that is empty.
    var authority: String?
    var headers: HTTPFields
    var version: HTTPVersion
    var framing: BodyFraming
    /// Whether the client lets the connection go on (RFC 9112 section 9.3).
    var keepsAlive: Bool
    /// Whether the client waits for `100 Continue` before it sends the body (RFC 9110 section 10.1.1).
    var expectsContinue: Bool
}

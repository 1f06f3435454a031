package import AshlarHTTP
package import Logging

/// What all connections of a server have in common.
package struct HTTP1Settings: Sendable {
    package let responder: any Responder
    package let logger: Logger
    package let scheme: String
    package let limits: HeadLimits
    package let timeouts: HTTPServer.Timeouts
    let shutdown: ShutdownNotice
}

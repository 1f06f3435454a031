import AshlarHTTP
import Logging

/// What all connections of a server have in common.
struct HTTP1Settings: Sendable {
    let responder: any Responder
    let logger: Logger
    let scheme: String
    let limits: HeadLimits
    let timeouts: HTTPServer.Timeouts
    let shutdown: ShutdownNotice
}

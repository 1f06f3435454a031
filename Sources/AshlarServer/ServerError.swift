public import AshlarSupport
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a server cannot serve.
public struct ServerError: DetailedError, Equatable {
    /// What failed.
    public let message: String
    /// What to do.
    public let suggestion: String?

    /// Message and suggestion, a line each.
    public var description: String {
        suggestion.map { "\(message)\n  \($0)" } ?? message
    }

    /// More was written than announced.
    package static let longerBody = ServerError(
        message: "A streamed body is longer than its length said.", suggestion: lengthAdvice)

    /// Less was written than announced.
    package static func shorterBody(by count: Int) -> ServerError {
        ServerError(
            message: "A streamed body is \(count) bytes shorter than its length said.", suggestion: lengthAdvice)
    }

    private static let lengthAdvice = "Give the stream the length of what it writes, or none."

    static func cannotListen(on address: HTTPServer.Address, because error: IOError) -> ServerError {
        let place =
            switch address {
            case .tcp(let host, let port): "\(host):\(port)"
            case .unixSocket(let path): path
            case .inherited(let descriptor): "the inherited socket \(descriptor)"
            }
        switch error.errnoCode {
        case EADDRINUSE:
            return ServerError(
                message: "Something is listening on \(place) already.",
                suggestion: "Stop it, or choose another port with --port.")
        case EACCES:
            return ServerError(
                message: "Listening on \(place) is not permitted.",
                suggestion: "Ports below 1024 need root: choose another with --port.")
        default:
            return ServerError(message: "Listening on \(place) failed: \(error).", suggestion: nil)
        }
    }
}

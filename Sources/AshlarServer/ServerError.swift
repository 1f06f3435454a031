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

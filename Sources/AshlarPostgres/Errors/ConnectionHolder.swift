public import AshlarSupport

/// Who had one of the pool's connections while a call waited for one in vain.
public struct ConnectionHolder: Sendable, Hashable, CustomStringConvertible {
    /// What a connection is used for.
    public enum Use: String, Sendable, Hashable {
        /// A statement on a connection that all share.
        case statement
        /// `transaction { }` or `rollingBack { }`.
        case transaction
        /// `withSession { }` or what stands on it, such as an advisory lock.
        case session
        /// `stream`: a large result.
        case stream
        /// `copy`, `copyIn` and `copyOut`.
        case copy
        /// `executeScript`.
        case script
        /// `listen`.
        case listening
    }

    /// What it is used for.
    public let use: Use
    /// The call that has it.
    public let location: SourceLocation
    /// For how long so far.
    public let duration: Duration

    /// `transaction at App/Orders.swift:12, for 2.3 seconds`
    public var description: String {
        let tenths = (duration / .milliseconds(100)).rounded() / 10
        return "\(use.rawValue) at \(location), for \(tenths) seconds"
    }
}

public import AshlarSupport

/// Why a server cannot speak TLS.
public struct TLSError: DetailedError, Equatable {
    /// What failed.
    public let message: String
    /// What to do.
    public let suggestion: String?

    /// Message and suggestion, a line each.
    public var description: String { suggestion.map { "\(message)\n  \($0)" } ?? message }

    static func unusable(_ part: String, at path: String, because error: (any Error)?) -> TLSError {
        TLSError(
            message: "The \(part) in \(path) cannot be used\(error.map { ": \($0)" } ?? ".")",
            suggestion: "It has to be a readable PEM file, and the key has to belong to the first certificate.")
    }
}

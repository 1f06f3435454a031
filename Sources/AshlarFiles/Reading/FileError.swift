public import AshlarHTTP
public import AshlarSupport
import HTTPTypes

/// A file that is to be sent is not there. A client is told 404 and nothing of the path.
public struct FileError: DetailedError, HTTPErrorConvertible, Equatable {
    /// The path that was asked for.
    public let path: String

    /// What failed, with the path.
    public var message: String { "\(path) is no file that can be read." }
    /// What to do.
    public var suggestion: String? {
        "Check the path: relative ones start at the working directory. Of names that come from a client use folder:."
    }
    /// Message and suggestion, a line each.
    public var description: String { "\(message)\n  \(suggestion ?? "")" }
    /// 404.
    public var httpError: HTTPError { HTTPError(.notFound) }
}

public import AshlarSupport
public import HTTPTypes

/// An error that knows which answer it is. Errors of other modules become one by an extension.
///
/// ```swift
/// extension OutOfStock: HTTPErrorConvertible {
///     public var httpError: HTTPError { HTTPError(.conflict, "That is sold out.") }
/// }
/// ```
public protocol HTTPErrorConvertible: Error {
    /// The answer: what it says is shown to the client.
    var httpError: HTTPError { get }
}

/// An answer other than success, thrown.
///
/// ```swift
/// throw HTTPError(.notFound, "There is no such draft.")
/// ```
public struct HTTPError: DetailedError, HTTPErrorConvertible {
    /// The status.
    public var status: HTTPResponse.Status
    /// What the client is told.
    public var message: String
    /// Header fields that belong to the answer, such as `Allow` or `Retry-After`.
    public var headers: HTTPFields
    /// Where it was thrown.
    public var location: SourceLocation?
    /// Whether the app's log gets a line of it, and its listeners an event, where its status is 5xx. False for what is meant to
    /// be so, such as the 503 of an app that is down for maintenance.
    public var isReported = true

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - status: the status, 4xx or 5xx.
    ///   - message: what the client is told; the status' own phrase if nil.
    ///   - headers: header fields of the answer.
    public init(
        _ status: HTTPResponse.Status, _ message: String? = nil, headers: HTTPFields = [:], file: String = #filePath,
        line: Int = #line
    ) {
        self.status = status
        self.message = message ?? status.phrase
        self.headers = headers
        location = SourceLocation(file: file, line: line)
    }

    /// `404 Not Found: There is no such draft.`
    public var description: String {
        let phrase = "\(status.code) \(status.phrase)"
        return message == status.phrase ? phrase : "\(phrase): \(message)"
    }

    /// Itself.
    public var httpError: HTTPError { self }
}

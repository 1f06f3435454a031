public import AshlarContainer
public import AshlarHTTP
public import HTTPTypes

/// A request has come, and passes the app's middleware next. What a listener throws is the request's error.
public struct RequestReceived: Event {
    /// The request.
    public let request: Request

    /// A scope that has the request.
    public func makeScope() -> Scope { Scope(seed: request) }
}

/// The answer to a request has passed all middleware and goes to the server. What a listener throws is logged.
public struct ResponseReady: Event {
    /// The request.
    public let request: Request
    /// The answer as it goes out; it can no longer be changed, and its body is not for listeners.
    public let response: Response

    /// A scope that has the request.
    public func makeScope() -> Scope { Scope(seed: request) }
}

/// A request is over: the last byte of its answer has gone out, or its client left. It comes exactly once for each request,
/// after what ``AshlarHTTP/Request/whenFinished(_:)`` does. What a listener throws is logged.
public struct RequestFinished: Event {
    /// The request.
    public let request: Request
    /// The status of its answer.
    public let status: HTTPResponse.Status

    /// A scope that has the request.
    public func makeScope() -> Scope { Scope(seed: request) }
}

/// An error was logged that became an answer of 500 or more. What a listener throws is logged.
public struct ExceptionReported: Event {
    /// What was thrown.
    public let error: any Error
    /// The request that failed, as far inwards as is known.
    public let request: Request
    /// The status of the answer.
    public let status: HTTPResponse.Status

    /// A scope that has the request.
    public func makeScope() -> Scope { Scope(seed: request) }
}

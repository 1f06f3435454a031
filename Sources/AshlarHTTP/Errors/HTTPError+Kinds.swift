public import HTTPTypes

/// Answers whose status asks for a header field beside it (RFC 9110 section 15).
extension HTTPError {
    /// 401: the client has to say who it is, in one of these ways.
    ///
    /// ```swift
    /// throw HTTPError.unauthorized("Sign in first.", challenges: #"Basic realm="Reports""#)
    /// ```
    ///
    /// - Parameters:
    ///   - message: what the client is told; the status' own phrase if nil.
    ///   - challenges: the values of `WWW-Authenticate`, a scheme with its parameters each (RFC 9110 section 11.6.1).
    /// - Returns: The error, to be thrown.
    public static func unauthorized(
        _ message: String? = nil, challenges: String..., file: String = #filePath, line: Int = #line
    ) -> HTTPError {
        var headers = HTTPFields()
        for challenge in challenges { headers.append(HTTPField(name: .wwwAuthenticate, value: challenge)) }
        return HTTPError(.unauthorized, message, headers: headers, file: file, line: line)
    }

    /// 405: the address answers other methods, which `Allow` names.
    ///
    /// - Parameters:
    ///   - message: what the client is told; which methods there are if nil.
    ///   - allowed: the methods that the address answers.
    /// - Returns: The error, to be thrown.
    public static func methodNotAllowed(
        _ message: String? = nil, allowed: [HTTPRequest.Method], file: String = #filePath, line: Int = #line
    ) -> HTTPError {
        let allow = allowed.map(\.rawValue).joined(separator: ", ")
        return HTTPError(
            .methodNotAllowed, message ?? "This address answers \(allow).", headers: [.allow: allow], file: file,
            line: line)
    }

    /// 413: the body is larger than what is accepted; with a time if it is too large only for now.
    ///
    /// - Parameters:
    ///   - message: what the client is told; the status' own phrase if nil.
    ///   - retryAfter: how long the client is to wait before it asks again, if that helps: whole seconds, rounded up.
    /// - Returns: The error, to be thrown.
    public static func contentTooLarge(
        _ message: String? = nil, retryAfter: Duration? = nil, file: String = #filePath, line: Int = #line
    ) -> HTTPError {
        HTTPError(.contentTooLarge, message, headers: waiting(retryAfter), file: file, line: line)
    }

    /// 415: the body is of a kind that the address does not read; `Accept` names those that it does.
    ///
    /// - Parameters:
    ///   - message: what the client is told.
    ///   - accepted: media types that are read.
    /// - Returns: The error, to be thrown.
    public static func unsupportedMediaType(
        _ message: String, accepted: [String], file: String = #filePath, line: Int = #line
    ) -> HTTPError {
        HTTPError(
            .unsupportedMediaType, message, headers: [.accept: accepted.joined(separator: ", ")], file: file, line: line
        )
    }

    /// 416: none of the ranges that were asked for is there. `Content-Range` says how long the whole is.
    ///
    /// - Parameters:
    ///   - length: the length of the whole, in bytes; negative lengths are said as zero.
    /// - Returns: The error, to be thrown.
    public static func rangeNotSatisfiable(
        length: Int, file: String = #filePath, line: Int = #line
    ) -> HTTPError {
        HTTPError(.rangeNotSatisfiable, headers: [.contentRange: "bytes */\(max(0, length))"], file: file, line: line)
    }

    /// 426: the client is to speak another protocol, which `Upgrade` names.
    ///
    /// - Parameters:
    ///   - message: what the client is told; the status' own phrase if nil.
    ///   - protocols: the protocols, the preferred first, such as `websocket`.
    /// - Returns: The error, to be thrown.
    public static func upgradeRequired(
        _ message: String? = nil, to protocols: String..., file: String = #filePath, line: Int = #line
    ) -> HTTPError {
        HTTPError(
            .upgradeRequired, message, headers: [.upgrade: protocols.joined(separator: ", ")], file: file, line: line)
    }

    /// 429: the client has asked too often.
    ///
    /// - Parameters:
    ///   - message: what the client is told; the status' own phrase if nil.
    ///   - retryAfter: how long the client is to wait: whole seconds, rounded up.
    /// - Returns: The error, to be thrown.
    public static func tooManyRequests(
        _ message: String? = nil, retryAfter: Duration? = nil, file: String = #filePath, line: Int = #line
    ) -> HTTPError {
        HTTPError(.tooManyRequests, message, headers: waiting(retryAfter), file: file, line: line)
    }

    /// 503: the app cannot answer now.
    ///
    /// - Parameters:
    ///   - message: what the client is told; the status' own phrase if nil.
    ///   - retryAfter: how long the client is to wait: whole seconds, rounded up.
    /// - Returns: The error, to be thrown.
    public static func serviceUnavailable(
        _ message: String? = nil, retryAfter: Duration? = nil, file: String = #filePath, line: Int = #line
    ) -> HTTPError {
        HTTPError(.serviceUnavailable, message, headers: waiting(retryAfter), file: file, line: line)
    }

    /// `Retry-After` (RFC 9110 section 10.2.3).
    private static func waiting(_ duration: Duration?) -> HTTPFields {
        guard let (seconds, attoseconds) = duration?.components else { return [:] }
        return [.retryAfter: "\(max(0, attoseconds > 0 && seconds < Int64.max ? seconds + 1 : seconds))"]
    }
}

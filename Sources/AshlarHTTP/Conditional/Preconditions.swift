import HTTPTypes

/// Conditional requests (RFC 9110 section 13).
public enum Preconditions {
    /// What becomes of a request.
    public enum Outcome: Sendable, Equatable {
        /// It is answered as if it had no conditions.
        case proceed
        /// 304: the client has it already.
        case notModified
        /// 412: what the client relies on has changed.
        case failed
    }

    /// Evaluates the conditions in the order of section 13.2.2.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - entityTag: the tag of what would be sent, with its quotes; nil if it has none.
    ///   - lastModified: when it was changed, in whole seconds since 1970; nil if that is not known.
    public static func evaluate(_ request: Request, entityTag: String?, lastModified: Int?) -> Outcome {
        let headers = request.headers
        let isRead = request.method == .get || request.method == .head
        if let list = headers[.ifMatch] {
            guard let entityTag, EntityTag.list(list, has: entityTag, strongly: true) else { return .failed }
        } else if let since = headers[.ifUnmodifiedSince].flatMap(HTTPDate.second), let lastModified,
            lastModified > since
        {
            return .failed
        }
        if headers.contains(.ifNoneMatch) {
            let list = headers[values: .ifNoneMatch].joined(separator: ",")
            guard let entityTag, EntityTag.list(list, has: entityTag) else { return .proceed }
            return isRead ? .notModified : .failed
        }
        if isRead, let since = headers[.ifModifiedSince].flatMap(HTTPDate.second), let lastModified,
            lastModified <= since
        {
            return .notModified
        }
        return .proceed
    }

    /// Whether the ranges of a request count: without `If-Range` they do, with it if nothing has changed (section 13.1.5).
    public static func allowsRange(_ request: Request, entityTag: String?, lastModified: Int?) -> Bool {
        guard let condition = request.headers[.ifRange] else { return true }
        if condition.contains("\"") {
            guard let entityTag, !condition.hasPrefix("W/") else { return false }
            return condition == entityTag && !entityTag.hasPrefix("W/")
        }
        return lastModified != nil && HTTPDate.second(condition) == lastModified
    }
}
